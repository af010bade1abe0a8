// What Electron's roles stand for: label, shortcut and deed.
const lifecycle = require('./lifecycle.cjs');
const { record } = require('./recorder.cjs');

const ofPage = (act) => ({ act: (window) => window && act(window.webContents, window) });
const ofWindow = (act) => ({ act: (window) => window && act(window) });
const edit = (command) => ofPage((contents) => contents[command]());

const ROLES = {
  about: { label: 'About', act: () => lifecycle.events.emit('about') },
  quit: {
    label: process.platform === 'win32' ? 'Exit' : 'Quit',
    accelerator: 'CommandOrControl+Q',
    act: () => lifecycle.events.emit('quit'),
  },
  close: { label: 'Close Window', accelerator: 'CommandOrControl+W', ...ofWindow((window) => window.close()) },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', ...ofWindow((window) => window.minimize()) },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R', ...ofPage((contents) => contents.reload()) },
  forceReload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R', ...ofPage((contents) => contents.reloadIgnoringCache()) },
  toggleDevTools: { label: 'Toggle Developer Tools', accelerator: 'Ctrl+Shift+I', ...ofPage((contents) => contents.toggleDevTools()) },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    ...ofWindow((window) => window.setFullScreen(!window.isFullScreen())),
  },
  resetZoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0', ...ofPage((contents) => contents.setZoomLevel(0)) },
  zoomIn: {
    label: 'Zoom In',
    accelerator: 'CommandOrControl+Plus',
    ...ofPage((contents) => contents.setZoomLevel(contents.getZoomLevel() + 0.5)),
  },
  zoomOut: {
    label: 'Zoom Out',
    accelerator: 'CommandOrControl+-',
    ...ofPage((contents) => contents.setZoomLevel(contents.getZoomLevel() - 0.5)),
  },
  // The page does these by itself, so that no shortcut of theirs reaches the menu.
  undo: { label: 'Undo', ...edit('undo') },
  redo: { label: 'Redo', ...edit('redo') },
  cut: { label: 'Cut', ...edit('cut') },
  copy: { label: 'Copy', ...edit('copy') },
  paste: { label: 'Paste', ...edit('paste') },
  pasteAndMatchStyle: { label: 'Paste and Match Style', ...edit('pasteAndMatchStyle') },
  delete: { label: 'Delete', ...edit('delete') },
  selectAll: { label: 'Select All', ...edit('selectAll') },
  appMenu: { label: 'App', submenu: [{ role: 'about' }, { type: 'separator' }, { role: 'quit' }] },
  fileMenu: { label: 'File', submenu: [{ role: process.platform === 'darwin' ? 'close' : 'quit' }] },
  editMenu: {
    label: 'Edit',
    submenu: [
      ...[{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }],
      ...[{ role: 'delete' }, { type: 'separator' }, { role: 'selectAll' }],
    ],
  },
  viewMenu: {
    label: 'View',
    submenu: [
      ...[{ role: 'reload' }, { role: 'forceReload' }, { role: 'toggleDevTools' }, { type: 'separator' }, { role: 'resetZoom' }],
      ...[{ role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }],
    ],
  },
  windowMenu: { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'close' }] },
};
/** Those of macOS, and those that only mark a menu: they have a label here, and nothing happens. */
const LABELS = {
  ...{ window: 'Window', help: 'Help', services: 'Services', hide: 'Hide', hideOthers: 'Hide Others', unhide: 'Show All', zoom: 'Zoom' },
  ...{ front: 'Bring All to Front', startSpeaking: 'Start Speaking', stopSpeaking: 'Stop Speaking', shareMenu: 'Share' },
  ...{ recentDocuments: 'Open Recent', clearRecentDocuments: 'Clear Menu', toggleSpellChecker: 'Check Spelling While Typing' },
  ...{ showSubstitutions: 'Show Substitutions', toggleSmartQuotes: 'Smart Quotes', toggleSmartDashes: 'Smart Dashes' },
  ...{ toggleTextReplacement: 'Text Replacement', toggleTabBar: 'Show Tab Bar', selectNextTab: 'Show Next Tab' },
  ...{
    selectPreviousTab: 'Show Previous Tab',
    showAllTabs: 'Show All Tabs',
    mergeAllWindows: 'Merge All Windows',
    moveTabToNewWindow: 'Move Tab to New Window',
  },
};

/** @throws for a role that Electron doesn't know */
function findRole(role) {
  if (Object.hasOwn(ROLES, role)) return ROLES[role];
  if (Object.hasOwn(LABELS, role)) return { label: LABELS[role], act: () => record('roles', role) };
  throw new Error(`Invalid role: ${role}`);
}

module.exports = { findRole };
