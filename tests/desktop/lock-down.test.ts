import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultSettings } from '#electron/bridge/settings.ts';
import type { Page } from '#tests/support/chromium.ts';
import { type DesktopApp, testOnHost, useDesktop } from '#tests/support/desktop.ts';
import { until } from '#tests/support/until.ts';

// What the page is made to try is refused, and Chromium says so in its console.
const desktop = useDesktop({
  expectedErrors: /Content Security Policy|violates the following|Failed to load resource|net::ERR|Unsafe attempt|Not allowed/,
});

let app: DesktopApp;
let page: Page;
beforeAll(async () => {
  const userData = mkdtempSync(path.join(tmpdir(), 'syncdeck-desktop-'));
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ version: 1, ...defaultSettings, startsLocal: false }));
  app = await desktop.launch({ userData });
  page = await app.firstWindow();
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount);
});

describe('the page', () => {
  test('has the bridge and nothing else of Electron or Node', async () => {
    const found = await page.evaluate(() => ({
      bridge: Object.keys(window.syncdeck ?? {}).sort(),
      node: ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in window),
    }));
    expect(found).toEqual({ bridge: ['call', 'on', 'platform'], node: [] });
  });

  /** What the page's policy forbade while `act` ran in the page. */
  const violations = (act: () => unknown) =>
    page.evaluate(async (text) => {
      const seen: string[] = [];
      const note = ({ effectiveDirective }: SecurityPolicyViolationEvent) => seen.push(effectiveDirective);
      document.addEventListener('securitypolicyviolation', note);
      try {
        await new Function(`return (${text})()`)();
      } catch {}
      await new Promise((resolve) => setTimeout(resolve));
      document.removeEventListener('securitypolicyviolation', note);
      return seen;
    }, act.toString());

  test('runs no script that is not a file of the app', async () => {
    const seen = await violations(() => {
      const script = document.createElement('script');
      script.textContent = 'window.wasRun = true';
      document.body.append(script);
      script.remove();
    });
    expect(seen).toEqual(['script-src-elem']);
    expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
  });

  test('reaches nothing but its own files', async () => {
    expect(await violations(() => fetch('https://example.com/'))).toEqual(['connect-src']);
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(await page.evaluate(async () => (await fetch('/nothing.js')).status)).toBe(404);
  });

  test('does not leave for another page', async () => {
    const before = page.url();
    await page.evaluate(() => {
      window.location.href = 'https://example.com/';
    });
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'file:///etc/passwd';
      document.body.append(link);
      link.click();
      link.remove();
    });
    expect(page.url()).toBe(before);
    expect(await page.evaluate(() => document.querySelector('#root')?.childElementCount)).toBeGreaterThan(0);
  });

  test('opens no window', async () => {
    expect(await page.evaluate(() => window.open('https://example.com/docs') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('file:///etc/passwd') === null)).toBe(true);
    expect(app.app.windows()).toHaveLength(1);
  });

  testOnHost('has links opened by the system’s browser, if they are links of the web', async () => {
    await app.host().forget();
    await page.evaluate(() => {
      for (const address of ['file:///etc/passwd', 'smb://host/share', 'https://user:secret@example.com/', 'https://example.com/docs'])
        window.open(address);
    });
    await until('the link is opened', async () => (await app.host().records()).openedUrls.length > 0);
    expect((await app.host().records()).openedUrls).toEqual(['https://example.com/docs']);
  });

  test('is granted no permission', async () => {
    const states = await page.evaluate(async () => {
      const ask = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      return [await ask('geolocation'), await ask('notifications'), await ask('microphone'), await ask('camera')];
    });
    expect(states).not.toContain('granted');
  });
});

describe('the bridge', () => {
  const call = (name: string, input?: unknown) =>
    page.evaluate(
      ([of, given]) =>
        (window as unknown as { syncdeck: { call(name: unknown, input: unknown): Promise<unknown> } }).syncdeck.call(of, given),
      [name, input],
    );

  test('refuses what it does not know, and what does not fit', async () => {
    expect(await call('shell:run', { command: 'rm' })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await call('constructor')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await call('app:open-folder', { which: '/etc' })).toMatchObject({
      ok: false,
      error: { code: 'BAD_REQUEST', data: { issues: [{ path: ['which'] }] } },
    });
  });

  test('listens to what is pushed and to nothing else', async () => {
    expect(
      await page.evaluate(() => {
        try {
          (window as unknown as { syncdeck: { on(name: string, listener: () => void): void } }).syncdeck.on(
            'ELECTRON_BROWSER_DEV_TOOLS',
            () => {},
          );
          return 'listens';
        } catch (error) {
          return (error as Error).message;
        }
      }),
    ).toContain('pushes nothing of that name');
  });
});
