const { spawn } = require('node:child_process');
const { existsSync, mkdirSync, readlinkSync, rmSync } = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { connectPipe } = require('./connection.cjs');

const SWITCHES = [
  ...[
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--no-startup-window',
    '--hide-scrollbars',
  ],
  ...['--remote-debugging-pipe', '--mute-audio', '--disable-quic', '--disable-sync', '--disable-extensions', '--disable-default-apps'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-breakpad', '--disable-field-trial-config'],
  ...['--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'],
  ...['--disable-back-forward-cache', '--disable-hang-monitor', '--disable-ipc-flooding-protection', '--disable-popup-blocking'],
  ...['--metrics-recording-only', '--password-store=basic', '--use-mock-keychain', '--no-service-autorun'],
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,PaintHolding,Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,DestroyProfileOnBrowserClose',
  // Electron's pages hear the end of a port; Chromium's own don't yet.
  '--enable-blink-features=MessagePortCloseEvent',
  // Module scripts from file:, as Electron allows them.
  '--allow-file-access-from-files',
  // A mouse, though there is none; and the same anti-aliasing everywhere, for pictures that are compared.
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
  ...['--force-color-profile=srgb', '--font-render-hinting=none', '--disable-lcd-text'],
];

/** Debian's Chromium, or another on the PATH. */
function findChromium() {
  if (process.env.ELECTRON_HOST_CHROMIUM) return process.env.ELECTRON_HOST_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error('The test host needs Chromium on the PATH: apt-get install chromium');
  return found;
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** A host that was killed leaves a Chromium that is just ending, and its lock on the profile. */
async function waitForProfile(profile) {
  const lock = path.join(profile, 'SingletonLock');
  for (let tries = 0; tries < 200; tries += 1) {
    let owner;
    try {
      owner = Number(readlinkSync(lock).split('-').at(-1));
    } catch {
      return;
    }
    if (!isAlive(owner)) break;
    await sleep(50);
  }
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) rmSync(path.join(profile, name), { force: true });
}

/**
 * Starts Chromium without a window. `isWatched`: others connect too, and the line that tells them where goes to stderr as Electron writes it.
 * @returns its root session, how to open a page, and how to end it
 */
async function launchChromium({ profile, isWatched, language, onEnd }) {
  mkdirSync(profile, { recursive: true });
  await waitForProfile(profile);
  const switches = [...SWITCHES, `--user-data-dir=${profile}`, `--lang=${language}`, ...(isWatched ? ['--remote-debugging-port=0'] : [])];
  const child = spawn(findChromium(), switches, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  const listening = new Promise((resolve) => {
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-20_000);
      const line = /^DevTools listening on ws:\S+\n/m.exec(said);
      if (line) resolve(line[0]);
    });
  });
  let isEnding = false;
  const connection = connectPipe(child.stdio[3], child.stdio[4], () => {
    if (!isEnding) onEnd(`Chromium ended by itself: ${said.slice(-2_000)}`);
  });
  const root = connection.openSession();
  await Promise.race([
    root.send('Target.setDiscoverTargets', { discover: true }),
    exited.then((code) => Promise.reject(new Error(`Chromium did not start (${code}): ${said}`))),
  ]);
  if (isWatched) process.stderr.write(await listening);

  return {
    root,
    async openPage({ width, height }) {
      const { targetId } = await root.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height });
      const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true });
      return { targetId, session: connection.openSession(sessionId) };
    },
    async close() {
      isEnding = true;
      root.tell('Browser.close');
      const killing = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await exited;
      clearTimeout(killing);
    },
  };
}

module.exports = { launchChromium };
