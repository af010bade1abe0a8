const { createPaths } = require('./app-paths.cjs');
const { createCommandLine } = require('./command-line.cjs');
const { Emitter, createEvent, guard } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { Menu } = require('./menu.cjs');
const { offer, record, recordError, records } = require('./recorder.cjs');
const { createSingleInstance } = require('./single-instance.cjs');

const EVENTS = [
  ...['will-finish-launching', 'ready', 'window-all-closed', 'before-quit', 'will-quit', 'quit', 'activate', 'second-instance', 'open-url'],
  ...['open-file', 'browser-window-created', 'browser-window-focus', 'browser-window-blur', 'web-contents-created', 'session-created'],
  ...['render-process-gone', 'child-process-gone', 'certificate-error', 'select-client-certificate', 'login', 'gpu-info-update'],
  ...['did-become-active', 'did-resign-active', 'accessibility-support-changed', 'continue-activity'],
];

class App extends Emitter {
  constructor() {
    super('app', __filename, EVENTS);
    const { manifest, switches, appPath } = lifecycle.options;
    this._name = manifest.productName ?? manifest.name ?? 'Electron';
    this._windows = () => [];
    this._children = () => [];
    this.isPackaged = false;
    this.userAgentFallback = 'Mozilla/5.0 Electron test host';
    // Only on macOS.
    this.dock = undefined;
    this.commandLine = guard(createCommandLine(switches), 'app.commandLine', __filename);
    Object.assign(this, createPaths({ name: () => this._name, userDataDir: switches.get('user-data-dir'), appPath }));
    this._single = createSingleInstance((argv, workingDirectory, additionalData) => {
      // Guaranteed to come after `ready`.
      lifecycle.whenReady.then(() => this.emit('second-instance', createEvent(), argv, workingDirectory, additionalData));
    });
  }

  get name() {
    return this._name;
  }
  set name(name) {
    this._name = name;
  }
  getName() {
    return this._name;
  }
  setName(name) {
    this._name = name;
  }
  getVersion() {
    return lifecycle.options.manifest.version;
  }
  getAppPath() {
    return lifecycle.options.appPath;
  }
  getLocale() {
    return lifecycle.options.locale;
  }
  getSystemLocale() {
    return lifecycle.options.locale;
  }
  getLocaleCountryCode() {
    return lifecycle.options.locale.split('-')[1] ?? '';
  }
  getPreferredSystemLanguages() {
    return [lifecycle.options.locale];
  }
  isReady() {
    return lifecycle.isReady;
  }
  whenReady() {
    lifecycle.wasAwaited = true;
    return lifecycle.whenReady;
  }
  getAppMetrics() {
    return require('./app-metrics.cjs').getAppMetrics(this._children());
  }
  getGPUFeatureStatus() {
    return {};
  }
  focus() {
    this._windows().at(-1)?.focus();
  }
  hide() {
    for (const window of this._windows()) window.hide();
  }
  show() {
    for (const window of this._windows()) window.show();
  }
  isHidden() {
    return this._windows().every((window) => !window.isVisible());
  }

  requestSingleInstanceLock(additionalData) {
    return this._single.request(this.getPath('userData'), additionalData);
  }
  releaseSingleInstanceLock() {
    this._single.release(this.getPath('userData'));
  }
  hasSingleInstanceLock() {
    return this._single.has();
  }

  setAsDefaultProtocolClient(protocol, execPath, args) {
    if (!/^[a-z][a-z0-9+.-]*$/i.test(protocol)) return false;
    records.protocolClients = [...records.protocolClients.filter((client) => client.protocol !== protocol), { protocol, execPath, args }];
    return true;
  }
  isDefaultProtocolClient(protocol) {
    return records.protocolClients.some((client) => client.protocol === protocol);
  }
  removeAsDefaultProtocolClient(protocol) {
    const had = this.isDefaultProtocolClient(protocol);
    records.protocolClients = records.protocolClients.filter((client) => client.protocol !== protocol);
    return had;
  }
  setLoginItemSettings(settings) {
    records.loginItem = { ...settings };
  }
  getLoginItemSettings() {
    const openAtLogin = records.loginItem.openAtLogin ?? false;
    return {
      openAtLogin,
      wasOpenedAtLogin: false,
      status: openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    };
  }
  get badgeCount() {
    return records.badge;
  }
  set badgeCount(count) {
    this.setBadgeCount(count);
  }
  setBadgeCount(count = 0) {
    if (!Number.isInteger(count)) throw new TypeError('Error processing argument at index 0, conversion failure');
    records.badge = count;
    return true;
  }
  getBadgeCount() {
    return records.badge;
  }
  setJumpList(categories) {
    record('jumpLists', categories);
    return 'ok';
  }
  setUserTasks(tasks) {
    record('jumpLists', tasks);
    return true;
  }
  setAboutPanelOptions(options) {
    this._about = options;
  }
  showAboutPanel() {
    record('about', this._about ?? {});
  }
  get applicationMenu() {
    return Menu.getApplicationMenu();
  }
  set applicationMenu(menu) {
    Menu.setApplicationMenu(menu);
  }

  /** before-quit, then every window's close, then will-quit and quit: whoever prevents one of them stops it there. */
  quit() {
    if (lifecycle.phase !== 'running') return;
    const before = createEvent();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    lifecycle.phase = 'quitting';
    for (const window of this._windows()) window.close();
    if (this._windows().length > 0) {
      lifecycle.phase = 'running';
      return;
    }
    const will = createEvent();
    this.emit('will-quit', will);
    if (will.defaultPrevented) lifecycle.phase = 'running';
    else this.exit(0);
  }
  exit(code = 0) {
    if (lifecycle.phase === 'ending') return;
    lifecycle.phase = 'ending';
    for (const window of this._windows()) window.destroy();
    this.emit('quit', createEvent(), code);
    lifecycle.end(code);
  }
  relaunch(options = {}) {
    record('relaunches', options);
  }
}
/** What concerns the system alone, and shows nowhere here. */
for (const name of [
  'disableHardwareAcceleration',
  'enableSandbox',
  'setAppUserModelId',
  'setDesktopName',
  'addRecentDocument',
  'clearRecentDocuments',
]) {
  App.prototype[name] = () => {
    if (['disableHardwareAcceleration', 'enableSandbox'].includes(name) && lifecycle.isReady) {
      throw new Error(`app.${name}() can only be called before app is ready`);
    }
  };
}
const app = new App();

lifecycle.events.on('web-contents-created', (contents) => app.emit('web-contents-created', createEvent(), contents));
lifecycle.events.on('render-process-gone', (contents, details) => app.emit('render-process-gone', createEvent(), contents, details));
lifecycle.events.on('quit', () => app.quit());
lifecycle.events.on('about', () => app.showAboutPanel());
process.on('uncaughtExceptionMonitor', (error) => recordError('uncaught in the main process', error));

offer({
  /** As macOS hands over a link; elsewhere a link is a second instance's argument. */
  openUrl: (url) => void app.emit('open-url', createEvent(), url),
});

module.exports = { app };
