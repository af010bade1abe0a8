import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DesktopApp, useDesktop } from '#tests/support/desktop.ts';
import { until } from '#tests/support/until.ts';
import { root } from '../../../scripts/prepare.mjs';
import { fixtureFolder, takeReceived } from './fixture.ts';

const desktop = useDesktop({ folder: fixtureFolder, expectedErrors: /Content Security Policy/ });
const host = path.join(root, 'tests/support/electron-host/electron');

async function launch(env: Record<string, string> = {}, userData?: string): Promise<DesktopApp> {
  const one = await desktop.launch({ env, ...(userData ? { userData } : {}) });
  await (await one.firstWindow()).getByRole('heading', { name: 'Fixture' }).waitFor();
  return one;
}
/** A start by itself, without anybody who drives it. */
async function run(entry: string): Promise<{ code: number; said: string }> {
  const child = spawn(host, [path.join(fixtureFolder, entry)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code, said };
}
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the start', () => {
  test('a top-level await of whenReady is found out', async () => {
    const { code, said } = await run('deadlock.mjs');
    expect([code, said]).toEqual([1, expect.stringContaining('a top-level await of app.whenReady() waits for ever in Electron')]);
  });

  test('what has to wait for ready is refused before', async () => {
    const { code, said } = await run('early.mjs');
    expect(code).toBe(4);
    expect(JSON.parse(/faults: (.*)/.exec(said)?.[1] ?? '{}')).toEqual({
      window: 'Cannot create BrowserWindow before app is ready',
      tray: 'Cannot create Tray before app is ready',
      notification: 'Cannot create Notification before app is ready',
      encrypt: 'safeStorage cannot be used before app is ready',
      protocol: 'protocol module can only be used after app is ready',
      screen: "The 'screen' module can't be used before the app 'ready' event",
      session: 'Session can only be received when app is ready',
      fork: 'utilityProcess cannot be created before app is ready.',
      dialog: 'dialog module can only be used after app is ready',
      available: 'false',
    });
  });
});

describe('an app', () => {
  test('is one for its data: a second start hands over its arguments, and quits', async () => {
    const one = await launch();
    await takeReceived(one.app);
    expect(await one.launchSecond(['syncdeck://job/7'])).toBe(0);
    await until('the first one heard', async () => (await one.app.evaluate(() => fixture.received.length)) > 0);
    const [[what, argv, folder, data]] = (await takeReceived(one.app)) as [[string, string[], string, object]];
    expect([what, argv.at(-1), folder, data]).toEqual(['second', 'syncdeck://job/7', root, { from: 'the second' }]);
  });

  test('ends in the order of Electron, and only when nobody prevents it', async () => {
    const one = await launch();
    await one.app.evaluate(({ app }) => {
      fixture.preventQuit = true;
      app.quit();
      fixture.preventQuit = false;
      fixture.preventClose = true;
      app.quit();
      fixture.preventClose = false;
    });
    expect(await one.app.evaluate(() => fixture.order.splice(0))).toEqual([
      ...['will-finish-launching', 'ready', 'web-contents-created', 'browser-window-created'],
      ...['before-quit', 'before-quit', 'close'],
    ]);
    await one.app.evaluate(() => fixture.startWorker());
    const pid = await one.app.evaluate(() => fixture.worker.pid);
    expect(await one.close()).toBe(0);
    expect(one.said()).toContain('order: before-quit, close, closed, will-quit, quit');
    expect(isAlive(pid as number)).toBe(false);
  });

  test('ends while its window is still opening', async () => {
    const one = await launch();
    await one.app.evaluate(() => {
      fixture.openWindow();
    });
    expect(await one.close()).toBe(0);
  });

  test('keeps the storage of its pages and its secrets for the next start', async () => {
    const first = await launch();
    await (await first.firstWindow()).evaluate(() => localStorage.setItem('kept', 'yes'));
    const secret = await first.app.evaluate(({ safeStorage }) => safeStorage.encryptString('a token').toString('hex'));
    await first.close();
    const second = await launch({}, first.userData);
    expect(await (await second.firstWindow()).evaluate(() => localStorage.getItem('kept'))).toBe('yes');
    expect(await second.app.evaluate(({ safeStorage }, hex) => safeStorage.decryptString(Buffer.from(hex, 'hex')), secret)).toBe('a token');
  });

  test('killed, it leaves no process behind, and starts again on the same data', async () => {
    const first = await launch();
    await first.app.evaluate(() => fixture.startWorker());
    const pid = (await first.app.evaluate(() => fixture.worker.pid)) as number;
    await first.kill();
    await until('the utility process has ended', () => !isAlive(pid));
    const second = await launch({}, first.userData);
    expect(await second.app.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true);
  });

  test('without a key store there is no encryption, as with a bare Linux session', async () => {
    const one = await launch({ ELECTRON_HOST_NO_KEY_STORE: '1' });
    const state = await one.app.evaluate(async ({ safeStorage }) => {
      const before = [await safeStorage.isAsyncEncryptionAvailable(), safeStorage.getSelectedStorageBackend()];
      const fault = await safeStorage.encryptStringAsync('x').catch((error: Error) => error.message);
      return [...before, fault];
    });
    expect(state).toEqual([
      false,
      'basic_text',
      'Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.',
    ]);
  });

  test('what runs in its processes and pages is counted, where coverage is measured', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'host-coverage-'));
    const one = await launch({
      NODE_V8_COVERAGE: folder,
      ELECTRON_HOST_COVERAGE_DIR: folder,
      ELECTRON_HOST_COVERAGE_ROOT: path.join(fixtureFolder, 'page'),
    });
    await one.app.evaluate(() => fixture.startWorker());
    await until('the worker runs', () => one.app.evaluate(() => fixture.received.some(([what]) => what === 'worker')));
    await one.close();
    const seen = readdirSync(folder).flatMap((name) =>
      JSON.parse(readFileSync(path.join(folder, name), 'utf8')).result.map(({ url }: { url: string }) => url),
    );
    expect(seen).toEqual(
      expect.arrayContaining(
        ['main.mjs', 'worker.mjs', 'page/assets/counted.js'].map((name) => expect.stringMatching(new RegExp(`electron-app/${name}$`))),
      ),
    );
    rmSync(folder, { recursive: true, force: true });
  });
});
