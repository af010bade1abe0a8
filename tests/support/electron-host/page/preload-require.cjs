/** What a sandboxed preload may require: Electron, and three of Node's modules in small. Runs in the page; the page gets its text. */
function createRequire(electron) {
  class EventEmitter {
    #listeners = new Map();
    on(event, listener) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
      return this;
    }
    once(event, listener) {
      const once = (...args) => {
        this.off(event, once);
        listener.apply(this, args);
      };
      return this.on(event, once);
    }
    off(event, listener) {
      this.#listeners.set(
        event,
        (this.#listeners.get(event) ?? []).filter((other) => other !== listener),
      );
      return this;
    }
    emit(event, ...args) {
      const found = this.#listeners.get(event) ?? [];
      for (const listener of found) listener.apply(this, args);
      return found.length > 0;
    }
    addListener(event, listener) {
      return this.on(event, listener);
    }
    removeListener(event, listener) {
      return this.off(event, listener);
    }
  }
  const modules = {
    electron,
    events: Object.assign(EventEmitter, { EventEmitter }),
    timers: { setTimeout, clearTimeout, setInterval, clearInterval },
    url: { URL, URLSearchParams },
  };
  const names = {
    'electron/common': 'electron',
    'electron/renderer': 'electron',
    'node:events': 'events',
    'node:timers': 'timers',
    'node:url': 'url',
  };

  return function require(id) {
    const name = Object.hasOwn(names, id) ? names[id] : id;
    if (Object.hasOwn(modules, name)) return modules[name];
    throw new Error(`module not found: ${id}`);
  };
}

module.exports = { createRequire };
