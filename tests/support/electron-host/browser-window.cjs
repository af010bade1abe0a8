const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { app } = require('./app.cjs');
const { Emitter, createEvent, guardClass } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { Menu } = require('./menu.cjs');
const { NativeImage } = require('./native-image.cjs');
const { record } = require('./recorder.cjs');
const { session } = require('./session.cjs');
const { WebContents } = require('./web-contents.cjs');
const { checkPreferences } = require('./web-preferences.cjs');
const { addWindowBounds } = require('./window-bounds.cjs');
const { addWindowFlags } = require('./window-flags.cjs');

const EVENTS = [
  ...[
    'ready-to-show',
    'show',
    'hide',
    'focus',
    'blur',
    'close',
    'closed',
    'minimize',
    'restore',
    'maximize',
    'unmaximize',
    'resize',
    'resized',
  ],
  ...[
    'move',
    'moved',
    'will-resize',
    'will-move',
    'enter-full-screen',
    'leave-full-screen',
    'page-title-updated',
    'unresponsive',
    'responsive',
  ],
  ...['session-end', 'query-session-end', 'always-on-top-changed', 'app-command', 'system-context-menu'],
];
const windows = new Map();
let lastId = 0;

class BrowserWindow extends Emitter {
  constructor(options = {}) {
    super('BrowserWindow', __filename, EVENTS);
    lifecycle.needReady('Cannot create BrowserWindow before app is ready');
    const preferences = options.webPreferences ?? {};
    checkPreferences(preferences);
    lastId += 1;
    this.id = lastId;
    this._options = options;
    this._isVisible = options.show !== false;
    this._isDestroyed = false;
    this._title = options.title ?? app.getName();
    this._startBounds(options);
    this._startFlags(options);
    windows.set(this.id, this);
    const size = () => this._contentSize();
    this.webContents = new WebContents({ preferences, size, session: preferences.session ?? session.defaultSession });
    this.webContents._owner = this;
    this.webContents._visibility = this._isVisible ? 'visible' : 'hidden';
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => this._gone());
    this.webContents.on('page-title-updated', (_event, title, isExplicit) => {
      const event = createEvent();
      this.emit('page-title-updated', event, title, isExplicit);
      if (!event.defaultPrevented) this._title = title;
    });
    this._createAnother = (others) => new BrowserWindow(others);
    if (this._isVisible) this._takeFocus();
    app.emit('browser-window-created', createEvent(), this);
  }

  static getAllWindows() {
    return [...windows.values()];
  }
  static getFocusedWindow() {
    return lifecycle.focusedWindow ?? null;
  }
  static fromWebContents(contents) {
    return [...windows.values()].find((window) => window.webContents === contents) ?? null;
  }
  static fromId(id) {
    return windows.get(id) ?? null;
  }

  _need() {
    if (this._isDestroyed) throw new TypeError('Object has been destroyed');
  }
  loadURL(url) {
    this._need();
    return this.webContents.loadURL(url);
  }
  loadFile(file, { hash, query } = {}) {
    const url = pathToFileURL(path.resolve(app.getAppPath(), file));
    if (query) url.search = new URLSearchParams(query);
    if (hash) url.hash = hash;
    return this.loadURL(url.href);
  }
  reload() {
    this.webContents.reload();
  }

  _appear(isVisible) {
    this._need();
    if (this._isVisible === isVisible) return;
    this._isVisible = isVisible;
    this._tellPage();
    this.emit(isVisible ? 'show' : 'hide');
  }
  /** A page is hidden with its window, and while it is minimized. */
  _tellPage() {
    this.webContents._show(this._isVisible && !this.isMinimized() ? 'visible' : 'hidden');
  }
  show() {
    this._appear(true);
    this.focus();
  }
  showInactive() {
    this._appear(true);
  }
  hide() {
    this._appear(false);
    this._dropFocus();
  }
  isVisible() {
    return this._isVisible && !this._isDestroyed && !this.isMinimized();
  }
  focus() {
    this._need();
    if (this._isVisible) this._takeFocus();
  }
  blur() {
    this._dropFocus();
  }
  isFocused() {
    return lifecycle.focusedWindow === this;
  }
  _takeFocus() {
    const before = lifecycle.focusedWindow;
    if (before === this) return;
    before?._dropFocus();
    lifecycle.focusedWindow = this;
    this.emit('focus', createEvent());
    app.emit('browser-window-focus', createEvent(), this);
  }
  _dropFocus() {
    if (lifecycle.focusedWindow !== this) return;
    lifecycle.focusedWindow = undefined;
    this.emit('blur', createEvent());
    app.emit('browser-window-blur', createEvent(), this);
  }

  close() {
    if (this._isDestroyed) return;
    const event = createEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy() {
    if (this._isDestroyed) return;
    const closing = this.webContents._destroy();
    if (lifecycle.phase !== 'running') lifecycle.beforeEnd.unshift(() => closing);
    this.webContents._gone();
    this._gone();
  }
  _gone() {
    if (this._isDestroyed) return;
    this._isDestroyed = true;
    windows.delete(this.id);
    this._dropFocus();
    this.emit('closed');
    if (windows.size > 0 || lifecycle.phase !== 'running') return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }
  isDestroyed() {
    return this._isDestroyed;
  }

  getTitle() {
    return this._title;
  }
  setTitle(title) {
    this._title = title;
  }
  get title() {
    return this._title;
  }
  set title(title) {
    this._title = title;
  }
  flashFrame(isFlashing) {
    record('flashes', isFlashing);
  }
  setProgressBar(progress, options) {
    record('progress', { progress, ...options });
  }
  setOverlayIcon(image, description) {
    if (image !== null && !(image instanceof NativeImage)) throw new TypeError('Error processing argument at index 0, conversion failure');
    record('overlays', { description, isEmpty: image === null });
  }
  setMenu(menu) {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Invalid menu');
    this._menu = menu;
  }
  removeMenu() {
    this._menu = null;
  }
  getParentWindow() {
    return this._options.parent ?? null;
  }
  getChildWindows() {
    return [...windows.values()].filter((window) => window._options.parent === this);
  }
}
addWindowBounds(BrowserWindow.prototype);
addWindowFlags(BrowserWindow.prototype);
app._windows = () => BrowserWindow.getAllWindows();

module.exports = { BrowserWindow: guardClass(BrowserWindow, __filename) };
