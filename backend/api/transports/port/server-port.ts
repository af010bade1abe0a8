/** A MessagePort of Node, or of an Electron utility process, whose messages come wrapped. */
export interface ServerPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start?(): void;
  close(): void;
}

/** Electron hands over `{ data, ports }`, Node the message itself. */
export const unwrap = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'ports' in message && 'data' in message ? message.data : message;
