import type { UpdateState } from '#electron/bridge/desktop-state.ts';
import type { DesktopSettings } from '#electron/bridge/settings.ts';
import { FailureError } from '#electron/connections/failure-error.ts';
import type { Log } from '../log/log.ts';
import { redactText } from '../log/redact.ts';

/** What is used of electron-updater's `autoUpdater`. */
export interface Updater {
  channel: string | null;
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  logger: unknown;
  on(event: 'update-available' | 'update-not-available' | 'update-downloaded', listener: (info: { version: string }) => void): unknown;
  on(event: 'download-progress', listener: (info: { percent: number }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
}

interface UpdatesDeps {
  /** Why there are none here; null where there are. */
  whyOff: string | null;
  /** electron-updater is large, and needed minutes after the start. */
  load(): Promise<Updater>;
  settings: { read(): DesktopSettings; listen(listener: (now: DesktopSettings, before: DesktopSettings) => void): () => void };
  onChange(): void;
  /** Jobs that run on this machine, which a restart interrupts. */
  countLocalJobs(): number;
  /** Asks whether to install although so many jobs run. */
  askToInstall(jobs: number): Promise<boolean>;
  /** Ends the app in order, and does `last` in place of leaving. */
  quit(last: () => void): void;
  log: Log;
  firstAfterMs?: number;
  everyMs?: number;
}

export interface Updates {
  state(): UpdateState;
  /** Resolves when it is known whether there is one; a newer version is fetched by itself then. */
  check(): Promise<void>;
  install(): Promise<void>;
  stop(): void;
}

/** Looks for newer versions of the app, at the start and a few times a day where the settings say so, and installs one when a person says so. */
export function createUpdates(deps: UpdatesDeps): Updates {
  const { settings, log, firstAfterMs = 30_000, everyMs = 6 * 3_600_000 } = deps;
  let state: UpdateState = deps.whyOff === null ? { kind: 'idle' } : { kind: 'off', why: deps.whyOff };
  let updater: Promise<Updater> | undefined;
  let version = '';

  function become(next: UpdateState): void {
    state = next;
    deps.onChange();
  }
  function fail(error: unknown): void {
    log.warn({ err: error }, 'Looking for updates failed');
    // Only the first line: what follows are headers and stacks.
    const [message = ''] = redactText((error as Error).message ?? String(error)).split('\n');
    become({ kind: 'failed', message });
  }

  function follow(into: Updater): void {
    const { channel, isAutomatic } = settings.read().updates;
    into.channel = channel;
    into.allowPrerelease = channel === 'beta';
    // A change of the channel sets it, and nobody asked for an older version.
    into.allowDowngrade = false;
    into.autoInstallOnAppQuit = isAutomatic;
  }

  async function open(): Promise<Updater> {
    const loaded = await deps.load();
    // Its own log would hold URLs with whatever is in them.
    const told = log.child('updates');
    loaded.logger = { debug: told.debug, info: told.info, warn: told.warn, error: told.error };
    loaded.autoDownload = true;
    follow(loaded);
    loaded.on('update-not-available', () => become({ kind: 'idle' }));
    loaded.on('update-available', (info) => {
      version = info.version;
      become({ kind: 'downloading', version, percent: 0 });
    });
    loaded.on('download-progress', ({ percent }) => become({ kind: 'downloading', version, percent: Math.round(percent) }));
    loaded.on('update-downloaded', (info) => become({ kind: 'ready', version: info.version }));
    loaded.on('error', fail);
    return loaded;
  }

  async function check(): Promise<void> {
    if (state.kind === 'off' || state.kind === 'checking' || state.kind === 'downloading' || state.kind === 'ready') return;
    become({ kind: 'checking' });
    try {
      updater ??= open();
      await (await updater).checkForUpdates();
    } catch (error) {
      if ((state as UpdateState).kind !== 'failed') fail(error);
    }
  }

  const checkByItself = () => {
    if (settings.read().updates.isAutomatic) void check();
  };
  const isOff = state.kind === 'off';
  const first = isOff ? undefined : setTimeout(checkByItself, firstAfterMs);
  const every = isOff ? undefined : setInterval(checkByItself, everyMs);
  const stopListening = settings.listen((now, before) => {
    if (now.updates === before.updates || !updater) return;
    updater.then(follow, () => {});
    if (now.updates.channel !== before.updates.channel) checkByItself();
  });

  return {
    state: () => state,
    check,
    async install() {
      if (state.kind !== 'ready' || !updater)
        throw new FailureError({ code: 'CONFLICT', status: 409, message: 'There is no update to install' });
      const loaded = await updater;
      const jobs = deps.countLocalJobs();
      if (jobs > 0 && !(await deps.askToInstall(jobs))) return;
      deps.quit(() => loaded.quitAndInstall(false, true));
    },
    stop() {
      clearTimeout(first);
      clearInterval(every);
      stopListening();
    },
  };
}
