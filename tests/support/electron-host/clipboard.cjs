const { guard } = require('./guard.cjs');
const { records } = require('./recorder.cjs');

/** The app's own way to the clipboard. Pages use Chromium's, which is another here. */
const clipboard = guard(
  {
    async writeText(text) {
      if (typeof text !== 'string') throw new TypeError('Error processing argument at index 0, conversion failure');
      records.clipboard = text;
    },
    readText: async () => records.clipboard,
    has: async (type) => type === 'text/plain' && records.clipboard !== '',
    clear() {
      records.clipboard = '';
    },
  },
  'clipboard',
  __filename,
);

module.exports = { clipboard };
