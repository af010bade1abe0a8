import type { Wire } from '#client/wire.ts';
import type { ExportInput } from '#contract/schemas/insight.ts';
import type { User } from '#contract/schemas/user.ts';
import type { LocalProcess } from '#electron/bridge/status.ts';
import type { MainPort } from './ports.ts';

/** What carries an environment: a process on this machine, or a socket to a server. */
export interface Link {
  /** Main's own way; it comes and goes as the environment does. */
  wire: Wire;
  /** A way for a window, while the wire is up: the end that it is handed, and how to end it from here. `onLost`: closed because it did not read. */
  openPort(onLost: () => void): { port: MainPort; close(): void };
  /** Pieces of an export, as they are read. @throws FailureError */
  export(request: ExportInput, signal: AbortSignal): AsyncIterable<Uint8Array | string>;
  /** Who is signed in; of the local one, whoever it says. */
  user(): User | null;
  /** Who the server says the person is by now. */
  changed(user: User): void;
  readonly local: LocalProcess | null;
  /** The machine woke up: what was up may be dead. */
  wake(): void;
  close(): Promise<void>;
}
