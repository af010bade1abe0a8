import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import { type DesktopSettings, defaultSettings } from '#electron/bridge/settings.ts';
import { buildWhenStale, root, testConsole } from '../../scripts/prepare.mjs';
import { measureCoverage, type Page } from './chromium.ts';
import { findElectron } from './electron-binary.ts';
import { accessHost, type HostAccess } from './electron-host-access.ts';

export interface DesktopLaunch {
  /** Of an earlier app, to start again with what it left; a folder of its own where it is left out. */
  userData?: string;
  env?: Record<string, string>;
  /** What stands on the command line beside it, such as a link. */
  argv?: string[];
  /** Beside the defaults, kept in its folder before it starts. */
  settings?: Partial<DesktopSettings>;
}

/** The built app, running. */
export interface DesktopApp {
  app: ElectronApplication;
  isRealElectron: boolean;
  userData: string;
  firstWindow(): Promise<Page>;
  /** An address of the renderer's own as its page has it: the host maps `app://syncdeck` to an origin that Chromium can be driven on. */
  url(path: string): string;
  /** The desktop around it; only on the test host. */
  host(): HostAccess;
  /** Another start with the same data. Answers its exit code, or the signal that ended it. */
  launchSecond(argv: string[]): Promise<number | NodeJS.Signals>;
  /** What it wrote on stdout and stderr. */
  said(): string;
  /** Quits as its menu does, and answers its exit code. */
  close(): Promise<number | NodeJS.Signals>;
  /** SIGKILL. */
  kill(): Promise<void>;
  exited: Promise<number | NodeJS.Signals>;
}

export const electron = findElectron();

/** The app gives its backend 10 s, and a busy machine takes its time. */
const QUIT_WITHIN_MS = 45_000;

/** What a test's own process has and an app must not. */
const OWN_ENV = /^(?:VITEST|NODE_V8_COVERAGE|NODE_OPTIONS|NODE_ENV|TEST$|SYNCDECK_)/;

function environment(userData: string, extra: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name, value]) => value !== undefined && !OWN_ENV.test(name));
  const coverage = process.env.SYNCDECK_TEST_COVERAGE_DIR;
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    SYNCDECK_RENDERER_DIR: testConsole,
    SYNCDECK_DESKTOP_DATA_DIR: userData,
    ELECTRON_HOST_REDUCED_MOTION: '1',
    ...(coverage ? { NODE_V8_COVERAGE: coverage, ELECTRON_HOST_COVERAGE_DIR: coverage, ELECTRON_HOST_COVERAGE_ROOT: testConsole } : {}),
    ...extra,
  };
}

const exitOf = (child: ChildProcess) =>
  child.exitCode === null && child.signalCode === null
    ? once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
    : Promise.resolve((child.exitCode ?? child.signalCode) as number | NodeJS.Signals);

function writeSettings(userData: string, settings: Partial<DesktopSettings>): void {
  mkdirSync(userData, { recursive: true });
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ version: 1, ...defaultSettings, ...settings }));
}

/**
 * Starts the app of `folder` on Electron or on the test host, as it is built.
 * @param hear is told of each window's errors
 */
export async function launchElectron(folder: string, launch: DesktopLaunch, hear: (error: string) => void): Promise<DesktopApp> {
  const userData = launch.userData ?? mkdtempSync(path.join(tmpdir(), 'syncdeck-desktop-'));
  if (launch.settings) writeSettings(userData, launch.settings);
  const args = [folder, `--user-data-dir=${userData}`, ...(launch.argv ?? [])];
  const env = environment(userData, launch.env ?? {});
  const app = await _electron.launch({ executablePath: electron.executablePath, args, env, cwd: root, colorScheme: null, timeout: 60_000 });
  const child = app.process();
  const exited = exitOf(child);
  const stops: (() => Promise<void>)[] = [];
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-50_000);
    });
  }
  app.context().setDefaultTimeout(40_000);

  /** A page that is loaded anew takes along what was counted in it. */
  function writeCountsFirst(page: Page): void {
    const first =
      <Args extends unknown[], Answer>(load: (...args: Args) => Promise<Answer>) =>
      async (...args: Args): Promise<Answer> => {
        await accessHost(app).writeCoverage();
        return load.apply(page, args);
      };
    page.goto = first(page.goto);
    page.reload = first(page.reload);
  }
  const watch = async (page: Page) => {
    page.on('console', (message) => {
      if (message.type() === 'error') hear(message.text());
    });
    page.on('pageerror', (error) => hear(error.stack ?? error.message));
    if (!electron.isReal) return writeCountsFirst(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    stops.push(await measureCoverage(page, 'app://syncdeck', testConsole));
  };
  app.on('window', (page) => void watch(page).catch(() => {}));
  for (const page of app.windows()) await watch(page);
  let hasEnded = false;
  /** What went wrong where no page shows it. */
  async function readHostErrors(): Promise<void> {
    if (hasEnded || electron.isReal) return;
    const { errors } = await accessHost(app).records();
    for (const error of errors) hear(error);
  }

  return {
    app,
    isRealElectron: electron.isReal,
    userData,
    exited,
    firstWindow: () => app.firstWindow(),
    url: (place) => `${electron.isReal ? 'app://syncdeck' : 'http://syncdeck.app.localhost'}${place}`,
    host() {
      if (electron.isReal) throw new Error('Real Electron has no recorder: use testOnHost');
      return accessHost(app);
    },
    async launchSecond(argv) {
      const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : [];
      const second = spawn(electron.executablePath, [...sandbox, folder, `--user-data-dir=${userData}`, ...argv], { env, cwd: root });
      return exitOf(second);
    },
    said: () => said,
    async close() {
      if (hasEnded) return exited;
      await readHostErrors().catch(() => {});
      hasEnded = true;
      await Promise.all(stops.map((stop) => stop().catch(() => {})));
      const late = setTimeout(() => {
        hear(`The app did not quit within ${QUIT_WITHIN_MS} ms: ${said.slice(-5_000)}`);
        child.kill('SIGKILL');
      }, QUIT_WITHIN_MS);
      await app.close();
      clearTimeout(late);
      return exited;
    },
    async kill() {
      hasEnded = true;
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** What the app stands on, built where it is not. */
export const buildDesktop = () => buildWhenStale(['client', 'backend', 'desktop', 'test console']);

/** The built app, for whoever is no test (a bench): an error of its windows is printed. */
export async function launchDesktop(launch: DesktopLaunch = {}): Promise<DesktopApp> {
  await buildDesktop();
  return launchElectron(root, launch, (error) => console.error(error));
}
