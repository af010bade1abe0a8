const path = require('node:path');
const { guard } = require('./guard.cjs');
const { record, records } = require('./recorder.cjs');

const needPath = (file) => {
  if (typeof file !== 'string') throw new TypeError('Error processing argument at index 0, conversion failure');
  return file;
};

const shell = guard(
  {
    async openExternal(url, _options) {
      if (typeof url !== 'string' || !URL.canParse(url)) throw new Error('Invalid URL');
      record('openedUrls', url);
    },
    async openPath(file) {
      record('openedPaths', needPath(file));
      return '';
    },
    showItemInFolder(file) {
      if (!path.isAbsolute(needPath(file))) throw new Error('Failed to show item: the path must be absolute');
      record('shownItems', file);
    },
    async trashItem(file) {
      record('trashed', needPath(file));
    },
    beep() {
      records.beeps += 1;
    },
  },
  'shell',
  __filename,
);

module.exports = { shell };
