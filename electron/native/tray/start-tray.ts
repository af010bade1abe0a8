import { Menu, nativeImage, nativeTheme, Tray } from 'electron';
import type { DesktopSettings } from '#electron/bridge/settings.ts';
import type { Dispose, Environments } from '#electron/connections/environments.ts';
import type { IconPath } from '#electron/icons/icon-path.ts';
import { createTexts } from '#electron/texts/texts.ts';
import { trayImageName } from './tray-image.ts';
import { makeTrayMenu, type TrayActions } from './tray-menu.ts';
import { makeTrayModel } from './tray-model.ts';

/** Setting a menu closes one that is open on Linux: not while it would look the same, and never more often than this. */
const MENU_EVERY_MS = 2_000;

interface TrayDeps {
  environments: Environments;
  /** As they are now. */
  settings(): DesktopSettings;
  mutedUntil(): Date | null;
  iconPath: IconPath;
  actions: TrayActions;
  log: { warn(fields: object, message: string): void };
}

export interface TrayHandle {
  /** Something that the environments don't tell has changed: the language, what is muted. */
  refresh(): void;
  stop: Dispose;
}

/** The icon in the system's tray, with the worst state of all environments as its shape, and its menu. */
export function startTray(deps: TrayDeps): TrayHandle {
  const { environments, settings, mutedUntil, iconPath, actions } = deps;
  let tray: Tray | undefined;
  let shown = { image: '', toolTip: '', title: '', menu: '' };
  let menuAt = Number.NEGATIVE_INFINITY;
  let later: NodeJS.Timeout | undefined;

  function setMenu(looks: string, menu: Menu): void {
    tray?.setContextMenu(menu);
    menuAt = performance.now();
    shown.menu = looks;
  }

  function refresh(): void {
    clearTimeout(later);
    later = undefined;
    const { language } = settings();
    const texts = createTexts(language);
    const now = Date.now();
    const model = makeTrayModel({ views: environments.list(), texts, language, mutedUntil: mutedUntil(), now });
    const bar = {
      platform: process.platform,
      isDark: nativeTheme.shouldUseDarkColorsForSystemIntegratedUI,
      desktop: process.env.XDG_CURRENT_DESKTOP ?? '',
    };
    const image = trayImageName(model.shape, bar);
    if (!tray) tray = create(image);
    if (!tray) return;
    if (image !== shown.image) tray.setImage(iconPath(image));
    const toolTip = `${texts.tray.app}: ${model.headline}`;
    if (toolTip !== shown.toolTip) tray.setToolTip(toolTip);
    const title = model.failures > 0 ? String(model.failures) : '';
    if (process.platform === 'darwin' && title !== shown.title) tray.setTitle(title, { fontType: 'monospacedDigit' });
    shown = { ...shown, image, toolTip, title };

    const template = makeTrayMenu(model, { texts, language, now, act: actions });
    const looks = JSON.stringify(template);
    if (looks === shown.menu) return;
    const wait = menuAt + MENU_EVERY_MS - performance.now();
    if (wait > 0) later = setTimeout(refresh, wait);
    else setMenu(looks, Menu.buildFromTemplate(template));
  }

  function create(image: string): Tray | undefined {
    try {
      const made = new Tray(nativeImage.createFromPath(iconPath(image)));
      // On macOS a click opens the menu; on Linux the desktop decides whether it does, or tells us.
      if (process.platform !== 'darwin') made.on('click', () => actions.open());
      shown = { image, toolTip: '', title: '', menu: '' };
      return made;
    } catch (err) {
      // Electron can't tell whether a Linux desktop shows the icon, and this is rarer still. Either way the app is reached by starting it
      // again, which brings the running one's window; so closing may hide the window on every desktop.
      deps.log.warn({ err }, 'The system has no tray');
      return undefined;
    }
  }

  const stopListening = environments.listen({ onChange: refresh });
  nativeTheme.on('updated', refresh);
  refresh();
  return {
    refresh,
    stop() {
      clearTimeout(later);
      stopListening();
      nativeTheme.off('updated', refresh);
      tray?.destroy();
    },
  };
}
