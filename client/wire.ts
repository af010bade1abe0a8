/** What is wrong with a connection, in the shape of every error: `code` to branch on, `message` for people. */
export interface WireError {
  code: string;
  status: number;
  message: string;
}

/** A connection that carries requests with answers, and events. Socket.IO is one, a MessagePort another. */
export interface Wire {
  /** Begins, once whoever listens does. */
  open(): void;
  /** @throws WireTimeout, WireGone; the signal's reason */
  request(event: string, payload: unknown, options: { timeoutMs: number; signal?: AbortSignal | undefined }): Promise<unknown>;
  /** Says something that has no answer; nothing happens while the wire is down. */
  tell(event: string, payload: unknown): void;
  onEvent(listener: (event: string, payload: unknown) => void): void;
  /** Up: requests go through from here on. Down: with why, and whether the wire will try by itself. */
  onState(listener: (state: WireState) => void): void;
  /** Down: tries at once, not when it would by itself. Nothing happens while it is up, or where no other try can help, as with a port that closed. */
  retryNow(): void;
  close(): void;
}

export type WireState =
  | { up: true }
  /** `retryAt`: when it tries next, where that is known by now. */
  | { up: false; reason: WireError; retries: boolean; retryAt?: Date | undefined };

export class WireTimeout extends Error {
  override readonly name = 'WireTimeout';
}

/** The connection broke before the answer came: what was asked may have happened or not. */
export class WireGone extends Error {
  override readonly name = 'WireGone';
}
