import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Environment } from '#electron/bridge/environment.ts';
import { defaultSettings } from '#electron/bridge/settings.ts';
import { migrations, versionAfter } from '#electron/settings/migrations.ts';
import { openSettings } from '#electron/settings/settings-store.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'syncdeck-settings-'));
  file = path.join(folder, 'settings.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const now = () => new Date('2026-01-02T03:04:05.678Z');
const open = (more: Partial<Parameters<typeof openSettings>[0]> = {}) => openSettings({ folder, now, ...more });
const store = (value: unknown) => writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
const staging: Environment = {
  kind: 'remote',
  id: 'staging',
  name: 'Staging',
  color: 'teal',
  tags: [],
  isReadOnly: false,
  isProduction: false,
  url: 'https://staging.example.com',
  proxy: { mode: 'system' },
  caFile: null,
};

describe('settings', () => {
  test('are the defaults at the first start, and no file is made for that', async () => {
    const settings = open();
    expect(settings.read()).toEqual(defaultSettings);
    expect(settings.trouble).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  test('are there after a start anew, and only their owner may read them', async () => {
    open().write({ theme: 'dark', environments: [...defaultSettings.environments, staging] });
    expect(open().read()).toEqual({ ...defaultSettings, theme: 'dark', environments: [...defaultSettings.environments, staging] });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: versionAfter(migrations), theme: 'dark' });
  });

  test('are told of each change, once it is kept', () => {
    const settings = open();
    const heard: unknown[] = [];
    const stop = settings.listen((after, before) => heard.push([before.language, after.language]));
    settings.write({ language: 'ar' });
    stop();
    settings.write({ language: 'en' });
    expect(heard).toEqual([['en', 'ar']]);
  });

  test('refuse what does not fit, and stay', () => {
    const settings = open();
    expect(() => settings.write({ theme: 'pink' as 'dark' })).toThrow();
    expect(() => settings.write({ environments: [staging] })).toThrow(/local/);
    expect(settings.read()).toEqual(defaultSettings);
  });

  test('a change leaves what it does not name, undefined included', () => {
    const settings = open();
    settings.write({ theme: 'dark' });
    settings.write({ language: 'ar', theme: undefined } as object);
    expect(settings.read()).toMatchObject({ theme: 'dark', language: 'ar' });
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a change that can’t be kept is not made', async () => {
    const settings = open();
    await chmod(folder, 0o500);
    expect(() => settings.write({ theme: 'dark' })).toThrow();
    await chmod(folder, 0o700);
    expect(settings.read().theme).toBe('system');
  });
});

describe('a broken file', () => {
  test.each([['{"theme": "dark"'], [''], ['[]'], ['"text"'], ['null']])('%s is kept aside, and the defaults hold', async (text) => {
    await store(text);
    const settings = open();
    const keptAt = path.join(folder, 'settings.broken-2026-01-02T03-04-05.json');
    expect(settings.read()).toEqual(defaultSettings);
    expect(settings.trouble).toEqual({ keptAt, lost: 'all' });
    expect(await readFile(keptAt, 'utf8')).toBe(text);
    expect(open().trouble).toBeNull();
  });

  test('one bad field does not take the rest with it', async () => {
    await store({ version: 1, ...defaultSettings, theme: 'pink', language: 'ar', updates: { channel: 'nightly' } });
    const settings = open();
    expect(settings.read()).toEqual({ ...defaultSettings, language: 'ar' });
    expect(settings.trouble?.lost).toEqual(['theme', 'updates']);
  });

  test('one bad environment or rule does not take the others with it', async () => {
    const rules = [...defaultSettings.notifications.rules, { id: 'x' }];
    await store({
      ...defaultSettings,
      environments: [staging, { ...staging, id: 'b', url: 'ftp://b.example' }, ...defaultSettings.environments],
      notifications: { ...defaultSettings.notifications, rules, mostPerHour: 'many', tellsAfterSleep: false },
    });
    const settings = open();
    expect(settings.read().environments.map(({ id }) => id)).toEqual(['staging', 'local']);
    expect(settings.read().notifications).toEqual({ ...defaultSettings.notifications, tellsAfterSleep: false });
    expect(settings.trouble?.lost).toEqual(['environment 2', 'notification rule 4', 'notifications.mostPerHour']);
  });

  test('the local environment is always there, once', async () => {
    const local = { ...(defaultSettings.environments[0] as Environment), name: 'Mine' };
    await store({ ...defaultSettings, environments: [staging, staging] });
    expect(
      open()
        .read()
        .environments.map(({ id }) => id),
    ).toEqual(['local', 'staging']);
    await store({ ...defaultSettings, environments: [local, { ...staging, id: 'local' }] });
    expect(open().read().environments).toEqual([local]);
  });

  test('a field that is missing is new, and no loss', async () => {
    const { updates: _, ...older } = defaultSettings;
    await store({ version: 1, ...older });
    expect(open().trouble).toBeNull();
    expect(open().read()).toEqual(defaultSettings);
  });
});

describe('a file of another version', () => {
  const steps = [
    { to: 2, migrate: ({ colours, ...rest }: Record<string, unknown>) => ({ ...rest, theme: colours }) },
    { to: 3, migrate: (stored: Record<string, unknown>) => ({ ...stored, language: stored.theme === 'dark' ? 'ar' : 'en' }) },
  ];

  test('an old one is brought up step by step, and kept so', async () => {
    await store({ version: 1, ...defaultSettings, theme: undefined, colours: 'dark' });
    expect(open({ migrations: steps }).read()).toEqual({ ...defaultSettings, theme: 'dark', language: 'ar' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: 3, theme: 'dark' });
  });

  test('only the steps that it lacks are taken', async () => {
    await store({ version: 2, ...defaultSettings, theme: 'dark', colours: 'light' });
    expect(open({ migrations: steps }).read()).toMatchObject({ theme: 'dark', language: 'ar' });
  });

  test('a newer one is read as far as it is known, and a copy of it stays', async () => {
    await store({ version: 9, ...defaultSettings, theme: 'dark', more: 1 });
    const settings = open();
    expect(settings.read().theme).toBe('dark');
    expect(settings.trouble).toBeNull();
    expect(await readdir(folder)).toContain('settings.newer-2026-01-02T03-04-05.json');
  });
});
