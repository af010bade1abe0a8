import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type DesktopSettings, defaultSettings } from '#electron/bridge/settings.ts';
import type { Log } from '#electron/main/log/log.ts';
import { createUpdates, type Updater } from '#electron/main/updates/create-updates.ts';
import { whyNoUpdates } from '#electron/main/updates/update-support.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Stands in for electron-updater, and with it for the outside network. */
class UpdaterAtHand extends EventEmitter implements Updater {
  channel: string | null = null;
  allowDowngrade = true;
  allowPrerelease = false;
  autoDownload = false;
  autoInstallOnAppQuit = false;
  logger: unknown = null;
  checks = 0;
  installs = 0;
  failure: Error | null = null;
  checkForUpdates() {
    this.checks += 1;
    if (!this.failure) return Promise.resolve();
    this.emit('error', this.failure);
    return Promise.reject(this.failure);
  }
  quitAndInstall() {
    this.installs += 1;
  }
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

function start({ whyOff = null as string | null, updates = defaultSettings.updates, jobs = 0, answer = true } = {}) {
  const updater = new UpdaterAtHand();
  let settings: DesktopSettings = { ...defaultSettings, updates };
  const listeners: ((now: DesktopSettings, before: DesktopSettings) => void)[] = [];
  const asked: number[] = [];
  let loads = 0;
  const made = createUpdates({
    whyOff,
    async load() {
      loads += 1;
      return updater;
    },
    settings: {
      read: () => settings,
      listen(listener) {
        listeners.push(listener);
        return () => void listeners.splice(0);
      },
    },
    onChange() {},
    countLocalJobs: () => jobs,
    async askToInstall(count) {
      asked.push(count);
      return answer;
    },
    quit: (last) => last(),
    log: silent,
    firstAfterMs: 1_000,
    everyMs: 10_000,
  });
  const change = (next: DesktopSettings['updates']) => {
    const before = settings;
    settings = { ...settings, updates: next };
    for (const listener of [...listeners]) listener(settings, before);
  };
  return { updater, made, asked, change, loads: () => loads };
}

describe('whether an installation updates itself', () => {
  const installed = { isPackaged: true, platform: 'linux' as const, env: {}, hasUpdateConfig: true, packageType: null };
  test.each([
    [{ ...installed, isPackaged: false }, /checkout/],
    [{ ...installed, hasUpdateConfig: false }, /without a place/],
    [installed, /AppImage, deb or rpm/],
    [{ ...installed, env: { APPIMAGE: '/home/anna/Syncdeck.AppImage' } }, null],
    [{ ...installed, packageType: 'deb' }, null],
    [{ ...installed, packageType: 'pacman' }, /AppImage, deb or rpm/],
    [{ ...installed, platform: 'win32' as const }, null],
    [{ ...installed, platform: 'win32' as const, env: { PORTABLE_EXECUTABLE_DIR: 'D:\\' } }, /portable/i],
    [{ ...installed, platform: 'darwin' as const }, null],
  ])('%o: %s', (installation, why) => {
    if (why) expect(whyNoUpdates(installation)).toMatch(why);
    else expect(whyNoUpdates(installation)).toBeNull();
  });
});

describe('updates', () => {
  test('that are off load nothing, and say why', async () => {
    const { made, loads } = start({ whyOff: 'This runs from a checkout' });
    await made.check();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(made.state()).toEqual({ kind: 'off', why: 'This runs from a checkout' });
    expect(loads()).toBe(0);
  });

  test('are looked for after the start and now and then, from the chosen channel', async () => {
    const { updater, made } = start({ updates: { channel: 'beta', isAutomatic: true } });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(updater).toMatchObject({ checks: 1, channel: 'beta', allowPrerelease: true, allowDowngrade: false, autoInstallOnAppQuit: true });
    updater.emit('update-not-available', { version: '1.0.0' });
    expect(made.state()).toEqual({ kind: 'idle' });
    await vi.advanceTimersByTimeAsync(9_000);
    expect(updater.checks).toBe(2);
    made.stop();
  });

  test('are left alone where the person wants it so, but for when they ask', async () => {
    const { updater, made } = start({ updates: { channel: 'latest', isAutomatic: false } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(updater.checks).toBe(0);
    await made.check();
    expect(updater).toMatchObject({ checks: 1, autoInstallOnAppQuit: false });
    made.stop();
  });

  test('tell how far they are, and are installed when somebody says so', async () => {
    const { updater, made, asked } = start();
    await expect(made.install()).rejects.toMatchObject({ code: 'CONFLICT' });
    await made.check();
    updater.emit('update-available', { version: '1.2.0' });
    updater.emit('download-progress', { percent: 41.6 });
    expect(made.state()).toEqual({ kind: 'downloading', version: '1.2.0', percent: 42 });
    await made.check();
    expect(updater.checks).toBe(1);
    updater.emit('update-downloaded', { version: '1.2.0' });
    expect(made.state()).toEqual({ kind: 'ready', version: '1.2.0' });
    await made.install();
    expect([updater.installs, asked]).toEqual([1, []]);
    made.stop();
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('are not installed over running jobs without asking (answer: %s)', async (answer, installs) => {
    const { updater, made, asked } = start({ jobs: 3, answer });
    await made.check();
    updater.emit('update-downloaded', { version: '1.2.0' });
    await made.install();
    expect([updater.installs, asked]).toEqual([installs, [3]]);
    made.stop();
  });

  test('that fail say so in a line without secrets, and may be tried again', async () => {
    const { updater, made } = start();
    updater.failure = new Error('GET https://x:token@example.com/latest.yml: 404\n    headers: {"set-cookie": "a"}');
    await made.check();
    expect(made.state()).toEqual({ kind: 'failed', message: 'GET https://***@example.com/latest.yml: 404' });
    updater.failure = null;
    await made.check();
    expect(updater.checks).toBe(2);
    made.stop();
  });

  test('another channel is looked into at once, and never leads to an older version', async () => {
    const { updater, made, change } = start();
    await made.check();
    updater.emit('update-not-available', { version: '1.0.0' });
    change({ channel: 'beta', isAutomatic: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(updater).toMatchObject({ checks: 2, channel: 'beta', allowDowngrade: false });
    made.stop();
  });
});
