import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DesktopSettings, defaultSettings } from '#electron/bridge/settings.ts';
import { type DesktopApp, testOnHost, useDesktop } from '#tests/support/desktop.ts';
import { until } from '#tests/support/until.ts';

const desktop = useDesktop();

/** A folder of the app's data, with settings in it; without a backend, which these tests don't need. */
function prepare(settings: Partial<DesktopSettings> = {}, text?: string): string {
  const userData = mkdtempSync(path.join(tmpdir(), 'syncdeck-desktop-'));
  writeFileSync(
    path.join(userData, 'settings.json'),
    text ?? JSON.stringify({ version: 1, ...defaultSettings, startsLocal: false, ...settings }),
  );
  return userData;
}
const isVisible = ({ app }: DesktopApp) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
const isShown = (app: DesktopApp) => until('the window is shown', () => isVisible(app));
const isListening = async (app: DesktopApp) => {
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount);
  return page;
};
const closeWindow = ({ app }: DesktopApp) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

describe('the window', () => {
  test('is shown; closing hides it, and another start shows it again', async () => {
    const app = await desktop.launch({ userData: prepare() });
    await isShown(app);
    await closeWindow(app);
    await until('the window is hidden', async () => !(await isVisible(app)));
    expect(await app.launchSecond([])).toBe(0);
    await isShown(app);
    expect(await app.close()).toBe(0);
  });

  test('stays hidden when started at login, till somebody asks for it', async () => {
    const app = await desktop.launch({ userData: prepare(), argv: ['--hidden'] });
    await isListening(app);
    expect(await isVisible(app)).toBe(false);
    expect(await app.launchSecond(['--hidden'])).toBe(0);
    expect(await isVisible(app)).toBe(false);
    expect(await app.launchSecond([])).toBe(0);
    await isShown(app);
  });

  test('is shown at login too, where the person wants that', async () => {
    await isShown(await desktop.launch({ userData: prepare({ startsHidden: false }), argv: ['--hidden'] }));
  });

  test('closing quits where there is no tray to hide in', async () => {
    const app = await desktop.launch({ userData: prepare({ closesToTray: false }) });
    await isShown(app);
    await closeWindow(app);
    expect(await app.exited).toBe(0);
  });

  test('opens where it was', async () => {
    const userData = prepare();
    const first = await desktop.launch({ userData });
    await isShown(first);
    const bounds = { x: 40, y: 60, width: 900, height: 640 };
    await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
    await first.close();
    const second = await desktop.launch({ userData });
    await isShown(second);
    expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toEqual(bounds);
  });
});

describe('a link', () => {
  test('that starts the app leads to its page', async () => {
    const app = await desktop.launch({ userData: prepare(), argv: ['syncdeck://open/local/schedules'] });
    const page = await isListening(app);
    await page.waitForURL(app.url('/e/local/schedules'));
  });

  test('in a second start is followed by the first, whose window comes to the front', async () => {
    const app = await desktop.launch({ userData: prepare() });
    const page = await isListening(app);
    await isShown(app);
    await closeWindow(app);
    expect(await app.launchSecond(['syncdeck://job/local/quran-1'])).toBe(0);
    await page.waitForURL(app.url('/e/local/control?job=quran-1'));
    await isShown(app);
  });

  testOnHost('that macOS hands over is followed, and a bad one or an unknown environment is said', async () => {
    const app = await desktop.launch({ userData: prepare() });
    const page = await isListening(app);
    await app.host().openUrl('syncdeck://fleet');
    await page.waitForURL(app.url('/fleet'));
    await app.host().openUrl('syncdeck://run/rm');
    await app.host().openUrl('syncdeck://open/nowhere');
    const told = await until('both are said', async () => {
      const { dialogs } = await app.host().records();
      return dialogs.length === 2 && dialogs;
    });
    expect(JSON.stringify(told)).toMatch(/does not know/);
    expect(JSON.stringify(told)).toMatch(/no environment “nowhere”/);
  });
});

describe('the menu', () => {
  testOnHost('leads to environments, settings and the folder of logs', async () => {
    const app = await desktop.launch({ userData: prepare() });
    const page = await isListening(app);
    await app.host().clickAppMenu('settings');
    await page.waitForURL(app.url('/desktop'));
    await app.host().clickAppMenu('environment-local');
    await page.waitForURL(app.url('/e/local/overview'));
    await app.host().clickAppMenu('open-logs');
    await until('the folder is opened', async () => (await app.host().records()).openedPaths.includes(path.join(app.userData, 'logs')));
    await app.host().clickAppMenu('copy-diagnostics');
    const text = await until('diagnostics are copied', async () => (await app.host().records()).clipboard || false);
    expect(text).toMatch(/## Syncdeck\nversion /);
    expect(text).toMatch(/local: offline since /);
  });

  testOnHost('speaks the person’s language as soon as it is another', async () => {
    const app = await desktop.launch({ userData: prepare() });
    const page = await isListening(app);
    await page.evaluate(() => window.syncdeck?.call('settings:write', { language: 'ar' }));
    await until('the menu is Arabic', async () => (await app.host().appMenu())?.some(({ label }) => label === 'البيئات'));
  });
});

describe('settings', () => {
  testOnHost('that are broken are kept aside, and the person is told', async () => {
    const app = await desktop.launch({ userData: prepare({}, '{"startsLocal": false'), env: { SYNCDECK_FIRST_RUN: 'off' } });
    const [told] = await until('it is said', async () => {
      const { dialogs } = await app.host().records();
      return dialogs.length > 0 && dialogs;
    });
    const [, kept] = /(\/[^"\\]*settings\.broken-[^"\\]*\.json)/.exec(JSON.stringify(told)) ?? [];
    expect(readFileSync(kept as string, 'utf8')).toBe('{"startsLocal": false');
  });
});

test('the log has what happened, and no secret', async () => {
  const app = await desktop.launch({ userData: prepare() });
  const page = await isListening(app);
  await page.evaluate(() => window.syncdeck?.call('environments:redeem', { id: 'local', code: 'one-time-secret' }));
  await app.close();
  const log = readFileSync(path.join(app.userData, 'logs/main.log'), 'utf8');
  expect(log).toMatch(/INFO {2}main: Syncdeck starts/);
  expect(log).toMatch(/INFO {2}main: Syncdeck stops/);
  expect(log).not.toContain('one-time-secret');
});
