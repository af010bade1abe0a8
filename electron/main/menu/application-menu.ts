import type { MenuItemConstructorOptions } from 'electron';
import type { UpdateState } from '#electron/bridge/desktop-state.ts';
import type { MenuCommand } from '#electron/bridge/pushes.ts';
import type { Texts } from '#electron/texts/texts.ts';

/** What a menu shows; it is made anew when any of it changes. */
export interface MenuContent {
  platform: 'darwin' | 'win32' | 'linux';
  isPackaged: boolean;
  texts: Texts;
  /** In their order. */
  environments: readonly { id: string; name: string }[];
  updates: UpdateState;
  /** Whether the project says where its documentation is. */
  hasDocumentation: boolean;
}

export interface MenuActions {
  /** Done by the page. */
  choose(command: MenuCommand): void;
  showEnvironment(id: string): void;
  openDocumentation(): void;
  openLogs(): void;
  copyDiagnostics(): void;
  checkForUpdates(): void;
  installUpdate(): void;
  showAbout(): void;
}

type Item = MenuItemConstructorOptions;
/** Keys for as many as there are digits. */
const NUMBERED = 9;
const line: Item = { type: 'separator' };

/** The application menu, as Electron's template: the same entries on three systems, each where that system has them. */
export function makeApplicationMenu(
  { platform, isPackaged, texts, environments, updates, hasDocumentation }: MenuContent,
  act: MenuActions,
): Item[] {
  const { menu } = texts;
  const isMac = platform === 'darwin';
  const role = (name: NonNullable<Item['role']>, label: string): Item => ({ role: name, label });

  const settings: Item = { id: 'settings', label: menu.settings, accelerator: 'CmdOrCtrl+,', click: () => act.choose('settings') };
  const about: Item = { id: 'about', label: menu.about, click: act.showAbout };
  const update: Item =
    updates.kind === 'ready'
      ? { id: 'update', label: menu.installUpdate(updates.version), click: act.installUpdate }
      : {
          id: 'update',
          label: menu.checkForUpdates,
          enabled: updates.kind !== 'checking' && updates.kind !== 'downloading',
          click: act.checkForUpdates,
        };

  const appMenu: Item = {
    // macOS puts the app's name here by itself.
    label: 'Syncdeck',
    submenu: [
      about,
      update,
      line,
      settings,
      line,
      role('services', menu.services),
      line,
      role('hide', menu.hide),
      role('hideOthers', menu.hideOthers),
      role('unhide', menu.showAll),
      line,
      role('quit', menu.quit),
    ],
  };
  const fileMenu: Item = {
    label: menu.file,
    submenu: [
      { id: 'start-job', label: menu.startJob, accelerator: 'CmdOrCtrl+N', click: () => act.choose('start job') },
      { id: 'add-environment', label: menu.addEnvironment, click: () => act.choose('add environment') },
      line,
      ...(isMac ? [] : [settings, line]),
      { role: 'close', label: menu.close, accelerator: 'CmdOrCtrl+W' },
      ...(isMac ? [] : [{ role: 'quit', label: menu.quit, accelerator: 'CmdOrCtrl+Q' } satisfies Item]),
    ],
  };
  const editMenu: Item = {
    label: menu.edit,
    submenu: [
      role('undo', menu.undo),
      role('redo', menu.redo),
      line,
      role('cut', menu.cut),
      role('copy', menu.copy),
      role('paste', menu.paste),
      role('pasteAndMatchStyle', menu.pasteAsText),
      role('delete', menu.delete),
      role('selectAll', menu.selectAll),
    ],
  };
  const viewMenu: Item = {
    label: menu.view,
    submenu: [
      // The page listens for these keys itself.
      { id: 'palette', label: menu.palette, accelerator: 'CmdOrCtrl+K', registerAccelerator: false, click: () => act.choose('palette') },
      { id: 'notices', label: menu.notices, click: () => act.choose('notices') },
      line,
      // Its usual keys are the fleet's.
      { role: 'resetZoom', label: menu.actualSize, accelerator: 'CmdOrCtrl+Shift+0' },
      role('zoomIn', menu.zoomIn),
      // Plus is on the key of the equals sign, for which nobody holds Shift.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      role('zoomOut', menu.zoomOut),
      line,
      role('togglefullscreen', menu.fullScreen),
      ...(isPackaged ? [] : [line, role('reload', menu.reload), role('toggleDevTools', menu.devTools)]),
    ],
  };
  const environmentsMenu: Item = {
    id: 'environments',
    label: menu.environments,
    submenu: [
      { id: 'fleet', label: menu.fleet, accelerator: 'CmdOrCtrl+0', click: () => act.choose('fleet') },
      line,
      ...environments.map(
        ({ id, name }, index): Item => ({
          id: `environment-${id}`,
          // One ampersand would underline the letter behind it.
          label: platform === 'darwin' ? name : name.replaceAll('&', '&&'),
          ...(index < NUMBERED ? { accelerator: `CmdOrCtrl+${index + 1}` } : {}),
          click: () => act.showEnvironment(id),
        }),
      ),
    ],
  };
  const windowMenu: Item = {
    label: menu.window,
    role: 'windowMenu',
    submenu: [role('minimize', menu.minimize), ...(isMac ? [role('zoom', menu.zoomWindow), line, role('front', menu.front)] : [])],
  };
  const helpMenu: Item = {
    label: menu.help,
    role: 'help',
    submenu: [
      { id: 'shortcuts', label: menu.shortcuts, accelerator: 'CmdOrCtrl+/', click: () => act.choose('shortcuts') },
      ...(hasDocumentation ? [{ id: 'documentation', label: menu.documentation, click: act.openDocumentation }] : []),
      line,
      { id: 'open-logs', label: menu.openLogs, click: act.openLogs },
      { id: 'copy-diagnostics', label: menu.copyDiagnostics, click: act.copyDiagnostics },
      ...(isMac ? [] : [line, update, about]),
    ],
  };
  return [...(isMac ? [appMenu] : []), fileMenu, editMenu, viewMenu, environmentsMenu, windowMenu, helpMenu];
}
