import { app, clipboard, dialog, shell } from 'electron';
import { APP_ORIGIN } from '#electron/bridge/bridge.ts';
import { LOCAL_ID } from '#electron/bridge/environment.ts';
import { FailureError } from '#electron/connections/failure-error.ts';
import { followLink } from '#electron/deep-links/follow-link.ts';
import { createIconPath } from '#electron/icons/icon-path.ts';
import { openSettings } from '#electron/settings/settings-store.ts';
import { createTexts } from '#electron/texts/texts.ts';
import { type Claim, claim } from './boot/claim.ts';
import { collectDiagnostics } from './boot/collect-diagnostics.ts';
import { createQuit } from './boot/create-quit.ts';
import { followSettings } from './boot/follow-settings.ts';
import { getReady } from './boot/get-ready.ts';
import { PhaseError, runPhase } from './boot/run-phase.ts';
import { createShutdown, type Shutdown } from './boot/shutdown.ts';
import { startLog } from './boot/start-log.ts';
import { openConnections } from './connections/open-connections.ts';
import { createDialogs } from './dialogs.ts';
import { appCalls } from './ipc/app-calls.ts';
import { environmentCalls } from './ipc/environment-calls.ts';
import { exportCalls } from './ipc/export-calls.ts';
import { notificationCalls } from './ipc/notification-calls.ts';
import { serveCalls } from './ipc/serve-calls.ts';
import type { Log } from './log/log.ts';
import { createFigures } from './measure-process.ts';
import { menuActions } from './menu/menu-actions.ts';
import { startMenu } from './menu/start-menu.ts';
import { type Native, startNative } from './native/start-native.ts';
import { findPaths, type Paths } from './paths.ts';
import { createStatePublisher } from './publish-state.ts';
import { readHomepage } from './read-homepage.ts';
import { readState } from './read-state.ts';
import { ownOrigins } from './security/addresses.ts';
import { startUpdates } from './updates/start-updates.ts';
import { createMainWindow, type MainWindow } from './window/main-window.ts';
import { openWindowState } from './window/window-state-file.ts';

/** The local backend promises to be gone within this; whatever hangs then is left behind. */
const STOP_WITHIN_MS = 10_000;
const platform = process.platform as 'darwin' | 'win32' | 'linux';

/** What is known by the time that the boot fails. */
interface Begun {
  log?: Log;
  language: 'en' | 'ar';
}

/** The parts, wired by hand in the order in which they need each other; they end in the reverse order. */
async function boot({ links, onCalled }: Claim, paths: Paths, shutdown: Shutdown, begun: Begun): Promise<void> {
  // The server with hot reload, in development alone.
  const origins = ownOrigins(app.isPackaged, process.env.ELECTRON_RENDERER_URL);
  const devServer = origins[1];
  let window: MainWindow | undefined;

  const settings = await runPhase('settings', () => openSettings({ folder: paths.userData }));
  begun.language = settings.read().language;
  const texts = () => createTexts(settings.read().language);

  const { log, files, backendLine } = await runPhase('log', () => startLog(paths.logs));
  begun.log = log;
  const dialogs = createDialogs({ texts, window: () => window?.browserWindow, logFolder: paths.logs });
  const quit = createQuit({
    shutdown,
    onBegin() {
      log.info('Syncdeck stops');
      window?.end(texts().dialogs.stopping);
    },
    onLate: (part) => log.error({ part }, 'A part did not end in time, and is left'),
    exit: () => app.exit(0),
  });
  app.on('before-quit', (event) => {
    if (quit.asked() === 'wait') event.preventDefault();
  });

  await runPhase('ready', () =>
    getReady({ origins, devServer, rendererFolder: paths.renderer, theme: settings.read().theme, log: log.child('security') }),
  );

  // It ends last: while the rest stops, the tray says that the app is still there.
  let native: Native | undefined;
  shutdown.add('tray', () => native?.removeTray());
  const { environments, vault } = await runPhase('connections', () =>
    openConnections({ paths, settings, onBackendLine: backendLine, log: log.child('connections') }),
  );
  shutdown.add('connections', () => environments.close());

  const state = createStatePublisher({
    isVisible: () => window?.isVisible() ?? false,
    publish: () => window?.push('state:changed', readDesktopState()),
  });
  const figures = createFigures({ onChange: state.changed });
  let refreshMenu = () => {};
  const changed = () => {
    state.changed();
    refreshMenu();
  };
  const updates = startUpdates({
    settings,
    onChange: changed,
    countLocalJobs: () => environments.find(LOCAL_ID)?.status.counts?.running ?? 0,
    askToInstall: dialogs.askToInstall,
    quit: quit.begin,
    log,
  });
  const readDesktopState = () =>
    readState({
      environments,
      settings,
      keyStore: vault.keyStore,
      updates,
      mutedUntil: () => native?.notifications.mutedUntil() ?? null,
      process: figures.read,
      app: {
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        platform,
        dataFolder: paths.data,
        logFolder: paths.logs,
      },
    });
  const stopFollowing = [
    followSettings({ settings, environments, onChange: changed, log }),
    environments.listen({ onChange: changed, onEvent: figures.countEvent }),
  ];
  shutdown.add('state', () => {
    for (const stop of [...stopFollowing, state.stop, figures.stop, updates.stop]) stop();
  });

  const { notifications } = await runPhase('native', () => {
    native = startNative({
      environments,
      settings,
      paths,
      window: () => window?.browserWindow,
      show: (path) => window?.show(path),
      onChange: changed,
      quit: () => app.quit(),
      log: log.child('native'),
    });
    shutdown.add('native', native.stop);
    return native;
  });

  await runPhase('window', () => {
    const copyDiagnostics = async () => {
      const text = await collectDiagnostics(readDesktopState(), files);
      clipboard.writeText(text);
      return text;
    };
    const openFolder = async (which: 'logs' | 'data') => {
      const refusal = await shell.openPath(which === 'logs' ? paths.logs : paths.data);
      if (refusal) throw new FailureError({ code: 'NOT_OPENED', status: 500, message: refusal });
    };
    const isStartedAtLogin = process.argv.includes('--hidden') || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
    const main = createMainWindow({
      address: devServer ?? `${APP_ORIGIN}/`,
      preload: paths.preload,
      icon: platform === 'darwin' ? undefined : createIconPath(paths.root)('icon.png'),
      state: openWindowState(paths.userData),
      startsHidden: isStartedAtLogin && settings.read().startsHidden,
      closesToTray: () => settings.read().closesToTray,
      onVisible(isVisible) {
        figures.watch(isVisible);
        if (isVisible) state.shown();
      },
      onPageGone: () => window && environments.detach(window.attached),
      askAfterCrash: dialogs.askAfterCrash,
      log: log.child('window'),
    });
    window = main;
    serveCalls({
      window: main,
      origins,
      handlers: {
        ...appCalls({ readState: readDesktopState, writeSettings: settings.write, openFolder, copyDiagnostics, updates }),
        ...environmentCalls({ environments, chooseCertificate: (of) => dialogs.chooseCertificate(of.browserWindow) }),
        ...exportCalls({ environments, chooseFile: (of, name) => dialogs.chooseExportFile(of.browserWindow, name) }),
        ...notificationCalls(notifications),
      },
      log: log.child('calls'),
    });

    const documentation = readHomepage(paths.root);
    refreshMenu = startMenu({
      content: () => ({
        platform,
        isPackaged: app.isPackaged,
        texts: texts(),
        environments: settings.read().environments.map(({ id, name }) => ({ id, name })),
        updates: updates.state(),
        hasDocumentation: documentation !== null,
      }),
      actions: menuActions({
        window: main,
        updates,
        dialogs,
        texts,
        documentation,
        openLogs: () => openFolder('logs'),
        copyDiagnostics,
        log,
      }),
    });
    onCalled(() => main.show());
    links.open((link) =>
      followLink(link, {
        isKnown: (id) => environments.find(id) !== undefined,
        show: main.show,
        offer: (draft) => main.push('environment:offered', draft),
        refuse(why) {
          log.warn({ why }, 'A link was refused');
          main.show();
          void dialogs.tellRefusedLink(why);
        },
        sayUnknown: (id) => void dialogs.tellUnknownEnvironment(id),
      }),
    );
  });

  if (settings.trouble) {
    log.warn({ ...settings.trouble }, 'Settings could not be read');
    void dialogs.tellSettingsTrouble(settings.trouble);
  }
}

function start(claimed: Claim): void {
  const begun: Begun = { language: 'en' };
  const shutdown = createShutdown({
    withinMs: STOP_WITHIN_MS,
    onFailure: (part, err) => begun.log?.error({ err, part }, 'A part did not end well'),
  });
  const paths = findPaths();
  boot(claimed, paths, shutdown, begun).catch(async (error: unknown) => {
    begun.log?.error({ err: error }, 'Syncdeck could not start');
    const { dialogs } = createTexts(begun.language);
    const phase = error instanceof PhaseError ? error.phase : 'boot';
    dialog.showErrorBox(dialogs.bootFailed, dialogs.bootFailedText(phase, (error as Error).message, paths.logs));
    await shutdown.run();
    app.exit(1);
  });
}

// Nothing is awaited up here: Electron waits for this module before it says that it is ready.
const claimed = claim();
if (claimed) start(claimed);
