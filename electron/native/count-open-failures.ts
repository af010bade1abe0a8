import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';

/** Jobs of open incidents in all environments: what the badge shows, and the tray beside its icon. */
export const countOpenFailures = (views: readonly EnvironmentView[]): number =>
  views.reduce((sum, { status }) => sum + status.openFailures, 0);
