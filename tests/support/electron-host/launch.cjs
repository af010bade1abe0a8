// The start, in Electron's order: the app's entry is evaluated whole, then it is ready.
const inspector = require('node:inspector');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { readCommandLine } = require('./command-line.cjs');
const lifecycle = require('./lifecycle.cjs');
const { describeProcess, installModuleHooks, readElectronVersion } = require('./module-hooks.cjs');

const DEADLOCK =
  'The main entry never finished evaluating: a top-level await of app.whenReady() waits for ever in Electron (electron#40719)';
const END_WITHIN_MS = 8_000;

const options = readCommandLine(process.argv.slice(2));
lifecycle.options = { ...options, locale: options.switches.get('lang') || process.env.ELECTRON_HOST_LOCALE || 'en-US' };
process.argv = [process.argv[1], ...process.argv.slice(2)];
process.defaultApp = true;
describeProcess('browser', readElectronVersion());
process.getProcessMemoryInfo = async () => ({ residentSet: Math.round(process.memoryUsage.rss() / 1_024), private: 0, shared: 0 });

const MODULES = path.join(__dirname, 'modules.cjs');
installModuleHooks(MODULES, path.join(__dirname, 'modules.mjs'));
const { app } = require(MODULES);
const { startBrowser } = require('./browser-process.cjs');
const { watchDownloads } = require('./session.cjs');

let hasEvaluated = false;
let endsWith;
/** Called once, by app.exit. Before the entry has been evaluated, as after a refused lock, the end waits for that. */
lifecycle.end = (code) => {
  endsWith = code;
  if (hasEvaluated) finish();
};
async function finish() {
  const late = setTimeout(() => process.exit(endsWith), END_WITHIN_MS);
  // Pages first, then utility processes, then Chromium.
  for (const work of lifecycle.beforeEnd) await work().catch(() => {});
  clearTimeout(late);
  process.exit(endsWith);
}
const refuseDeadlock = () => {
  process.stderr.write(`${DEADLOCK}\n`);
  process.exit(1);
};
process.on('exit', (code) => {
  if (code === 0 && !hasEvaluated && endsWith === undefined) {
    process.stderr.write(`${DEADLOCK}\n`);
    process.exitCode = 1;
  }
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => app.quit());

async function start() {
  const isWatched = options.switches.has('remote-debugging-port');
  let go = Promise.resolve();
  if (options.switches.has('inspect')) {
    // Playwright calls it once it is connected: no window opens before it listens.
    go = new Promise((resolve) => {
      globalThis.__playwright_run = async () => resolve();
    });
    inspector.open(0);
  }
  // With nothing else to do the process ends by itself, and says why; something else may keep it.
  const late = setInterval(() => lifecycle.wasAwaited && refuseDeadlock(), 10_000).unref();
  await import(pathToFileURL(options.main).href);
  clearInterval(late);
  hasEvaluated = true;
  if (endsWith !== undefined) return finish();
  const browser = await startBrowser({ userData: app.getPath('userData'), isWatched, language: lifecycle.options.locale });
  watchDownloads(browser);
  await go;
  if (lifecycle.phase !== 'running') return;
  app.emit('will-finish-launching');
  lifecycle.becomeReady();
  app.emit('ready', { preventDefault() {}, defaultPrevented: false }, {});
}

start().catch((error) => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
