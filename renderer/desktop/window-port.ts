import type { ClientPort } from '#client/port-wire.ts';

/** A page's MessagePort, or Node's, as a wire takes it. */
export function windowPort(port: MessagePort): ClientPort {
  return {
    postMessage: (message) => port.postMessage(message),
    listen(onMessage, onClose) {
      port.addEventListener('message', ({ data }) => onMessage(data));
      // Browsers tell it since 2024 (https://developer.mozilla.org/docs/Web/API/MessagePort/close_event).
      port.addEventListener('close', onClose);
      port.start();
    },
    close: () => port.close(),
  };
}
