import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAppFiles } from '#electron/main/app-files.ts';
import { externalAddress, isOwnPage, ownOrigins } from '#electron/main/security/addresses.ts';
import { contentSecurityPolicy } from '#electron/main/security/content-security-policy.ts';
import { isPermitted } from '#electron/main/security/permissions.ts';
import { isTrusted } from '#electron/main/security/sender.ts';
import { webPreferences } from '#electron/main/security/web-preferences.ts';

const origins = ownOrigins(true, undefined);

test('a window has isolation, the sandbox and no Node', () => {
  expect(webPreferences('/app/preload.cjs', true)).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    devTools: false,
  });
  expect(webPreferences('/app/preload.cjs', false).devTools).toBe(true);
});

describe('a page is ours', () => {
  test('under the app’s origin alone; with the development server only where nothing is packaged', () => {
    expect(ownOrigins(false, 'http://localhost:5173/')).toEqual(['app://syncdeck', 'http://localhost:5173']);
    for (const dev of [undefined, '', 'file:///etc', 'nonsense']) expect(ownOrigins(false, dev)).toEqual(['app://syncdeck']);
    expect(ownOrigins(true, 'http://localhost:5173')).toEqual(['app://syncdeck']);
  });

  test.each([
    ['app://syncdeck/e/local/control?job=x', true],
    ['app://syncdeck.example/', false],
    ['app://anna@syncdeck/', true],
    ['app://syncdeck:1/', false],
    ['app:syncdeck', false],
    ['https://syncdeck/', false],
    ['file:///app/index.html', false],
    ['data:text/html,x', false],
    ['about:blank', false],
    ['blob:app://syncdeck/1', false],
    ['', false],
  ])('%s: %s', (address, isOurs) => {
    expect(isOwnPage(address, origins)).toBe(isOurs);
  });
});

describe('who may call over IPC', () => {
  const us = { isOurWindow: true, isMainFrame: true, address: 'app://syncdeck/fleet' };
  test.each([
    [us, true],
    [{ ...us, isOurWindow: false }, false],
    [{ ...us, isMainFrame: false }, false],
    [{ ...us, address: null }, false],
    [{ ...us, address: 'https://example.com/' }, false],
  ])('%o: %s', (sender, isOne) => {
    expect(isTrusted(sender, origins)).toBe(isOne);
  });
});

describe('what the system opens', () => {
  test.each([
    ['https://docs.example.com/a?b=c#d', 'https://docs.example.com/a?b=c#d'],
    ['HTTP://example.com', 'http://example.com/'],
    ['mailto:ops@example.com?subject=x', 'mailto:ops@example.com?subject=x'],
    ['https://example.com@evil.example/', null],
    ['https://anna:secret@example.com/', null],
    ['file:///etc/passwd', null],
    ['javascript:alert(1)', null],
    ['smb://host/share', null],
    ['ms-msdt:/id', null],
    ['syncdeck://fleet', null],
    ['app://syncdeck/', null],
    ['\\\\host\\share', null],
    ['https://exa\nmple.com', null],
    [`https://example.com/${'x'.repeat(2000)}`, null],
  ])('%s: %s', (address, opened) => {
    expect(externalAddress(address)).toBe(opened);
  });
});

test('nothing is permitted but writing text to the clipboard, for our own page', () => {
  expect(isPermitted('clipboard-sanitized-write', 'app://syncdeck/', true, origins)).toBe(true);
  expect(isPermitted('clipboard-sanitized-write', 'app://syncdeck/', false, origins)).toBe(false);
  expect(isPermitted('clipboard-sanitized-write', 'https://example.com/', true, origins)).toBe(false);
  for (const other of ['clipboard-read', 'media', 'geolocation', 'notifications', 'midi', 'openExternal', 'fullscreen', 'hid', 'unknown']) {
    expect(isPermitted(other, 'app://syncdeck/', true, origins)).toBe(false);
  }
});

test('the policy lets no script but the app’s own files run', () => {
  const policy = contentSecurityPolicy();
  expect(policy).toMatch(/(^|; )default-src 'none'(;|$)/);
  expect(policy).toMatch(/(^|; )script-src 'self'(;|$)/);
  expect(policy).toMatch(/(^|; )connect-src 'self'(;|$)/);
  expect(policy).not.toMatch(/unsafe-eval|http|\*/);
  expect(contentSecurityPolicy('http://localhost:5173')).toContain("connect-src 'self' http://localhost:5173 ws://localhost:5173");
});

describe('the app’s own files', () => {
  let folder: string;
  let get: (address: string, method?: string) => Promise<Response>;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'syncdeck-files-'));
    const files = path.join(folder, 'renderer');
    await mkdir(path.join(files, 'assets'), { recursive: true });
    await writeFile(path.join(folder, 'secret.txt'), 'classified');
    await writeFile(path.join(files, '.env'), 'classified');
    await writeFile(path.join(files, 'index.html'), '<!doctype html>page');
    await writeFile(path.join(files, 'theme.js'), 'theme');
    await writeFile(path.join(files, 'assets/shell-1a2b.css'), 'css');
    await symlink(path.join(folder, 'nowhere'), path.join(files, 'dangling.js'));
    const answer = createAppFiles(files);
    get = (address, method = 'GET') => answer(new Request(address, { method }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([
    ['app://syncdeck/', 'page', 'text/html; charset=utf-8', 'no-cache'],
    ['app://syncdeck/e/local/control?job=quran-1.2', 'page', 'text/html; charset=utf-8', 'no-cache'],
    ['app://syncdeck/theme.js', 'theme', 'text/javascript; charset=utf-8', 'no-cache'],
    ['app://syncdeck/assets/shell-1a2b.css', 'css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])('%s is there', async (address, text, type, cache) => {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(text);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'cache-control': cache,
      'x-content-type-options': 'nosniff',
      'content-security-policy': contentSecurityPolicy(),
    });
  });

  test.each([
    ['app://syncdeck/theme.js', 'POST', 405],
    ['app://syncdeck/theme.js', 'HEAD', 405],
    ['app://elsewhere/theme.js', 'GET', 404],
    ['app://syncdeck/nothing.js', 'GET', 404],
    ['app://syncdeck/dangling.js', 'GET', 404],
    ['app://syncdeck/../secret.txt', 'GET', 404],
    ['app://syncdeck/%2e%2e/secret.txt', 'GET', 404],
    ['app://syncdeck/..%2fsecret.txt', 'GET', 400],
    ['app://syncdeck/..%5csecret.txt', 'GET', 400],
    ['app://syncdeck/.env', 'GET', 400],
    ['app://syncdeck/C%3A/secret.txt', 'GET', 400],
    ['app://syncdeck/theme.js%00.html', 'GET', 400],
    ['app://syncdeck/%', 'GET', 400],
    [`app://syncdeck/${'x'.repeat(300)}.js`, 'GET', 404],
  ])('%s by %s: %i', async (address, method, status) => {
    const response = await get(address, method);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('classified');
  });

  test('no address whatever gets out of the folder', async () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '%2e%2e', '%2f', '%5c', '/', '\\', 'secret.txt', '.env', 'assets', '%00', '%c0%ae'),
      fc.string({ maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const address = `app://syncdeck/${pieces.join('/')}`;
        if (!URL.canParse(address)) return;
        expect(await (await get(address)).text()).not.toContain('classified');
      }),
    );
  });

  test('where the page is not built, it says what to do', async () => {
    const response = await createAppFiles(path.join(folder, 'none'))(new Request('app://syncdeck/'));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('npm run build');
  });
});
