/**
 * The preload's world: Electron's renderer side for a sandboxed, isolated preload. Runs in the page; the page gets its text.
 * @param loadPreload the preload itself, in the function that CommonJS wraps around it
 */
function runIsolatedWorld({ createCodec, createPeer, createValues, createPortEnds, createRequire, names, binding, settings, loadPreload }) {
  const tell = globalThis[binding];
  if (globalThis.top !== globalThis || location.href === 'about:blank' || location.protocol === 'chrome-error:') return;
  const codec = createCodec();
  const tellHost = (message) => tell(JSON.stringify(message));
  const ports = createPortEnds(codec, tellHost);
  const listeners = new Map();
  const calls = new Map();
  let callCount = 0;

  const encode = (value) => codec.encode(copy(value));
  function copy(value) {
    try {
      return structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  }
  const missing = (name, object) =>
    new Proxy(object, {
      get(target, key) {
        if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') return target[key];
        throw new Error(`${name}.${key} is not implemented by the test host: add it in page/isolated-world.cjs`);
      },
    });

  const ask = createPeer(names, (message) => {
    if (message.kind !== 'tell') return values.answer(message);
    tellHost(message.message);
    return {};
  });
  const values = createValues(ask);

  const listen = (channel, listener, isOnce = false) => {
    if (typeof listener !== 'function') throw new TypeError('The "listener" argument must be of type function');
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce }]);
    return ipcRenderer;
  };
  const unlisten = (channel, listener) => {
    const rest = [...(listeners.get(channel) ?? [])];
    const at = rest.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) rest.splice(at, 1);
    listeners.set(channel, rest);
    return ipcRenderer;
  };
  const ipcRenderer = missing('ipcRenderer', {
    on: listen,
    addListener: listen,
    once: (channel, listener) => listen(channel, listener, true),
    off: unlisten,
    removeListener: unlisten,
    removeAllListeners(channel) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel) => listeners.get(channel)?.length ?? 0,
    send: (channel, ...args) => tellHost({ kind: 'send', channel, args: encode(args), ports: [] }),
    postMessage: (channel, message, transfer = []) =>
      tellHost({ kind: 'send', channel, args: encode([message]), ports: transfer.map(ports.adopt) }),
    invoke(channel, ...args) {
      return new Promise((resolve, reject) => {
        const encoded = encode(args);
        callCount += 1;
        calls.set(callCount, { resolve, reject, channel });
        tellHost({ kind: 'invoke', id: callCount, channel, args: encoded });
      });
    },
  });
  const contextBridge = missing('contextBridge', {
    exposeInMainWorld(key, api) {
      const { error } = ask({ kind: 'expose', key, value: values.encode(api) });
      if (error) throw new Error(error);
    },
  });

  const fromHost = {
    ipc({ channel, args, ports: ids }) {
      const event = { sender: ipcRenderer, ports: ports.receive(ids) };
      for (const entry of [...(listeners.get(channel) ?? [])]) {
        if (entry.isOnce) unlisten(channel, entry.listener);
        entry.listener(event, ...codec.decode(args));
      }
    },
    answer({ id, ok, value }) {
      const { resolve, reject, channel } = calls.get(id);
      calls.delete(id);
      if (ok) resolve(codec.decode(value));
      else reject(new Error(`Error invoking remote method '${channel}': ${value}`));
    },
    port: ports.deliver,
    'port-close': ports.close,
    visibility: (message) => ask(message),
  };
  /** In order, each on its own: a listener that throws is the page's error, and stops none of the others. */
  globalThis.receiveFromHost = (messages) => {
    for (const message of messages) {
      try {
        fromHost[message.kind](message);
      } catch (error) {
        reportError(error);
      }
    }
  };

  let title = '';
  function tellTitle() {
    if (document.title === title) return;
    title = document.title;
    tellHost({ kind: 'title', title });
  }
  document.addEventListener('DOMContentLoaded', () => {
    tellTitle();
    new MutationObserver(tellTitle).observe(document.head, { subtree: true, childList: true, characterData: true });
  });

  const electron = missing('electron', {
    ipcRenderer,
    contextBridge,
    webFrame: missing('webFrame', {}),
    webUtils: missing('webUtils', {}),
  });
  const process = missing('process', settings.process);
  const module = { exports: {} };
  try {
    loadPreload(createRequire(electron), module, module.exports, process);
  } catch (error) {
    tellHost({ kind: 'preload-error', message: error?.message ?? String(error), stack: error?.stack ?? String(error) });
  }
  tellHost({ kind: 'hello' });
}

module.exports = { runIsolatedWorld };
