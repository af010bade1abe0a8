import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '#electron/bridge/settings.ts';
import { autostartEntry, autostartFile } from '#electron/main/autostart-entry.ts';
import { runPhase } from '#electron/main/boot/run-phase.ts';
import { createShutdown } from '#electron/main/boot/shutdown.ts';
import { tellDiagnostics } from '#electron/main/diagnostics.ts';
import { createProcessMeter } from '#electron/main/measure-process.ts';
import { createStatePublisher } from '#electron/main/publish-state.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the state', () => {
  const start = () => {
    const told: number[] = [];
    const window = { isVisible: true };
    const publisher = createStatePublisher({ isVisible: () => window.isVisible, publish: () => told.push(Date.now()), everyMs: 250 });
    return { told, window, publisher };
  };

  test('is told at once, and then at most four times a second, with the last change never missed', () => {
    const { told, publisher } = start();
    const begin = Date.now();
    for (let ms = 0; ms < 1_000; ms += 10) {
      publisher.changed();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1_000);
    expect(told.map((at) => at - begin)).toEqual([0, 250, 500, 750, 1_000]);
  });

  test('is not told to a window that nobody sees, and once when it is seen again', () => {
    const { told, window, publisher } = start();
    window.isVisible = false;
    for (let n = 0; n < 5; n += 1) publisher.changed();
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(0);
    window.isVisible = true;
    publisher.shown();
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(1);
  });
});

describe('the shutdown', () => {
  const start = (withinMs = 10_000) => {
    const ended: string[] = [];
    const failed: string[] = [];
    return { ended, failed, shutdown: createShutdown({ withinMs, onFailure: (name) => failed.push(name) }) };
  };

  test('ends what started last first, each once, and goes on where one fails', async () => {
    const { ended, failed, shutdown } = start();
    shutdown.add('connections', async () => ended.push('connections'));
    shutdown.add('native', () => {
      throw new Error('no');
    });
    shutdown.add('window', () => ended.push('window'));
    expect(await Promise.all([shutdown.run(), shutdown.run()])).toEqual([null, null]);
    expect(ended).toEqual(['window', 'connections']);
    expect(failed).toEqual(['native']);
  });

  test('is over in time, whoever hangs, and says who', async () => {
    const { shutdown } = start();
    shutdown.add('connections', () => new Promise(() => {}));
    const over = shutdown.run();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await over).toBe('connections');
  });
});

test('a phase that fails is told by its name', async () => {
  await expect(runPhase('settings', () => Promise.reject(new Error('EACCES')))).rejects.toMatchObject({
    name: 'PhaseError',
    phase: 'settings',
    message: 'EACCES',
  });
});

test('the figures are of the time since they were read last', () => {
  const usage = { user: 1_000, system: 0 };
  const clock = { ms: 0 };
  const meter = createProcessMeter({ cpuUsage: () => usage, memoryBytes: () => 150 * 1024 * 1024, now: () => clock.ms });
  for (let n = 0; n < 50; n += 1) meter.countEvent();
  usage.user += 400_000;
  usage.system += 100_000;
  clock.ms += 5_000;
  expect(meter.read()).toEqual({ cpuPercent: 10, memoryMb: 150, eventsPerSecond: 10 });
  clock.ms += 5_000;
  expect(meter.read()).toEqual({ cpuPercent: 0, memoryMb: 150, eventsPerSecond: 0 });
});

describe('start at login on Linux', () => {
  test('stands where the desktop looks for it', () => {
    expect(autostartFile({ env: {}, home: '/home/anna' })).toBe('/home/anna/.config/autostart/syncdeck.desktop');
    expect(autostartFile({ env: { XDG_CONFIG_HOME: '/conf' }, home: '/home/anna' })).toBe('/conf/autostart/syncdeck.desktop');
    expect(autostartFile({ env: { XDG_CONFIG_HOME: 'conf' }, home: '/home/anna' })).toBe('/home/anna/.config/autostart/syncdeck.desktop');
  });

  test.each([
    [{}, '/opt/Syncdeck/syncdeck', '"/opt/Syncdeck/syncdeck" --hidden'],
    [{ APPIMAGE: '/home/anna/My Apps/Syncdeck.AppImage' }, '/tmp/.mount/syncdeck', '"/home/anna/My Apps/Syncdeck.AppImage" --hidden'],
    [{}, '/opt/a"b$c`d\\e%f', '"/opt/a\\\\"b\\\\$c\\\\`d\\\\\\\\e%%f" --hidden'],
  ])('with %o, %s is started as %s', (env, execPath, exec) => {
    const entry = autostartEntry({ env, execPath });
    expect(entry.split('\n')).toContain(`Exec=${exec}`);
    expect(entry).toMatch(/^\[Desktop Entry\]\nType=Application\n/);
  });
});

test('diagnostics say what helps, and no secret', () => {
  const since = new Date('2026-01-02T03:04:05.678Z');
  const text = tellDiagnostics({
    at: since,
    versions: { electron: '45.4.1', node: '24.0.0', linux: '6.1' },
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
    uptimeSeconds: 61.4,
    logs: { 'main.log': ['GET https://a:hunter2@b.example/x?token=abc failed'], 'backend.log': [] },
    state: {
      environments: [
        {
          environment: {
            kind: 'remote',
            id: 'production',
            name: 'Customer Ltd',
            color: 'teal',
            tags: ['secret-tag'],
            isReadOnly: true,
            isProduction: true,
            url: 'https://sync.example.com/inner/path',
            proxy: { mode: 'manual', url: 'http://anna:hunter2@proxy.example.com:3128' },
            caFile: '/home/anna/ca.pem',
          },
          status: {
            id: 'production',
            connection: {
              kind: 'offline',
              since,
              reason: { code: 'TLS_UNTRUSTED', status: 503, message: 'The certificate of https://x:y@sync.example.com is not trusted' },
              retryAt: null,
            },
            health: 'unknown',
            user: { username: 'anna', role: 'operator' },
            roundTripMs: null,
            counts: null,
            slots: null,
            version: '0.1.0',
            contractVersion: '4.2',
            openFailures: 3,
            running: [],
            failed: [],
            local: null,
          },
        },
      ],
      settings: defaultSettings,
      mutedUntil: null,
      keyStore: { isAvailable: false, why: 'there is no keyring' },
      updates: { kind: 'off', why: 'this is a development build' },
      process: { cpuPercent: 1.26, memoryMb: 120.4, eventsPerSecond: 3 },
      app: { version: '0.1.0', electron: '45.4.1', platform: 'linux', dataFolder: '/data', logFolder: '/logs' },
    },
  });
  for (const part of [
    'electron 45.4.1',
    'key store: there is no keyring',
    'production: offline since 2026-01-02T03:04:05.678Z',
    'https://sync.example.com, proxy http://proxy.example.com:3128, own authority',
    'production, read-only',
    'TLS_UNTRUSTED (503): The certificate of https://***@sync.example.com is not trusted; waits for a person',
    'signed in as operator; 3 open failures',
    'theme: system',
    '1.3 % of a core, 120 MB',
    '## Last lines of backend.log\n(nothing)',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toMatch(/hunter2|x:y@|token=abc|anna|Customer Ltd|secret-tag|inner\/path/);
});
