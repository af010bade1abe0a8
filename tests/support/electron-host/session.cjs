const { Emitter, createEvent, guard } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { setHandler } = require('./permissions.cjs');
const { protocol } = require('./protocol.cjs');
const { record } = require('./recorder.cjs');
const { webRequest } = require('./web-request.cjs');

class Session extends Emitter {
  constructor() {
    super('Session', __filename, ['will-download', 'spellcheck-dictionary-download-failure', 'preconnect']);
    this.protocol = protocol;
    this.webRequest = webRequest;
    this._proxy = { mode: 'system' };
    this._userAgent = 'Mozilla/5.0 Electron test host';
  }
  setPermissionRequestHandler(handler) {
    setHandler('request', handler);
  }
  setPermissionCheckHandler(handler) {
    setHandler('check', handler);
  }
  /** The host's pages get no devices and no screens, whatever the handler says. */
  setDevicePermissionHandler() {}
  setDisplayMediaRequestHandler() {}
  setBluetoothPairingHandler() {}
  setUSBProtectedClassesHandler() {}
  setCertificateVerifyProc() {}
  async setProxy(config) {
    this._proxy = config;
    record('proxies', config);
  }
  /** As the rules say; ELECTRON_HOST_SYSTEM_PROXY stands for the system's. */
  async resolveProxy(url) {
    new URL(url);
    const { mode, proxyRules } = this._proxy;
    if (mode === 'direct') return 'DIRECT';
    if (proxyRules) return `PROXY ${proxyRules.replace(/^https?:\/\//, '')}`;
    return process.env.ELECTRON_HOST_SYSTEM_PROXY ?? 'DIRECT';
  }
  async forceReloadProxyConfig() {}
  async closeAllConnections() {}
  async clearCache() {}
  async clearStorageData() {}
  async clearAuthCache() {}
  async clearHostResolverCache() {}
  flushStorageData() {}
  setUserAgent(userAgent) {
    this._userAgent = userAgent;
  }
  getUserAgent() {
    return this._userAgent;
  }
  setSpellCheckerEnabled(isOn) {
    this.spellCheckerEnabled = isOn;
  }
  isSpellCheckerEnabled() {
    return this.spellCheckerEnabled ?? true;
  }
  setSpellCheckerLanguages() {}
  setDownloadPath() {}
  isPersistent() {
    return true;
  }
}

let defaultSession;
const session = guard(
  {
    /** Only after ready, as with Electron. */
    get defaultSession() {
      lifecycle.needReady('Session can only be received when app is ready');
      defaultSession ??= new Session();
      return defaultSession;
    },
  },
  'session',
  __filename,
);

/** Chromium tells of a download that a page has begun: the app may prevent it. */
function watchDownloads({ root }) {
  root.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
    record('downloads', { url, filename: suggestedFilename });
    const event = createEvent();
    const item = guard(
      { getURL: () => url, getFilename: () => suggestedFilename, cancel: () => event.preventDefault() },
      'DownloadItem',
      __filename,
    );
    session.defaultSession.emit('will-download', event, item, undefined);
    if (event.defaultPrevented) root.tell('Browser.cancelDownload', { guid });
  });
  root.tell('Browser.setDownloadBehavior', { behavior: 'default', eventsEnabled: true });
}

module.exports = { session, watchDownloads };
