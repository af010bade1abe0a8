/**
 * The rules of the context bridge: values cross by copy, functions and promises by proxy, errors keep their message, prototypes are lost,
 * and what structured cloning refuses is refused here. Runs in both worlds; the page gets its text.
 * @param ask calls the other world (see world-peer.cjs)
 */
function createValues(ask) {
  const functions = [];
  const idOfFunction = new WeakMap();
  const promises = new Map();
  let promiseCount = 0;
  const kindOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

  function encodeFunction(value) {
    if (!idOfFunction.has(value)) idOfFunction.set(value, functions.push(value) - 1);
    return { kind: 'function', id: idOfFunction.get(value) };
  }
  function encodePromise(value) {
    promiseCount += 1;
    const id = promiseCount;
    const settle = (ok) => (result) => void ask({ kind: 'settle', id, ok, value: encode(result) });
    value.then(settle(true), settle(false));
    return { kind: 'promise', id };
  }

  function encode(value, seen = new Map()) {
    if (typeof value === 'function') return encodeFunction(value);
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof value !== 'object' || value === null) return { kind: 'value', value };
    if (seen.has(value)) return { kind: 'again', index: seen.get(value) };
    if (value instanceof Promise) return encodePromise(value);
    if (value instanceof Error) return { kind: 'error', message: value.message };
    seen.set(value, seen.size);
    if (Array.isArray(value)) return { kind: 'array', items: Array.from(value, (item) => encode(item, seen)) };
    if (kindOf(value) === 'Object')
      return { kind: 'object', entries: Object.entries(value).map(([key, item]) => [key, encode(item, seen)]) };
    try {
      return { kind: 'value', value: structuredClone(value), isObject: true };
    } catch {
      throw new Error('An object could not be cloned.');
    }
  }

  function callOther(id, args) {
    const answer = ask({ kind: 'call', id, args: args.map((item) => encode(item)) });
    if (!answer.ok) throw decode(answer.value);
    return decode(answer.value);
  }
  const decodePromise = (id) => new Promise((resolve, reject) => promises.set(id, { resolve, reject }));

  function decode(wire, seen = []) {
    const keep = (object) => {
      seen.push(object);
      return object;
    };
    switch (wire.kind) {
      case 'function':
        return (...args) => callOther(wire.id, args);
      case 'promise':
        return decodePromise(wire.id);
      case 'error':
        return new Error(wire.message);
      case 'again':
        return seen[wire.index];
      case 'array': {
        const list = keep([]);
        for (const item of wire.items) list.push(decode(item, seen));
        return list;
      }
      case 'object': {
        const object = keep({});
        for (const [key, item] of wire.entries) object[key] = decode(item, seen);
        return object;
      }
      default:
        return wire.isObject ? keep(wire.value) : wire.value;
    }
  }

  /** What the other world asks of this one's functions and promises; undefined for other messages. */
  function answer(message) {
    if (message.kind === 'settle') {
      const { resolve, reject } = promises.get(message.id);
      promises.delete(message.id);
      (message.ok ? resolve : reject)(decode(message.value));
      return {};
    }
    if (message.kind !== 'call') return undefined;
    try {
      return { ok: true, value: encode(functions[message.id](...message.args.map((item) => decode(item)))) };
    } catch (error) {
      return { ok: false, value: encode(error instanceof Error ? error : new Error(String(error))) };
    }
  }

  return { encode, decode, answer };
}

module.exports = { createValues };
