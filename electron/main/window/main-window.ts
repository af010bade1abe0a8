import { app, BrowserWindow, type MessagePortMain, nativeTheme, screen, type WebContents } from 'electron';
import { PORT_CHANNEL, PUSH_CHANNEL } from '#electron/bridge/bridge.ts';
import type { Pushes, PushName } from '#electron/bridge/pushes.ts';
import type { AttachedWindow } from '#electron/connections/attachments.ts';
import type { Log } from '../log/log.ts';
import { webPreferences } from '../security/web-preferences.ts';
import { createCrashCounter } from './count-crashes.ts';
import { createPageOutbox } from './page-outbox.ts';
import { keepPlace, LEAST_HEIGHT, LEAST_WIDTH, placeWindow } from './place-window.ts';
import type { openWindowState } from './window-state-file.ts';

/** As `--bg` of the design's tokens: what is seen before the page is. */
const grounds = { light: '#f3f4f6', dark: '#0b0d10' };
const KEEP_AFTER_MS = 500;

interface WindowDeps {
  /** The page's address. */
  address: string;
  preload: string;
  icon: string | undefined;
  state: ReturnType<typeof openWindowState>;
  /** It stays hidden until somebody asks for it. */
  startsHidden: boolean;
  closesToTray(): boolean;
  /** It is seen, or no longer. */
  onVisible(isVisible: boolean): void;
  /** The page that listened is gone: what it was attached to has to be let go. */
  onPageGone(): void;
  /** It crashed, was loaded anew, and crashed again. Answers whether to load it once more. */
  askAfterCrash(reason: string): Promise<boolean>;
  log: Log;
}

/** The app's one window. It lives as long as the app: closing hides it, and the connections don't notice. */
export interface MainWindow {
  readonly browserWindow: BrowserWindow;
  /** Brings it to the front; with a path, on that page. */
  show(path?: string): void;
  isVisible(): boolean;
  push<Name extends PushName>(name: Name, payload: Pushes[Name]): void;
  /** The page, as connections know it. */
  readonly attached: AttachedWindow;
  /** The page says that it listens. */
  pageIsReady(): void;
  /** Where the page is. */
  pageAddress(): string;
  isOurs(contents: WebContents): boolean;
  /** The app ends: closing closes from here on, and the window says so. */
  end(title: string): void;
}

export function createMainWindow(deps: WindowDeps): MainWindow {
  const { log, state } = deps;
  const place = placeWindow(state.read(), screen.getAllDisplays(), screen.getPrimaryDisplay());
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: LEAST_WIDTH,
    minHeight: LEAST_HEIGHT,
    show: false,
    title: 'Syncdeck',
    backgroundColor: nativeTheme.shouldUseDarkColors ? grounds.dark : grounds.light,
    ...(deps.icon ? { icon: deps.icon } : {}),
    webPreferences: webPreferences(deps.preload, app.isPackaged),
  });
  const contents = window.webContents;
  const outbox = createPageOutbox((name, payload) => {
    if (!contents.isDestroyed()) contents.send(PUSH_CHANNEL, name, payload);
  });
  const judgeCrash = createCrashCounter();
  let isEnding = false;
  let isPainted = false;
  /** Maximized and full screen show a window: they wait for the first time that it is shown. */
  let isPlaced = false;
  let isWanted = !deps.startsHidden;
  let wasVisible = false;

  const load = () =>
    contents.loadURL(deps.address).catch((err: unknown) => {
      if (isEnding) return;
      log.error({ err }, 'The page could not be loaded');
      // Chromium says in it what is wrong; an app without a window would say nothing.
      isPainted = true;
      reveal();
    });
  const isVisible = () => !window.isDestroyed() && window.isVisible() && !window.isMinimized();
  function tellVisible(): void {
    if (isVisible() === wasVisible) return;
    wasVisible = !wasVisible;
    deps.onVisible(wasVisible);
  }

  let keeping: NodeJS.Timeout | undefined;
  function keep(): void {
    clearTimeout(keeping);
    if (window.isDestroyed() || !isPlaced) return;
    const bounds = window.getNormalBounds();
    try {
      const kept = { bounds, isMaximized: window.isMaximized(), isFullScreen: window.isFullScreen() };
      state.write(keepPlace(state.read(), screen.getDisplayMatching(window.getBounds()), kept));
    } catch (err) {
      log.warn({ err }, 'The place of the window could not be kept');
    }
  }
  const keepSoon = () => {
    clearTimeout(keeping);
    keeping = setTimeout(keep, KEEP_AFTER_MS);
  };

  function reveal(): void {
    if (!isPainted || !isWanted || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    if (!isPlaced) {
      isPlaced = true;
      if (place.isMaximized) window.maximize();
      if (place.isFullScreen) window.setFullScreen(true);
    }
    window.focus();
    // Another app is in front when a link or a notification asks for us.
    if (process.platform === 'darwin') app.focus({ steal: true });
  }
  function hide(): void {
    isWanted = false;
    // Hidden as it is, a full screen would stay behind, black.
    if (process.platform === 'darwin' && window.isFullScreen()) {
      window.once('leave-full-screen', () => window.hide());
      window.setFullScreen(false);
    } else window.hide();
  }

  window.once('ready-to-show', () => {
    isPainted = true;
    reveal();
  });
  window.on('close', (event) => {
    keep();
    if (isEnding) return;
    event.preventDefault();
    if (process.platform === 'darwin' || deps.closesToTray()) hide();
    else app.quit();
  });
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('maximize', keepSoon);
  window.on('unmaximize', keepSoon);
  window.on('enter-full-screen', keepSoon);
  window.on('leave-full-screen', keepSoon);
  window.on('show', tellVisible);
  window.on('hide', tellVisible);
  window.on('minimize', tellVisible);
  window.on('restore', tellVisible);
  // Windows ends the session whatever we answer: the place is kept, and the backend's fence keeps the data.
  window.on('session-end', keep);

  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    outbox.gone();
    deps.onPageGone();
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    outbox.gone();
    deps.onPageGone();
    if (reason === 'clean-exit' || isEnding) return;
    log.error({ reason, exitCode }, 'The page stopped working');
    if (judgeCrash() === 'reload') void load();
    else void deps.askAfterCrash(reason).then((again) => (again ? load() : app.quit()));
  });
  contents.on('unresponsive', () => log.warn('The page does not answer'));
  contents.on('responsive', () => log.info('The page answers again'));
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? grounds.dark : grounds.light);
  });

  void load();

  return {
    browserWindow: window,
    show(path) {
      if (isEnding) return;
      isWanted = true;
      reveal();
      if (path !== undefined) outbox.push('window:show', { path });
    },
    isVisible,
    push: (name, payload) => outbox.push(name, payload),
    attached: {
      postPort(attachmentId, port) {
        if (contents.isDestroyed()) port.close();
        // A port of MessageChannelMain's, which is what connections are given to make them with.
        else contents.postMessage(PORT_CHANNEL, { attachmentId }, [port as unknown as MessagePortMain]);
      },
      tellDown: (attachmentId, reason, retries) => outbox.push('connection:down', { attachmentId, reason, retries }),
    },
    pageIsReady: () => outbox.ready(),
    pageAddress: () => (contents.isDestroyed() ? '' : contents.getURL()),
    isOurs: (other) => other === contents,
    end(title) {
      isEnding = true;
      keep();
      if (window.isDestroyed()) return;
      window.on('page-title-updated', (event) => event.preventDefault());
      window.setTitle(title);
      // More than 1 is "for how long is not known".
      window.setProgressBar(2);
    },
  };
}
