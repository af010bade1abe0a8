/**
 * Anything that structured cloning knows, as JSON and back: between host and page only text travels. Runs in both; the page gets its text.
 * JSON's own kinds stand for themselves, arrays begin with 'a', and other arrays are a kind and what it is made of.
 */
function createCodec() {
  const VIEWS = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array };
  Object.assign(VIEWS, { BigInt64Array, BigUint64Array, DataView });
  const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const kindOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

  function toBase64(bytes) {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    return btoa(text);
  }
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  function encodePrimitive(value) {
    if (value === undefined) return ['u'];
    if (typeof value === 'bigint') return ['i', String(value)];
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
      return ['n', Object.is(value, -0) ? '-0' : String(value)];
    if (typeof value === 'symbol' || typeof value === 'function') throw new Error('An object could not be cloned.');
    return value;
  }

  function encodeObject(value, inner) {
    const kind = kindOf(value);
    if (Array.isArray(value)) return ['a', ...Array.from(value, inner)];
    if (kind === 'Date') return ['d', value.getTime()];
    if (kind === 'RegExp') return ['r', value.source, value.flags];
    if (kind === 'Map') return ['m', ...[...value].map(([key, item]) => [inner(key), inner(item)])];
    if (kind === 'Set') return ['s', ...[...value].map(inner)];
    if (kind === 'ArrayBuffer') return ['b', toBase64(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) return ['v', kind, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    if (kind === 'Error') return ['e', value.name, value.message, value.stack ?? ''];
    if (kind !== 'Object') throw new Error(`The test host does not carry a ${kind} between processes: add it in clone-codec.cjs`);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item)]));
  }

  function encode(value) {
    const seen = new Map();
    const inner = (item) => {
      if (typeof item !== 'object' || item === null) return encodePrimitive(item);
      if (seen.has(item)) return ['@', seen.get(item)];
      seen.set(item, seen.size);
      return encodeObject(item, inner);
    };
    return inner(value);
  }

  function decode(wire) {
    const seen = [];
    const keep = (object) => {
      seen.push(object);
      return object;
    };
    const decoders = {
      a: (items) => fill(keep([]), items, (list, item) => list.push(inner(item))),
      m: (entries) => fill(keep(new Map()), entries, (map, [key, item]) => map.set(inner(key), inner(item))),
      s: (items) => fill(keep(new Set()), items, (set, item) => set.add(inner(item))),
      d: ([time]) => keep(new Date(time)),
      r: ([source, flags]) => keep(new RegExp(source, flags)),
      b: ([text]) => keep(fromBase64(text).buffer),
      v: ([kind, text]) => keep(new VIEWS[kind](fromBase64(text).buffer)),
      e: ([name, message, stack]) => keep(Object.assign(new (ERRORS[name] ?? Error)(message), { stack })),
      u: () => undefined,
      i: ([text]) => BigInt(text),
      n: ([text]) => Number(text),
      '@': ([index]) => seen[index],
    };
    function fill(into, items, add) {
      for (const item of items) add(into, item);
      return into;
    }
    function inner(item) {
      if (Array.isArray(item)) return decoders[item[0]](item.slice(1));
      if (typeof item !== 'object' || item === null) return item;
      return fill(keep({}), Object.entries(item), (object, [key, value]) =>
        Object.defineProperty(object, key, { value: inner(value), enumerable: true, writable: true, configurable: true }),
      );
    }
    return inner(wire);
  }

  return { encode, decode };
}

module.exports = { createCodec };
