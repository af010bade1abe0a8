import type { MainPort } from '../ports.ts';

/** The process of the local backend: an Electron utility process, or a child of Node in tests. */
export interface BackendChild {
  readonly pid: number | undefined;
  /** What it understands stands in backend/boot/obey-parent.ts. */
  postMessage(message: ToBackend, ports?: readonly MainPort[]): void;
  onMessage(listener: (message: FromBackend) => void): void;
  /** What it writes on stdout and stderr, as it comes. */
  onOutput(listener: (text: string) => void): void;
  onExit(listener: (code: number | null) => void): void;
  /** Ends it as it is. */
  kill(): void;
}

type ToBackend = { type: 'connect' } | { type: 'export'; request: unknown } | { type: 'stop' };
export type FromBackend = { type: 'ready'; url: string | null } | { type: 'failed'; message: string };

/** Starts one. @throws where the program can't be run */
export type ForkBackend = () => BackendChild;
