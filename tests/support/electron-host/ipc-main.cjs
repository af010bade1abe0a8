const { Emitter } = require('./guard.cjs');
const { needChannel } = require('./clone.cjs');

/** `ipcMain`, and the `ipc` of web contents and frames. */
class IpcMain extends Emitter {
  constructor(name) {
    super(name, __filename, 'any');
    this._handlers = new Map();
  }

  handle(channel, handler) {
    needChannel(channel);
    if (this._handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    this._handlers.set(channel, handler);
  }

  handleOnce(channel, handler) {
    this.handle(channel, (...args) => {
      this.removeHandler(channel);
      return handler(...args);
    });
  }

  removeHandler(channel) {
    this._handlers.delete(channel);
  }
}
for (const method of ['on', 'once', 'addListener']) {
  const { [method]: listen } = Emitter.prototype;
  IpcMain.prototype[method] = function (channel, listener) {
    needChannel(channel);
    return listen.call(this, channel, listener);
  };
}

const ipcMain = new IpcMain('ipcMain');

/** The first of them that has a handler for the channel. @throws as Electron does when none has */
function findHandler(places, channel) {
  const place = places.find(({ _handlers }) => _handlers.has(channel));
  if (!place) throw new Error(`No handler registered for '${channel}'`);
  return place._handlers.get(channel);
}

module.exports = { ipcMain, IpcMain, findHandler };
