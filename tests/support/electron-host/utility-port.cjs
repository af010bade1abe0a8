// In a utility process, before its own code: `process.parentPort`, and the ports that come over it.
const { EventEmitter } = require('node:events');
const { clone } = require('./clone.cjs');
const { Emitter } = require('./guard.cjs');
const { describeProcess, installModuleHooks, readElectronVersion } = require('./module-hooks.cjs');

const channel = { send: process.send.bind(process), on: process.on.bind(process) };
// In Electron a utility process has no such channel: whatever looks for one must not find it.
process.send = undefined;
delete process.env.NODE_CHANNEL_FD;

const send = (message) => channel.send(message, () => {});
const ports = new Map();

class MessagePortMain extends Emitter {
  constructor(id) {
    super('MessagePortMain', __filename, ['message', 'close']);
    this._id = id;
    this._unread = [];
    this._hasStarted = false;
    this._isOver = false;
    ports.set(id, this);
  }
  _receive(message) {
    this._unread.push(message);
    this._wake();
  }
  _wake() {
    this._waking ??= setImmediate(() => {
      this._waking = undefined;
      if (this._hasStarted) for (const message of this._unread.splice(0)) this.emit('message', message);
      if (this._isOver && this._id) {
        this._id = undefined;
        this.emit('close');
      }
    });
  }
  start() {
    this._hasStarted = true;
    this._wake();
  }
  postMessage(message, transfer = []) {
    const data = clone(message);
    const ids = transfer.map((port) => port._leave(this));
    if (this._id && !this._isOver) send({ kind: 'port', id: this._id, data, ports: ids });
  }
  _leave(from) {
    if (this === from || !this._id) throw new Error('Port at index 0 is already neutered');
    if (this._unread.length > 0)
      throw new Error('Handing on a port with unread messages is not implemented by the test host: add it in utility-port.cjs');
    const id = this._id;
    ports.delete(id);
    this._id = undefined;
    return id;
  }
  _end() {
    ports.delete(this._id);
    this._isOver = true;
    this._wake();
  }
  close() {
    if (!this._id || this._isOver) return;
    send({ kind: 'port-close', id: this._id });
    this._end();
  }
}

class ParentPort extends EventEmitter {
  waiting = [];
  postMessage(data) {
    send({ kind: 'message', data: clone(data) });
  }
  start() {}
  pause() {}
  receive(message) {
    if (this.listenerCount('message') > 0) this.emit('message', message);
    else this.waiting.push(message);
  }
  hearWaiting() {
    for (const message of this.waiting.splice(0)) this.receive(message);
  }
}
const parentPort = new ParentPort();
parentPort.on('newListener', (name) => {
  if (name === 'message') setImmediate(() => parentPort.hearWaiting());
});

/** Ports are there at once: their own messages may come before anybody listens. */
const toEvent = ({ data, ports: ids }) => ({ data, ports: ids.map((id) => new MessagePortMain(id)) });
channel.on('message', (message) => {
  if (message.kind === 'message') parentPort.receive(toEvent(message));
  else if (message.kind === 'port') ports.get(message.id)?._receive(toEvent(message));
  else if (message.kind === 'port-close') ports.get(message.id)?._end();
});
// The app is gone.
channel.on('disconnect', () => process.exit(1));
// Node would end on the spot, and what it counted would be lost; whoever wants to end in another way has a listener of its own.
process.on('SIGTERM', () => {
  if (process.listenerCount('SIGTERM') === 1) process.exit(15);
});

describeProcess('utility', readElectronVersion());
process.parentPort = parentPort;
installModuleHooks(require.resolve('./utility-modules.cjs'), require.resolve('./utility-modules.mjs'));
