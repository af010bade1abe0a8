import type { DesktopState } from './desktop-state.ts';
import type { EnvironmentDraft } from './environment.ts';
import type { Failure } from './failure.ts';

/** What main tells a window, by channel. */
export interface Pushes {
  'state:changed': DesktopState;
  /** What an attachment stood on is gone; another port comes when it is back. `retries`: by itself. */
  'connection:down': { attachmentId: string; reason: Failure; retries: boolean };
  /** An address of the renderer's own, such as `/e/local/control?job=…`, `/fleet` or `/desktop`. */
  'window:show': { path: string };
  /** `syncdeck://add?…`: the form, filled in; nothing is added before a person says so. */
  'environment:offered': Partial<EnvironmentDraft>;
  /** A choice of the application menu that only the page can carry out. */
  'menu:chosen': { command: MenuCommand };
  'export:progress': { exportId: string; bytes: number };
}

export type MenuCommand = 'palette' | 'shortcuts' | 'notices' | 'start job' | 'settings' | 'add environment' | 'fleet';

export type PushName = keyof Pushes;
/** Known at run time too: the preload listens to these and no others. */
export const pushNames = [
  'state:changed',
  'connection:down',
  'window:show',
  'environment:offered',
  'menu:chosen',
  'export:progress',
] as const satisfies readonly PushName[];
