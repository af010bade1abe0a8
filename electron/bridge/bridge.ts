import type { CallInput, CallName, CallOutput } from './calls.ts';
import type { Answer } from './failure.ts';
import type { Pushes, PushName } from './pushes.ts';

/** All that the preload puts into the page, as `window.syncdeck`. */
export interface DesktopBridge {
  platform: 'darwin' | 'win32' | 'linux';
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Answer<CallOutput<Name>>>;
  /** Answers how to stop. */
  on<Name extends PushName>(name: Name, listener: (payload: Pushes[Name]) => void): () => void;
}

/** IPC channels: one for each direction. `call` takes (name, input) and answers an Answer; `push` carries (name, payload). */
export const CALL_CHANNEL = 'syncdeck:call';
export const PUSH_CHANNEL = 'syncdeck:push';
/** Main posts `{ attachmentId }` with one MessagePort on it. */
export const PORT_CHANNEL = 'syncdeck:port';

/** Ports can't cross the context bridge: the preload hands them on as a window message `{ type, attachmentId }`, from the page's own origin. */
export const PORT_MESSAGE = 'syncdeck:port';

/** The renderer is served under this scheme and origin. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://syncdeck';

declare global {
  interface Window {
    /** Only in the desktop app. */
    syncdeck?: DesktopBridge;
  }
}
