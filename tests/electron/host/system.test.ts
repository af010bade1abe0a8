import { beforeAll, describe, expect, test } from 'vitest';
import { type DesktopApp, useDesktop } from '#tests/support/desktop.ts';
import { until } from '#tests/support/until.ts';
import { faultOf, fixtureFolder, takeReceived } from './fixture.ts';

const desktop = useDesktop({ folder: fixtureFolder, expectedErrors: /Content Security Policy/ });
let one: DesktopApp;

beforeAll(async () => {
  one = await desktop.launch();
  await (await one.firstWindow()).getByRole('heading', { name: 'Fixture' }).waitFor();
});

/** A red square, 16 pixels wide. */
const PIXELS = 'Buffer.alloc(16 * 16 * 4, 255)';

describe('what the host lacks', () => {
  test('throws: modules, their members, members of objects, and events', async () => {
    const faults = await Promise.all([
      faultOf(one.app, ({ desktopCapturer }) => desktopCapturer.getSources({ types: [] })),
      faultOf(one.app, ({ globalShortcut }) => globalShortcut.register('A', () => {})),
      faultOf(one.app, ({ BaseWindow }) => new BaseWindow()),
      faultOf(one.app, ({ app }) => app.getFileIcon('x')),
      faultOf(one.app, () => fixture.window.setSheetOffset(1)),
      faultOf(one.app, () => fixture.window.webContents.printToPDF({})),
      faultOf(one.app, ({ BrowserWindow }) => BrowserWindow.fromBrowserView({} as never)),
      faultOf(one.app, () => fixture.window.on('sheet-begin', () => {})),
      faultOf(one.app, ({ session }) => session.fromPartition('x')),
      faultOf(one.app, ({ BrowserWindow }) => new BrowserWindow({ webPreferences: { nodeIntegration: true } })),
      faultOf(one.app, (electron) => Reflect.get(electron, 'somethingNew')),
    ]);
    const named = (name: string, file: string) => `${name} is not implemented by the test host: add it in ${file}`;
    expect(faults).toEqual([
      named('desktopCapturer.getSources', 'modules.cjs'),
      named('globalShortcut.register', 'modules.cjs'),
      named('BaseWindow', 'modules.cjs'),
      named('app.getFileIcon', 'app.cjs'),
      named('BrowserWindow.setSheetOffset', 'browser-window.cjs'),
      named('WebContents.printToPDF', 'web-contents.cjs'),
      named('BrowserWindow.fromBrowserView', 'browser-window.cjs'),
      named("BrowserWindow.on('sheet-begin')", 'browser-window.cjs'),
      named('session.fromPartition', 'session.cjs'),
      named('webPreferences.nodeIntegration: true', 'web-preferences.cjs'),
      named('electron.somethingNew', 'modules.cjs'),
    ]);
  });
});

describe('the desktop', () => {
  test('keeps what the app did to tray, badge, task bar and menus, and clicks for a person', async () => {
    expect(await faultOf(one.app, ({ Tray, nativeImage }) => new Tray(nativeImage.createEmpty()))).toBe(
      'The image of a tray must not be empty',
    );
    expect(await faultOf(one.app, ({ Tray }) => new Tray('/nowhere.png'))).toBe("Failed to load image from path '/nowhere.png'");
    await one.app.evaluate(({ app, Menu, Tray, nativeImage }, pixels) => {
      const image = nativeImage.createFromBitmap(new Function(`return ${pixels}`)(), { width: 16, height: 16 });
      image.setTemplateImage(true);
      const tray = new Tray(image);
      tray.setToolTip('2 failed');
      const clicked = (item: Electron.MenuItem) => fixture.received.push(['menu', item.id, item.checked]);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { id: 'open', label: 'Open', click: clicked },
          { type: 'separator' },
          { id: 'more', label: 'More', submenu: [{ id: 'mute', label: 'Mute', type: 'checkbox', click: clicked }] },
          { id: 'off', label: 'Off', enabled: false },
        ]),
      );
      tray.on('click', () => fixture.received.push(['tray']));
      Menu.setApplicationMenu(
        Menu.buildFromTemplate([
          { label: 'File', submenu: [{ id: 'palette', label: 'Find', accelerator: 'CmdOrCtrl+K', click: clicked }, { role: 'quit' }] },
        ]),
      );
      app.setBadgeCount(3);
      fixture.window.flashFrame(true);
      fixture.window.setProgressBar(0.5);
      fixture.window.setOverlayIcon(image, '3 failed');
    }, PIXELS);
    const host = one.host();
    await takeReceived(one.app);
    await host.clickTray();
    await host.clickTrayMenu('open');
    await host.clickTrayMenu('mute');
    await expect(host.clickTrayMenu('off')).rejects.toThrow("The menu's item off can't be clicked");
    await (await one.firstWindow()).locator('#field').press('Control+k');
    await until('the menu heard the key', async () => (await one.app.evaluate(() => fixture.received.length)) === 4);
    expect(await takeReceived(one.app)).toEqual([['tray'], ['menu', 'open', false], ['menu', 'mute', true], ['menu', 'palette', false]]);

    const [tray] = await host.trays();
    expect(tray).toMatchObject({ toolTip: '2 failed', image: { width: 16, height: 16, isTemplate: true } });
    expect(tray?.menu?.map(({ label, type }) => label || type)).toEqual(['Open', 'separator', 'More', 'Off']);
    expect(await host.appMenu()).toMatchObject([
      { label: 'File', submenu: [{ accelerator: 'CmdOrCtrl+K' }, { label: 'Quit', role: 'quit' }] },
    ]);
    expect(await host.records()).toMatchObject({
      badge: 3,
      flashes: [true],
      progress: [{ progress: 0.5 }],
      overlays: [{ description: '3 failed', isEmpty: false }],
    });
  });

  test('refuses menus that Electron would refuse', async () => {
    const faults = await Promise.all([
      faultOf(one.app, ({ Menu }) => Menu.buildFromTemplate({} as never)),
      faultOf(one.app, ({ Menu }) => Menu.buildFromTemplate([{}])),
      faultOf(one.app, ({ Menu }) => Menu.buildFromTemplate([{ role: 'nothing' as never }])),
      faultOf(one.app, ({ Menu }) => Menu.buildFromTemplate([{ label: 'x', accelerator: 'Ctl+X' }])),
      faultOf(one.app, ({ Menu }) => Menu.buildFromTemplate([{ label: 'x', type: 'submenu' }])),
    ]);
    expect(faults).toEqual([
      'Invalid template for Menu: Menu template must be an array',
      'Invalid template for MenuItem: must have at least one of label, role or type',
      'Invalid role: nothing',
      'Invalid accelerator: Ctl+X',
      'Invalid submenu',
    ]);
  });

  test('shows notifications, and answers them as a person does', async () => {
    await one.app.evaluate(({ Notification }) => {
      const notification = new Notification({
        title: '3 failed',
        body: 'quran',
        actions: [{ type: 'button', text: 'Retry' }],
        urgency: 'critical',
      });
      for (const event of ['show', 'click', 'action', 'close'] as const) {
        notification.on(event as 'click', (details: object) =>
          fixture.received.push(['notification', event, Reflect.get(details, 'actionIndex') ?? null]),
        );
      }
      notification.show();
    });
    const host = one.host();
    await takeReceived(one.app);
    expect(await host.notifications()).toMatchObject([
      { title: '3 failed', body: 'quran', urgency: 'critical', silent: false, actions: [{ text: 'Retry' }], shown: 1, isOpen: true },
    ]);
    await host.answerNotification(-1, 'action', 0);
    await host.answerNotification(-1, 'click');
    expect((await takeReceived(one.app)).filter(([, event]) => event !== 'show')).toEqual([
      ['notification', 'action', 0],
      ['notification', 'click', null],
    ]);
    expect(await faultOf(one.app, ({ Notification }) => new Notification({ titel: 'x' } as never))).toBe(
      'Notification has no option titel',
    );
  });

  test('answers dialogs, opens what is opened, and keeps the clipboard', async () => {
    const host = one.host();
    await host.answerDialog({ canceled: false, filePaths: ['/tmp/ca.pem'] });
    const answers = await one.app.evaluate(async ({ clipboard, dialog, shell }) => {
      const opened = await dialog.showOpenDialog(fixture.window, { title: 'CA', properties: ['openFile'] });
      const asked = await dialog.showMessageBox({ message: 'Quit?', buttons: ['Quit', 'Stay'], cancelId: 1 });
      await shell.openExternal('https://example.com/');
      await shell.openPath('/tmp');
      await clipboard.writeText('copied');
      return [opened, asked.response, await clipboard.readText()];
    });
    expect(answers).toEqual([{ canceled: false, filePaths: ['/tmp/ca.pem'] }, 1, 'copied']);
    expect(await host.records()).toMatchObject({
      dialogs: [
        { kind: 'open', title: 'CA', hasParent: true },
        { kind: 'message', message: 'Quit?', hasParent: false },
      ],
      openedUrls: ['https://example.com/'],
      openedPaths: ['/tmp'],
      clipboard: 'copied',
    });
    expect(await faultOf(one.app, ({ shell }) => shell.openExternal('no url'))).toBe('Invalid URL');
    expect(await faultOf(one.app, ({ dialog }) => dialog.showOpenDialog({ properties: ['openAll' as never] }))).toMatch(
      /no property openAll/,
    );
  });

  test('remembers protocols, login and proxies, and lets the machine sleep', async () => {
    const told = await one.app.evaluate(async ({ app, powerMonitor, session }) => {
      powerMonitor.on('suspend', () => fixture.received.push(['suspend']));
      powerMonitor.on('lock-screen', () => fixture.received.push(['lock']));
      app.setLoginItemSettings({ openAtLogin: true });
      await session.defaultSession.setProxy({ proxyRules: 'http://proxy:3128' });
      return [
        app.setAsDefaultProtocolClient('syncdeck'),
        app.isDefaultProtocolClient('syncdeck'),
        app.getLoginItemSettings().openAtLogin,
        await session.defaultSession.resolveProxy('https://example.com'),
      ];
    });
    expect(told).toEqual([true, true, true, 'PROXY proxy:3128']);
    await takeReceived(one.app);
    await one.host().emitPower('suspend');
    await one.host().emitPower('lock-screen');
    await one.host().openUrl('syncdeck://job/1');
    expect(await takeReceived(one.app)).toEqual([['suspend'], ['lock'], ['open-url', 'syncdeck://job/1']]);
    expect(await one.app.evaluate(({ powerMonitor }) => powerMonitor.getSystemIdleState(60))).toBe('locked');
  });

  test('reads images as they are', async () => {
    const sizes = await one.app.evaluate(({ nativeImage }, pixels) => {
      const image = nativeImage.createFromBitmap(new Function(`return ${pixels}`)(), { width: 16, height: 16 });
      const small = image.resize({ width: 8 });
      const read = nativeImage.createFromBuffer(small.toPNG());
      const large = nativeImage.createFromDataURL(image.toDataURL());
      large.addRepresentation({ scaleFactor: 2, buffer: image.resize({ width: 32, height: 32 }).toPNG() });
      return [read.getSize(), large.getSize(), large.getScaleFactors(), nativeImage.createFromPath('/nowhere.png').isEmpty()];
    }, PIXELS);
    expect(sizes).toEqual([{ width: 8, height: 8 }, { width: 16, height: 16 }, [1, 2], true]);
  });

  test('encrypts with a key that only this data folder has', async () => {
    const kept = await one.app.evaluate(async ({ safeStorage }) => {
      const encrypted = safeStorage.encryptString('a token');
      const { result } = await safeStorage.decryptStringAsync(encrypted);
      return [safeStorage.isEncryptionAvailable(), safeStorage.getSelectedStorageBackend(), encrypted.includes('a token'), result];
    });
    expect(kept).toEqual([true, 'gnome_libsecret', false, 'a token']);
    expect(
      await faultOf(one.app, ({ safeStorage }) => safeStorage.decryptString(Buffer.from('v11 but nothing that was encrypted here'))),
    ).toMatch(/Error while decrypting/);
  });
});
