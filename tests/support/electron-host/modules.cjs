// What `require('electron')` is. What Electron has beyond it is there too, and throws when it is used.
const { app } = require('./app.cjs');
const { BrowserWindow } = require('./browser-window.cjs');
const { clipboard } = require('./clipboard.cjs');
const { dialog } = require('./dialog.cjs');
const { guard, missing } = require('./guard.cjs');
const { ipcMain } = require('./ipc-main.cjs');
const { Menu, MenuItem } = require('./menu.cjs');
const { MessageChannelMain, MessagePortMain } = require('./message-ports.cjs');
const { nativeImage } = require('./native-image.cjs');
const nativeTheme = require('./native-theme.cjs');
const { net } = require('./net.cjs');
const { Notification } = require('./notification.cjs');
const { powerMonitor, powerSaveBlocker } = require('./power.cjs');
const { protocol } = require('./protocol.cjs');
const { host } = require('./recorder.cjs');
const { safeStorage } = require('./safe-storage.cjs');
const { screen } = require('./screen.cjs');
const { session } = require('./session.cjs');
const { shell } = require('./shell.cjs');
const { Tray } = require('./tray.cjs');
const { utilityProcess } = require('./utility-process.cjs');
const { WebContents } = require('./web-contents.cjs');

const MISSING = [
  ...['autoUpdater', 'BaseWindow', 'BrowserView', 'ClipboardItem', 'contentTracing', 'crashReporter', 'desktopCapturer', 'globalShortcut'],
  ...[
    'ImageView',
    'inAppPurchase',
    'IpcMainServiceWorker',
    'netLog',
    'pushNotifications',
    'ServiceWorkerMain',
    'ShareMenu',
    'sharedTexture',
  ],
  ...['systemPreferences', 'TouchBar', 'View', 'webFrameMain', 'WebContentsView'],
];

module.exports = guard(
  {
    ...{
      app,
      BrowserWindow,
      clipboard,
      dialog,
      ipcMain,
      Menu,
      MenuItem,
      MessageChannelMain,
      MessagePortMain,
      nativeImage,
      nativeTheme,
      net,
    },
    ...{ Notification, powerMonitor, powerSaveBlocker, protocol, safeStorage, screen, session, shell, Tray, utilityProcess },
    webContents: WebContents,
    ...Object.fromEntries(MISSING.map((name) => [name, missing(name)])),
    __host: host,
  },
  'electron',
  __filename,
);
