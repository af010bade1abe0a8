const { Emitter, createEvent, guardClass } = require('./guard.cjs');
const { clone, needChannel } = require('./clone.cjs');
const { TargetClosed } = require('./chromium/connection.cjs');
const { getBrowser } = require('./browser-process.cjs');
const { IpcMain } = require('./ipc-main.cjs');
const lifecycle = require('./lifecycle.cjs');
const { takeEnds } = require('./message-ports.cjs');
const { navigate, watchNavigation } = require('./navigation.cjs');
const { measurePage } = require('./page-coverage.cjs');
const { codec, openPageLink } = require('./page-link.cjs');
const { answerInvoke, hearSend } = require('./page-messages.cjs');
const { composeScripts } = require('./page-scripts.cjs');
const { createEmulation } = require('./page-emulation.cjs');
const { offer, record, recordError } = require('./recorder.cjs');
const { toApp } = require('./schemes.cjs');
const { createMainFrame } = require('./web-frame-main.cjs');
const { openFromPage } = require('./window-open.cjs');

const EVENTS = [
  ...[
    'did-start-loading',
    'did-stop-loading',
    'did-start-navigation',
    'did-navigate',
    'did-navigate-in-page',
    'dom-ready',
    'did-finish-load',
  ],
  ...[
    'did-fail-load',
    'will-navigate',
    'will-frame-navigate',
    'will-redirect',
    'will-attach-webview',
    'did-create-window',
    'page-title-updated',
  ],
  ...['render-process-gone', 'unresponsive', 'responsive', 'destroyed', 'preload-error', 'console-message', 'ipc-message', 'context-menu'],
  ...['devtools-opened', 'devtools-closed', 'focus', 'blur', 'zoom-changed', 'before-input-event', 'will-prevent-unload'],
  ...['certificate-error', 'select-client-certificate', 'login'],
];
const all = new Map();
let lastId = 0;

class WebContents extends Emitter {
  /** `preferences` are those of the window; `size` answers how large its page is. */
  constructor({ preferences, size, session }) {
    super('WebContents', __filename, EVENTS);
    lastId += 1;
    this.id = lastId;
    this.session = session;
    this.ipc = new IpcMain('WebContents.ipc');
    this.mainFrame = createMainFrame(this);
    this._preferences = preferences;
    this._size = size;
    this._url = '';
    this._title = '';
    this._visibility = 'visible';
    this._isDestroyed = false;
    this._isCrashed = false;
    this._isLoading = false;
    this._beforeLeaving = async () => {};
    this._emulation = createEmulation(this);
    all.set(this.id, this);
    lifecycle.events.emit('web-contents-created', this);
    this._opening = this._open();
    this._opening.catch((error) => this._hostError('opening a page', error));
  }

  static getAllWebContents() {
    return [...all.values()];
  }
  static fromId(id) {
    return all.get(id);
  }
  static fromDevToolsTargetId(targetId) {
    return [...all.values()].find((contents) => contents._link?.targetId === targetId);
  }
  static getFocusedWebContents() {
    return [...all.values()].find((contents) => contents.isFocused()) ?? null;
  }

  async _open() {
    const browser = getBrowser();
    const { preload, additionalArguments } = this._preferences;
    const scripts = composeScripts({ preload, additionalArguments, versions: { ...process.versions } });
    const link = await openPageLink(browser, {
      size: this._size(),
      scripts,
      onMessage: (document, message) => this._hear(document, message),
      onDocument: (document) => {
        if (scripts.error) this._preloadError(scripts.error);
        // It may have changed while the document was on its way.
        document.push({ kind: 'visibility', state: this._visibility });
      },
    });
    this._link = link;
    this._watch(link.session);
    this._enableRequests = watchNavigation(this, link, browser);
    lifecycle.events.on('web-request', this._enableRequests);
    this._beforeLeaving = await measurePage(link.session);
    await Promise.all([this._enableRequests(), this._emulation.apply(), link.setVisibility(this._visibility)]);
    return link;
  }

  _watch(session) {
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId !== this._link.targetId || this._isLoading) return;
      this._isLoading = true;
      this.emit('did-start-loading', createEvent());
    });
    session.on('Page.domContentEventFired', () => {
      this._emulation.apply().catch(() => {});
      if (this._url) this.emit('dom-ready', createEvent());
    });
    session.on('Page.loadEventFired', () => {
      this._isLoading = false;
      if (!this._url || !this._link.document) return;
      this.emit('did-finish-load', createEvent());
      this.emit('did-stop-loading', createEvent());
      this._goingTo?.resolve();
      this._goingTo = undefined;
    });
    session.on('Inspector.targetCrashed', () => this._crash('crashed'));
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const level = { warning: 'warning', error: 'error', assert: 'error', debug: 'debug' }[type] ?? 'info';
      const message = args.map((arg) => ('value' in arg ? String(arg.value) : (arg.description ?? ''))).join(' ');
      this.emit('console-message', createEvent({ level, message, lineNumber: 0, sourceId: '', frame: this.mainFrame }));
    });
    session.on('closed', () => this._gone());
  }

  /** A page is hidden with its window. */
  _show(state) {
    if (this._visibility === state) return;
    this._visibility = state;
    if (!this._link) return;
    this._link.setVisibility(state).catch((error) => this._hostError('visibility', error));
    this._link.document?.push({ kind: 'visibility', state });
  }

  _hear(document, message) {
    if (message.kind === 'invoke') return answerInvoke(this, document, message);
    if (message.kind === 'send') return hearSend(this, document, message);
    if (message.kind === 'open') return openFromPage(this, { ...message, url: toApp(message.url) });
    if (message.kind === 'title') return this._entitle(message.title);
    if (message.kind === 'key') return lifecycle.events.emit('key', this, message);
    return this._preloadError(Object.assign(new Error(message.message), { stack: message.stack }));
  }

  _entitle(title) {
    if (title === this._title) return;
    this._title = title;
    this.emit('page-title-updated', createEvent(), title, true);
  }

  _preloadError(error) {
    recordError(`the preload ${this._preferences.preload}`, error);
    this.emit('preload-error', createEvent(), this._preferences.preload, error);
  }

  _hostError(what, error) {
    if (!(error instanceof TargetClosed)) recordError(what, error);
  }

  _crash(reason) {
    if (this._isCrashed) return;
    this._isCrashed = true;
    const details = { reason, exitCode: reason === 'killed' ? 9 : 5 };
    this.emit('render-process-gone', createEvent(details), details);
    lifecycle.events.emit('render-process-gone', this, details);
  }

  _gone() {
    if (this._isDestroyed) return;
    this._isDestroyed = true;
    all.delete(this.id);
    if (this._enableRequests) lifecycle.events.off('web-request', this._enableRequests);
    this._goingTo?.reject(
      Object.assign(new Error(`ERR_ABORTED (-3) loading '${this._url}'`), { errno: -3, code: 'ERR_ABORTED', url: this._url }),
    );
    this.emit('destroyed');
  }

  /** Ends the page; its unload handlers run. */
  async _destroy() {
    const link = await this._opening.catch(() => undefined);
    await this._beforeLeaving();
    if (link) getBrowser().root.tell('Target.closeTarget', { targetId: link.targetId });
  }

  async _navigate(go) {
    const { session } = await this._opening;
    if (!this._isCrashed) await this._beforeLeaving();
    this._isCrashed = false;
    await go(session);
  }

  loadURL(url) {
    this._goingTo?.reject(Object.assign(new Error(`ERR_ABORTED (-3) loading '${url}'`), { errno: -3, code: 'ERR_ABORTED', url }));
    return this._navigate((session) => navigate(this, session, url));
  }
  reload() {
    this._goingTo = { isReload: true, resolve() {}, reject() {} };
    this._navigate((session) => session.send('Page.reload')).catch((error) => this._hostError('reload', error));
  }
  reloadIgnoringCache() {
    this.reload();
  }
  stop() {
    this._link?.session.tell('Page.stopLoading');
  }
  getURL() {
    return this._url;
  }
  getTitle() {
    return this._title;
  }
  getType() {
    return 'window';
  }
  getUserAgent() {
    return this.session.getUserAgent();
  }
  isLoading() {
    return this._isLoading;
  }
  isLoadingMainFrame() {
    return this._isLoading;
  }
  isDestroyed() {
    return this._isDestroyed;
  }
  isCrashed() {
    return this._isCrashed;
  }
  getOSProcessId() {
    return 0;
  }
  getProcessId() {
    return this.id;
  }

  send(channel, ...args) {
    needChannel(channel);
    const values = clone(args);
    this._link?.document?.push({ kind: 'ipc', channel, args: codec.encode(values), ports: [] });
  }
  postMessage(channel, message, transfer = []) {
    needChannel(channel);
    const args = codec.encode([clone(message)]);
    const ends = takeEnds(transfer);
    const document = this._link?.document;
    if (!document) for (const end of ends) end.close({ isGone: true });
    else document.push({ kind: 'ipc', channel, args, ports: document.ends.place(ends) });
  }

  setWindowOpenHandler(handler) {
    if (typeof handler !== 'function') throw new TypeError('setWindowOpenHandler takes a function');
    this._windowOpenHandler = handler;
  }
  async executeJavaScript(code, userGesture = false) {
    const { session } = await this._opening;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      ...{ expression: code, awaitPromise: true, returnByValue: true, userGesture },
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
  forcefullyCrashRenderer() {
    this._link?.session.tell('Page.crash');
  }
  close() {
    this._owner.close();
  }
  focus() {
    this._owner.focus();
  }
  isFocused() {
    return this._owner?.isFocused() ?? false;
  }

  openDevTools() {
    this._hasDevTools = true;
    this.emit('devtools-opened');
  }
  closeDevTools() {
    this._hasDevTools = false;
    this.emit('devtools-closed');
  }
  toggleDevTools() {
    return this._hasDevTools ? this.closeDevTools() : this.openDevTools();
  }
  isDevToolsOpened() {
    return this._hasDevTools === true;
  }
  setZoomFactor(factor) {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this._emulation.zoomTo(factor);
  }
  getZoomFactor() {
    return this._emulation.zoom();
  }
  setZoomLevel(level) {
    this._emulation.zoomTo(1.2 ** level);
  }
  getZoomLevel() {
    return Math.log(this._emulation.zoom()) / Math.log(1.2);
  }
  setVisualZoomLevelLimits() {
    return Promise.resolve();
  }
  setBackgroundThrottling(isOn) {
    this.backgroundThrottling = isOn;
  }
  setIgnoreMenuShortcuts(ignores) {
    this._ignoresMenu = ignores;
  }
}
/** The page's own editing, as the roles of the menu call it. */
for (const command of ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll', 'unselect', 'pasteAndMatchStyle']) {
  WebContents.prototype[command] = function () {
    record('roles', command);
    this._link?.session.tell('Runtime.evaluate', { expression: `document.execCommand(${JSON.stringify(command)})`, userGesture: true });
  };
}

offer({
  /** Before a spec loads a page anew: what was counted in it goes with it. */
  async writeCoverage() {
    for (const contents of all.values()) await contents._beforeLeaving();
  },
});

module.exports = { WebContents: guardClass(WebContents, __filename) };
