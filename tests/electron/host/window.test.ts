import { beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { type DesktopApp, useDesktop } from '#tests/support/desktop.ts';
import { until } from '#tests/support/until.ts';
import { faultOf, fixtureFolder, takeReceived } from './fixture.ts';

const desktop = useDesktop({
  folder: fixtureFolder,
  expectedErrors: /Content Security Policy|handler of app:\/\/fixture\/broken|net::ERR_FAILED/,
});
let one: DesktopApp;
let page: Page;

beforeAll(async () => {
  one = await desktop.launch();
  page = await one.firstWindow();
  await page.getByRole('heading', { name: 'Fixture' }).waitFor();
});

/** What the page gets for a call: its value, or its error. */
const inPage = (call: () => unknown) =>
  page.evaluate(async (code) => {
    try {
      return await new Function(`return (${code})()`)();
    } catch (error) {
      return String(error);
    }
  }, call.toString());

describe('the preload', () => {
  test('has a world of its own, from which only what it exposes reaches the page', async () => {
    expect(
      await page.evaluate(() => [
        typeof Reflect.get(window, 'leak'),
        Reflect.get([], 'patchedByPreload'),
        typeof Reflect.get(window, 'require'),
      ]),
    ).toEqual(['undefined', undefined, 'undefined']);
    expect(await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => /^receive|^tell|host/i.test(name)))).toEqual([]);
  });

  test('may require Electron and little else, and its faults are those of Electron', async () => {
    expect(await page.evaluate(() => bridge.tried)).toEqual({
      fs: 'module not found: node:fs',
      sendSync: 'ipcRenderer.sendSync is not implemented by the test host: add it in page/isolated-world.cjs',
      symbol: 'An object could not be cloned.',
      taken: 'Cannot bind an API on top of an existing property on the window object',
      'function over ipc': 'An object could not be cloned.',
    });
    expect(await page.evaluate(() => [bridge.process.type, bridge.process.sandboxed, bridge.process.argv.at(-1), bridge.emits()])).toEqual([
      'renderer',
      true,
      '--from-main',
      7,
    ]);
  });

  test('values cross by copy, functions and promises by proxy, prototypes are lost', async () => {
    expect(
      await page.evaluate(() => {
        bridge.increase();
        let called: unknown[] = [];
        bridge.callBack((details, double) => {
          called = [details, double(4)];
        });
        return [
          bridge.kept.count,
          bridge.date.getTime(),
          bridge.map.get('a'),
          Object.keys(bridge.point),
          bridge.nested.deep.add(1, 2),
          ...called,
        ];
      }),
    ).toEqual([0, 5, 1, ['x'], 3, { called: true }, 8]);
    expect(await page.evaluate(() => [Object.isFrozen(bridge), Object.isFrozen(bridge.nested.deep), bridge.isCopy({})])).toEqual([
      true,
      true,
      true,
    ]);
    expect(await inPage(() => bridge.later(5))).toEqual({ value: 5 });
    expect(await inPage(() => bridge.fail())).toBe('Error: from the preload');
    expect(await inPage(() => bridge.failLater())).toBe('Error: later from the preload');
    expect(await inPage(() => bridge.later(Symbol('x')))).toBe('Error: An object could not be cloned.');
  });
});

describe('IPC', () => {
  test('copies what structured cloning knows, and refuses the rest on either side', async () => {
    const answer = await page.evaluate(async () => {
      const value = {
        date: new Date(1),
        map: new Map([[{ a: 1 }, new Set([1])]]),
        bytes: new Uint8Array([1, 2]),
        big: 12n,
        none: undefined,
        nan: Number.NaN,
      };
      const echoed = (await bridge.invoke('echo', Object.assign(value, { self: value }))) as typeof value & { self: unknown };
      const [[key, set]] = [...echoed.map] as [[{ a: number }, Set<number>]];
      return [
        echoed.date.getTime(),
        key.a,
        set.has(1),
        echoed.bytes[1],
        echoed.big === 12n,
        'none' in echoed,
        echoed.nan,
        echoed.self === echoed,
      ];
    });
    expect(answer).toEqual([1, 1, true, 2, true, true, Number.NaN, true]);
    expect(await inPage(() => bridge.invoke('fail'))).toBe("Error: Error invoking remote method 'fail': TypeError: no");
    expect(await inPage(() => bridge.invoke('nobody'))).toBe(
      "Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
    expect(await inPage(() => bridge.invoke('uncloneable'))).toBe(
      "Error: Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
    );
    expect(await inPage(() => bridge.invoke('who'))).toEqual({ url: 'app://fixture/index.html', origin: 'app://fixture', same: true });
    expect(await faultOf(one.app, () => fixture.window.webContents.send('x', () => {}))).toBe('An object could not be cloned.');
    expect(await faultOf(one.app, () => fixture.window.webContents.send(5 as unknown as string))).toBe('Missing required channel argument');
    expect(await faultOf(one.app, ({ ipcMain }) => ipcMain.handle('echo', () => {}))).toBe(
      "Attempted to register a second handler for 'echo'",
    );
    expect(await faultOf(one.app, ({ ipcMain }) => ipcMain.handle('other', 5 as never))).toBe(
      "Expected handler to be a function, but found type 'number'",
    );
  });

  test('messages come in the order in which they were sent', async () => {
    await page.evaluate(() => {
      Reflect.set(window, 'counted', []);
      bridge.on('count', (n) => Reflect.get(window, 'counted').push(n));
    });
    await one.app.evaluate(() => {
      for (let n = 0; n < 500; n += 1) fixture.window.webContents.send('count', n);
    });
    await page.waitForFunction(() => Reflect.get(window, 'counted').length === 500);
    expect(await page.evaluate(() => Reflect.get(window, 'counted'))).toEqual(Array.from({ length: 500 }, (_item, n) => n));
  });
});

describe('a scheme of the app', () => {
  test('is served by its handler, with its own addresses and its policy', async () => {
    expect(await page.evaluate(() => [isSecureContext, location.origin, typeof Reflect.get(window, 'inlineRan')])).toEqual([
      true,
      'http://fixture.app.localhost',
      'undefined',
    ]);
    expect(await inPage(() => fetch('/echo', { method: 'POST', body: 'hi' }).then((answer) => answer.json()))).toEqual({
      url: 'app://fixture/echo',
      body: 'hi',
    });
    expect(await one.app.evaluate(() => fixture.lastRequest)).toEqual({
      url: 'app://fixture/echo',
      method: 'POST',
      referrer: 'app://fixture/index.html',
    });
    expect(await inPage(() => fetch('https://outside.example/').then(() => 'fetched'))).toMatch(/Failed to fetch/);
    expect(await inPage(() => fetch('/broken').then(() => 'fetched'))).toMatch(/Failed to fetch/);
    expect(await faultOf(one.app, ({ protocol }) => protocol.registerSchemesAsPrivileged([]))).toMatch(
      /should be called before app is ready/,
    );
    expect(await faultOf(one.app, ({ protocol }) => protocol.handle('app', () => new Response()))).toMatch(/has been registered/);
  });

  test('loading what is not there fails as with Electron', async () => {
    const fault = await one.app.evaluate(async () => {
      const window = fixture.openWindow();
      const fault = await window.loadURL('http://127.0.0.1:1/').catch(({ code, errno, message }) => ({ code, errno, message }));
      const unknown = await window.loadURL('other://x/').catch(({ code }) => code);
      window.destroy();
      return [fault, unknown];
    });
    expect(fault).toEqual([
      { code: 'ERR_UNSAFE_PORT', errno: -312, message: "ERR_UNSAFE_PORT (-312) loading 'http://127.0.0.1:1/'" },
      'ERR_UNKNOWN_URL_SCHEME',
    ]);
  });
});

describe('where a page goes', () => {
  test('the app is asked before the page leaves, and before it opens a window', async () => {
    await takeReceived(one.app);
    await page.click('#outside');
    await until('the app was asked', async () => (await one.app.evaluate(() => fixture.received.length)) === 1);
    expect(await takeReceived(one.app)).toEqual([['will-navigate', 'https://outside.example/x']]);
    await page.click('#blank');
    await page.evaluate(() => window.open('/other.html', 'named', 'width=200'));
    await page.click('#outside', { modifiers: ['Control'] });
    await page.click('#mail');
    await until('the app was asked', async () => (await one.app.evaluate(() => fixture.received.length)) === 4);
    expect(await takeReceived(one.app)).toEqual([
      ['open', 'https://outside.example/blank', 'foreground-tab'],
      ['open', 'app://fixture/other.html', 'new-window'],
      ['open', 'https://outside.example/x', 'background-tab'],
      ['will-navigate', 'mailto:anna@example.com'],
    ]);
    expect(page.url()).toBe('http://fixture.app.localhost/index.html');
    expect(one.app.windows()).toHaveLength(1);
  });

  test('a page that goes on takes its listeners, calls and ports along', async () => {
    await page.evaluate(() => givePort());
    await until('main has the port', () => one.app.evaluate(() => fixture.ports.length > 0));
    await takeReceived(one.app);
    await page.click('#other');
    await page.getByRole('heading', { name: 'Other' }).waitFor();
    await until('the port has ended', async () =>
      (await one.app.evaluate(() => fixture.received)).some(([what]) => what === 'port closed'),
    );
    expect(await one.app.evaluate(() => [fixture.window.webContents.getURL(), fixture.window.getTitle()])).toEqual([
      'app://fixture/other.html',
      'Other',
    ]);
    await page.goto('http://fixture.app.localhost/moved');
    await page.getByRole('heading', { name: 'Other' }).waitFor();
    await page.goto('http://fixture.app.localhost/index.html');
    await page.reload();
    await page.getByRole('heading', { name: 'Fixture' }).waitFor();
    // What a debugger does is no navigation of the page's.
    expect((await takeReceived(one.app)).filter(([what]) => what === 'will-navigate')).toEqual([
      ['will-navigate', 'app://fixture/other.html'],
    ]);
  });

  test('a page that crashes is told of and can be loaded anew', async () => {
    const gone = await one.app.evaluate(
      () =>
        new Promise((resolve) => {
          const window = fixture.openWindow({ show: true });
          window.webContents.once('render-process-gone', (_event, { reason }) => {
            window.loadURL('app://fixture/other.html').then(
              () => resolve([reason, window.webContents.getURL(), window.webContents.isCrashed()]),
              (error) => resolve(error.message),
            );
          });
          void window.loadURL('app://fixture/index.html').then(() => window.webContents.forcefullyCrashRenderer());
        }),
    );
    expect(gone).toEqual(['crashed', 'app://fixture/other.html', false]);
    await one.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window !== fixture.window) window.destroy();
    });
  });

  test('permissions are what the session says', async () => {
    const states = await page.evaluate(async () => {
      const { state } = await navigator.permissions.query({ name: 'geolocation' });
      return [state, Notification.permission, await navigator.clipboard.writeText('x').then(() => 'written', String)];
    });
    expect(states).toEqual(['denied', 'denied', 'written']);
    expect((await one.host().records()).permissions).toContainEqual({ permission: 'geolocation', origin: 'app://fixture', granted: false });
  });
});

describe('the window', () => {
  test('hides its page with itself, and shows it again', async () => {
    await page.reload();
    const bw = await one.app.browserWindow(page);
    await bw.evaluate((window) => window.focus());
    expect(await bw.evaluate((window) => [window.isVisible(), window.isFocused()])).toEqual([true, true]);
    await bw.evaluate((window) => window.hide());
    await page.waitForFunction(() => document.hidden, null, { polling: 20 });
    await page.reload();
    expect(await page.evaluate(() => visible)).toEqual(['hidden']);
    await bw.evaluate((window) => window.show());
    await page.waitForFunction(() => document.visibilityState === 'visible', null, { polling: 20 });
    expect(await page.evaluate(() => visible)).toEqual(['hidden', 'visible']);
    await bw.evaluate((window) => window.minimize());
    await page.waitForFunction(() => document.hidden, null, { polling: 20 });
    await bw.evaluate((window) => window.restore());
  });

  test('is as large as it is told, on the displays that there are', async () => {
    await one.app.evaluate(() => fixture.window.setBounds({ x: 10, y: 20, width: 700, height: 500 }));
    await page.waitForFunction(() => innerWidth === 700 && innerHeight === 500);
    await one.host().setDisplays([
      { id: 1, bounds: { x: 0, y: 0, width: 1280, height: 800 } },
      { id: 2, bounds: { x: 1280, y: 0, width: 1000, height: 1000 }, scaleFactor: 2 },
    ]);
    const states = await one.app.evaluate(({ screen }) => {
      const { window } = fixture;
      window.setPosition(1500, 100);
      window.maximize();
      const maximized = [
        window.isMaximized(),
        window.getBounds(),
        window.getNormalBounds(),
        screen.getDisplayMatching(window.getBounds()).id,
      ];
      window.unmaximize();
      return [...maximized, window.getBounds().width];
    });
    expect(states).toEqual([true, { x: 1280, y: 0, width: 1000, height: 960 }, { x: 1500, y: 100, width: 700, height: 500 }, 2, 700]);
    await one.app.evaluate(() => fixture.window.webContents.setZoomFactor(2));
    await page.waitForFunction(() => innerWidth === 350);
    await one.app.evaluate(() => fixture.window.webContents.setZoomFactor(1));
  });

  test('has the theme that the app chose, or the system', async () => {
    const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await isDark()).toBe(false);
    await one.host().setSystemTheme('dark');
    await until('the page is dark', isDark);
    await one.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'light';
    });
    await until('the page is light', async () => !(await isDark()));
    await page.reload();
    expect(await isDark()).toBe(false);
  });

  test('a second one has its own page, and closing can be prevented', async () => {
    const opened = one.app.waitForEvent('window');
    await one.app.evaluate(() => {
      const second = fixture.openWindow();
      Object.assign(fixture, { second });
      return second.loadURL('app://fixture/other.html');
    });
    const other = await opened;
    await other.getByRole('heading', { name: 'Other' }).waitFor();
    expect(
      await one.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.webContents.getURL())),
    ).toEqual(['app://fixture/index.html', 'app://fixture/other.html']);
    await one.app.evaluate(({ BrowserWindow }) => {
      fixture.preventClose = true;
      BrowserWindow.getAllWindows()[1]?.close();
      fixture.preventClose = false;
    });
    expect(other.isClosed()).toBe(false);
    await other.close();
    expect(await one.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});
