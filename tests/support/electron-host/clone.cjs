/** What crosses a border between processes is copied. @throws as Electron does for functions, symbols and other things that can't be */
function clone(value) {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}

/** @throws as Electron does for a channel that is no name */
function needChannel(channel) {
  if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
}

module.exports = { clone, needChannel };
