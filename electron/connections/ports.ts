import type { ClientPort } from '#client/port-wire.ts';

/** A MessagePort as main has it: a MessagePortMain of Electron, whose messages come wrapped, or Node's own in tests. */
export interface MainPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Two ends of one channel; either may be handed on. */
export type CreateChannel = () => { port1: MainPort; port2: MainPort };

/** Electron hands over `{ data, ports }`, Node the message itself. */
const unwrap = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'ports' in message && 'data' in message ? message.data : message;

export function listenTo(port: MainPort, onMessage: (message: unknown) => void, onClose: () => void): void {
  port.on('message', (message) => onMessage(unwrap(message)));
  port.on('close', onClose);
  port.start();
}

/** The port as client/port-wire.ts wants it. */
export const toClientPort = (port: MainPort): ClientPort => ({
  postMessage: (message) => port.postMessage(message),
  listen: (onMessage, onClose) => listenTo(port, onMessage, onClose),
  close: () => port.close(),
});
