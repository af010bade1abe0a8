import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { type MenuActions, type MenuContent, makeApplicationMenu } from '#electron/main/menu/application-menu.ts';
import { pathInEnvironment } from '#electron/main/menu/environment-path.ts';
import { createTexts } from '#electron/texts/texts.ts';

function makeMenu(content: Partial<MenuContent> = {}) {
  const done: unknown[] = [];
  const note = (what: string) => (more?: unknown) => void done.push(more === undefined ? what : [what, more]);
  const actions: MenuActions = {
    choose: note('choose'),
    showEnvironment: note('environment'),
    openDocumentation: note('documentation'),
    openLogs: note('logs'),
    copyDiagnostics: note('diagnostics'),
    checkForUpdates: note('check'),
    installUpdate: note('install'),
    showAbout: note('about'),
  };
  const template = makeApplicationMenu(
    {
      platform: 'linux',
      isPackaged: true,
      texts: createTexts('en'),
      environments: [],
      updates: { kind: 'idle' },
      hasDocumentation: true,
      ...content,
    },
    actions,
  );
  const all = template.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
  const choose = (id: string) => {
    const { click } = all.find((item) => item.id === id) ?? {};
    (click as () => void)();
  };
  return { template, all, done, choose };
}

const partsOf = (item: MenuItemConstructorOptions | undefined) =>
  (item?.submenu as MenuItemConstructorOptions[] | undefined)?.map(({ id, role }) => id ?? role);

const environments = Array.from({ length: 11 }, (_, index) => ({ id: `env-${index + 1}`, name: `Sales & Co ${index + 1}` }));

describe('the application menu', () => {
  test.each(['darwin', 'win32', 'linux'] as const)('of %s has each shortcut once, and a text on each entry', (platform) => {
    const { template, all } = makeMenu({ platform, environments, isPackaged: false });
    const keys = all.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(keys).toEqual([...new Set(keys)]);
    for (const item of [...template, ...all]) if (item.type !== 'separator' && item.visible !== false) expect(item.label).toBeTruthy();
    // What Electron gives a role of itself must not be taken either.
    const usual: Record<string, string> = {
      reload: 'CmdOrCtrl+R',
      minimize: 'CmdOrCtrl+M',
      selectAll: 'CmdOrCtrl+A',
      resetZoom: 'CmdOrCtrl+0',
    };
    for (const { role, accelerator } of all) if (role && !accelerator && usual[role]) expect(keys).not.toContain(usual[role]);
  });

  test('has settings, about and quit where the system has them', () => {
    const [first] = makeMenu({ platform: 'darwin' }).template;
    expect(partsOf(first)).toEqual(expect.arrayContaining(['about', 'settings', 'hide', 'quit']));
    for (const platform of ['win32', 'linux'] as const) {
      const [file] = makeMenu({ platform }).template;
      expect(file?.label).toBe('File');
      expect(partsOf(file)).toEqual(expect.arrayContaining(['settings', 'quit']));
    }
  });

  test('reaches the fleet and the first nine environments by their digits', () => {
    const { all, done, choose } = makeMenu({ environments });
    const listed = all.filter(({ id }) => id?.startsWith('environment-'));
    expect(listed.map(({ accelerator }) => accelerator)).toEqual([
      ...Array.from({ length: 9 }, (_, n) => `CmdOrCtrl+${n + 1}`),
      undefined,
      undefined,
    ]);
    expect(listed[0]?.label).toBe('Sales && Co 1');
    expect(all.find(({ id }) => id === 'fleet')?.accelerator).toBe('CmdOrCtrl+0');
    choose('environment-env-3');
    choose('fleet');
    expect(done).toEqual([
      ['environment', 'env-3'],
      ['choose', 'fleet'],
    ]);
  });

  test('does what its entries say', () => {
    const { done, choose } = makeMenu();
    for (const id of [
      'start-job',
      'add-environment',
      'settings',
      'palette',
      'notices',
      'shortcuts',
      'documentation',
      'open-logs',
      'copy-diagnostics',
      'update',
      'about',
    ])
      choose(id);
    expect(done).toEqual([
      ['choose', 'start job'],
      ['choose', 'add environment'],
      ['choose', 'settings'],
      ['choose', 'palette'],
      ['choose', 'notices'],
      ['choose', 'shortcuts'],
      'documentation',
      'logs',
      'diagnostics',
      'check',
      'about',
    ]);
  });

  test('has reload and the developer’s tools in development only', () => {
    const roles = (isPackaged: boolean) => makeMenu({ isPackaged }).all.map(({ role }) => role);
    expect(roles(true)).not.toEqual(expect.arrayContaining(['reload']));
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(false)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
  });

  test('offers an update that is ready', () => {
    const { all, done, choose } = makeMenu({ updates: { kind: 'ready', version: '1.2.0' } });
    expect(all.find(({ id }) => id === 'update')?.label).toBe('Install 1.2.0 and restart…');
    choose('update');
    expect(done).toEqual(['install']);
    expect(
      makeMenu({ updates: { kind: 'downloading', version: '1.2.0', percent: 4 } }).all.find(({ id }) => id === 'update')?.enabled,
    ).toBe(false);
  });

  test('speaks Arabic', () => {
    expect(makeMenu({ texts: createTexts('ar') }).template.map(({ label }) => label)).toEqual([
      'ملف',
      'تحرير',
      'عرض',
      'البيئات',
      'نافذة',
      'مساعدة',
    ]);
  });
});

test.each([
  ['app://syncdeck/e/local/control?job=quran-1', '/e/staging/control'],
  ['app://syncdeck/e/local/analytics', '/e/staging/analytics'],
  ['app://syncdeck/e/local', '/e/staging/overview'],
  ['app://syncdeck/fleet', '/e/staging/overview'],
  ['app://syncdeck/desktop/environments/new', '/e/staging/overview'],
  ['', '/e/staging/overview'],
])('from %s to another environment: %s', (address, path) => {
  expect(pathInEnvironment('staging', address)).toBe(path);
});
