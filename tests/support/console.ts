import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { buildBackend } from '../../scripts/build-backend.mjs';
import { buildWhenStale, root, testConsole } from '../../scripts/prepare.mjs';
import { type Api, type BackendProcess, connectApi, startBackendProcess } from './backend-process.ts';
import { type Browser, type BrowserContext, launchChromium, measureCoverage, type Page } from './chromium.ts';
import { COUNTING_TABLES } from './counting-sync.ts';
import { useScratchDatabase } from './scratch-database.ts';

const PASSWORD = 'a password of the tests';

export interface Visit {
  /** Nobody is signed in where it is left out. */
  user?: string;
  path?: string;
  theme?: 'light' | 'dark';
  language?: 'en' | 'ar';
  width?: number;
  height?: number;
  timeZone?: string;
  /** The page's clock stands still there. */
  now?: Date;
}

/** The console as people have it: a real backend in a process of its own, a real Chromium, real jobs. */
export interface ConsoleUnderTest {
  readonly url: string;
  /** The API, as the admin. */
  readonly api: Api;
  readonly backend: BackendProcess;
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A browser window of its own, with its own storage. */
  visit(visit?: Visit): Promise<Page>;
  /** A user with that role; its password is that of the tests. */
  addUser(username: string, role: 'viewer' | 'operator' | 'admin'): Promise<void>;
  apiOf(username: string): Promise<Api>;
  kill(): Promise<void>;
  /** On the same port as before. */
  restart(): Promise<void>;
}

async function buildConsole(): Promise<{ folder: string; main: string }> {
  await buildWhenStale(['client', 'test console']);
  // Another test file may build it at the same time.
  const main = await buildBackend({ entry: 'tests/support/test-backend.ts', outDir: `dist/test-console-${process.pid}` });
  return { folder: testConsole, main };
}

/** Call it at the top of a test file. A page that logs an error fails the test that it happens in; `expectedErrors` are no fault; `isShipped` takes the build that people get. */
export function useConsole(options: { env?: Record<string, string>; expectedErrors?: RegExp; isShipped?: boolean } = {}): ConsoleUnderTest {
  // A page's work is many steps, each of which waits for a fact of its own; on a busy machine they add up.
  vi.setConfig({ testTimeout: 150_000 });
  const database = useScratchDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-console-'));
  let browser: Browser;
  let backend: BackendProcess;
  let build: { folder: string; main: string };
  let port = '0';
  const contexts: { context: BrowserContext; stopCoverage: () => Promise<void> }[] = [];
  let pageErrors: string[] = [];

  async function start(): Promise<void> {
    backend = await startBackendProcess({
      main: build.main,
      args: ['--data-dir', folder],
      env: { DATABASE_URL: database.connectionString, PORT: port, SYNCDECK_TEST_CONSOLE: build.folder, ...options.env },
    });
    port = new URL(backend.api.url).port;
  }
  beforeAll(async () => {
    build = await buildConsole();
    if (options.isShipped) {
      await buildWhenStale();
      build = { ...build, folder: path.join(root, 'dist/renderer') };
    }
    await database.query(COUNTING_TABLES);
    [browser] = await Promise.all([launchChromium(), start()]);
    await backend.api.call('PUT', '/v4/admin/jobs/schedules/counting', { maxConcurrency: 20, backoffSeconds: 0, retryAttempts: 1 });
  }, 240_000);

  afterEach(async () => {
    for (const { context, stopCoverage } of contexts.splice(0)) {
      await stopCoverage();
      await context.close();
    }
    const errors = pageErrors;
    pageErrors = [];
    expect(errors, 'errors of the page').toEqual([]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const signIn = async (username: string) => {
    const { status, body } = await connectApi(backend.api.url, '').call('POST', '/v4/auth/login', { username, password: PASSWORD });
    if (status !== 200) throw new Error(`${username} can't sign in: ${JSON.stringify(body)}`);
    return body as { accessToken: string };
  };

  return {
    get url() {
      return backend.api.url;
    },
    get api() {
      return backend.api;
    },
    get backend() {
      return backend;
    },
    query: (text, values) => database.query(text, values),
    async visit(visit = {}) {
      const { user, path: place = '/', theme = 'light', language = 'en', width = 1440, height = 900, timeZone = 'UTC', now } = visit;
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: 'reduce',
        timezoneId: timeZone,
        locale: language === 'ar' ? 'ar' : 'en-GB',
        acceptDownloads: true,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(40_000);
      const session = user ? { ...(await signIn(user)), expiresAt: Date.now() + 800_000 } : null;
      await context.addInitScript(
        ({ session, preferences }) => {
          if (session && !localStorage.getItem('syncdeck.session')) localStorage.setItem('syncdeck.session', JSON.stringify(session));
          if (!localStorage.getItem('syncdeck.preferences')) localStorage.setItem('syncdeck.preferences', JSON.stringify(preferences));
        },
        {
          session,
          preferences: {
            state: { theme, language, density: 'compact', timeZone: 'local', hasShortcuts: true, views: [] },
            version: 1,
          },
        },
      );
      const page = await context.newPage();
      if (now) await page.clock.setFixedTime(now);
      const isExpected = (text: string) => options.expectedErrors?.test(text) ?? false;
      page.on('console', (message) => {
        if (message.type() === 'error' && !isExpected(message.text())) pageErrors.push(message.text());
      });
      page.on('pageerror', (error) => pageErrors.push(error.stack ?? error.message));
      contexts.push({
        context,
        stopCoverage: await measureCoverage(page, backend.api.url, build.folder),
      });
      await page.goto(`${backend.api.url}${place}`);
      return page;
    },
    async addUser(username, role) {
      const { status, body } = await backend.api.call('POST', '/v4/admin/users', { username, role, password: PASSWORD });
      if (status !== 201) throw new Error(`${username} could not be added: ${JSON.stringify(body)}`);
    },
    apiOf: async (username) => connectApi(backend.api.url, (await signIn(username)).accessToken),
    kill: () => backend.kill(),
    restart: start,
  };
}
