// Preloaded into a backend that a test forked with Node: `process.parentPort`, as Electron's utility processes have one. Ports that are handed over stay
// with the parent; what is said on them goes over the IPC channel of child_process (tests/support/fork-backend.ts has the other end).
const { EventEmitter } = require('node:events');
const { MessageChannel } = require('node:worker_threads');

const parentPort = new EventEmitter();
parentPort.postMessage = (data) => process.send({ data });
process.parentPort = parentPort;

const ports = new Map();
function open(id) {
  const { port1, port2 } = new MessageChannel();
  ports.set(id, port2);
  port2.on('message', (said) => process.connected && process.send({ port: id, said }));
  port2.on('close', () => ports.delete(id) && process.connected && process.send({ port: id, closed: true }));
  return port1;
}

process.on('message', ({ data, ports: handed = [], port, said, closed }) => {
  if (data) parentPort.emit('message', { data, ports: handed.map(open) });
  else if (closed) ports.get(port)?.close();
  else ports.get(port)?.postMessage(said);
});
// Electron ends a utility process with the app.
process.on('disconnect', () => process.exit(1));
