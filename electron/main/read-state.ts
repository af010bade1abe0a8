import type { DesktopState, EnvironmentView, UpdateState } from '#electron/bridge/desktop-state.ts';
import type { DesktopSettings } from '#electron/bridge/settings.ts';

interface StateParts {
  environments: { list(): readonly EnvironmentView[] };
  settings: { read(): DesktopSettings };
  keyStore: DesktopState['keyStore'];
  updates: { state(): UpdateState };
  mutedUntil(): Date | null;
  process(): DesktopState['process'];
  app: DesktopState['app'];
}

/** All that a window is told of the app, as it is now. */
export const readState = (parts: StateParts): DesktopState => ({
  environments: [...parts.environments.list()],
  settings: parts.settings.read(),
  mutedUntil: parts.mutedUntil(),
  keyStore: parts.keyStore,
  updates: parts.updates.state(),
  process: parts.process(),
  app: parts.app,
});
