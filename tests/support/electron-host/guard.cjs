// What makes the host honest: whatever of Electron it lacks throws, where a stub would let a test pass.
const { EventEmitter } = require('node:events');
const path = require('node:path');

/** What Node, Playwright and promises look for on any object; and what begins with an underscore is the host's own, or Node's. */
const LOOKED_FOR = new Set(['then', 'catch', 'toJSON', 'constructor', 'prototype', 'inspect', 'nodeType', '$$typeof', 'domain', 'default']);
const isOurs = (key) => typeof key === 'symbol' || key.startsWith('_') || LOOKED_FOR.has(key);

const refusal = (name, file) => new Error(`${name} is not implemented by the test host: add it in ${path.basename(file)}`);

/** `target`, whose unknown properties throw. `name` is how Electron's documentation calls it. */
function guard(target, name, file) {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (Reflect.has(object, key) || isOurs(key)) return Reflect.get(object, key, receiver);
      throw refusal(`${name}.${key}`, file);
    },
  });
}

/** An emitter as Electron has them: unknown events and properties throw. `any` takes events of every name, as IPC channels are. */
class Emitter extends EventEmitter {
  constructor(name, file, events) {
    super();
    this._emitter = { name, file, events: events === 'any' ? undefined : new Set([...events, 'newListener', 'removeListener']) };
    // biome-ignore lint/correctness/noConstructorReturn: from here on `this` is what the app holds too, so that the two are the same.
    return guard(this, name, file);
  }
}
for (const method of ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'emit']) {
  Emitter.prototype[method] = function (event, ...rest) {
    const { name, file, events } = this._emitter;
    if (events && typeof event === 'string' && !events.has(event)) throw refusal(`${name}.${method}('${event}')`, file);
    return EventEmitter.prototype[method].call(this, event, ...rest);
  };
}

/** A class whose unknown static members throw. */
const guardClass = (type, file) => guard(type, type.name, file);

/** Stands for a whole module that the host lacks. */
function missing(name) {
  const refuse = (key) => {
    throw refusal(typeof key === 'string' ? `${name}.${key}` : name, 'modules.cjs');
  };
  return new Proxy(function absent() {}, {
    get: (_target, key) => (isOurs(key) ? undefined : refuse(key)),
    has: () => false,
    apply: refuse,
    construct: refuse,
  });
}

/** The event object that Electron hands to listeners. */
function createEvent(details = {}) {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
    ...details,
  };
}

module.exports = { guard, guardClass, Emitter, missing, createEvent, refusal };
