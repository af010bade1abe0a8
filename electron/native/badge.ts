import { app, type BrowserWindow, nativeImage } from 'electron';
import type { DesktopSettings } from '#electron/bridge/settings.ts';
import type { Dispose, Environments } from '#electron/connections/environments.ts';
import type { IconPath } from '#electron/icons/icon-path.ts';
import { createTexts } from '#electron/texts/texts.ts';
import { countOpenFailures } from './count-open-failures.ts';

interface BadgeDeps {
  environments: Environments;
  settings(): DesktopSettings;
  iconPath: IconPath;
  window(): BrowserWindow | undefined;
}

export interface Badge {
  /** A new incident: dock or task bar ask for a look, until the window has the focus. */
  ask(): void;
  stop: Dispose;
}

/** How many jobs of open incidents there are, on dock and task bar. It goes with the acknowledgement, not with a look at the window. */
export function startBadge({ environments, settings, iconPath, window }: BadgeDeps): Badge {
  let shown = 0;

  function refresh(): void {
    const count = countOpenFailures(environments.list());
    if (count === shown) return;
    shown = count;
    if (process.platform === 'win32') setOverlay(window(), count);
    else app.setBadgeCount(count);
  }
  /** Windows has no number there: a mark, and the number for those who have it read to them. */
  function setOverlay(frame: BrowserWindow | undefined, count: number): void {
    const { tray } = createTexts(settings().language);
    const overlay = count > 0 ? nativeImage.createFromPath(iconPath('overlay.png')) : null;
    frame?.setOverlayIcon(overlay, count > 0 ? tray.openFailures(count) : '');
  }

  // It stands on the task bar's button, which comes and goes with the window.
  const follow = (_event: unknown, made: BrowserWindow) => made.on('show', () => setOverlay(made, shown));
  if (process.platform === 'win32') app.on('browser-window-created', follow);
  const calm = () => window()?.flashFrame(false);
  app.on('browser-window-focus', calm);
  const stopListening = environments.listen({ onChange: refresh });
  refresh();
  return {
    ask() {
      const frame = window();
      if (!frame || frame.isFocused()) return;
      if (process.platform === 'darwin') app.dock?.bounce('informational');
      else frame.flashFrame(true);
    },
    stop() {
      stopListening();
      app.off('browser-window-created', follow);
      app.off('browser-window-focus', calm);
    },
  };
}
