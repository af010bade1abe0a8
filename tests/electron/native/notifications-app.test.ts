import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBackend } from '#backend/boot/start-backend.ts';
import { readSettings } from '#backend/settings.ts';
import { defaultNotifications, type NotificationSettings } from '#electron/bridge/notification-rules.ts';
import { type DesktopSettings, defaultSettings } from '#electron/bridge/settings.ts';
import { askGap, askPriorities, askRunning } from '#electron/native/notifications/ask-server.ts';
import { type Notifications, startNotifications } from '#electron/native/notifications/start-notifications.ts';
import type { NoticeHandlers } from '#electron/native/notifications/surface.ts';
import type { NativeNotice } from '#electron/native/notifications/word-notice.ts';
import { type AppConnections, useConnections } from '#tests/support/connections.ts';
import { COUNTING_TABLES, countingSync } from '#tests/support/counting-sync.ts';
import { type CutProxy, startCutProxy } from '#tests/support/cut-proxy.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';
import { root } from '../../../scripts/prepare.mjs';
import { HOUR, MINUTE, rule, SECOND } from './play-notifications.ts';

const database = useScratchDatabase();
const connections = useConnections();
let network: CutProxy;
let backend: Awaited<ReturnType<typeof startBackend>>;
beforeAll(async () => {
  await database.query(COUNTING_TABLES);
  const settings = readSettings([], {
    PORT: '0',
    LOG_LEVEL: 'silent',
    SYNCDECK_FIRST_RUN: 'off',
    SYNCDECK_ADMIN_PASSWORD: PASSWORD,
    SYNCDECK_JWT_SECRET: 'the secret of the tests, which is long enough',
    DATABASE_URL: database.connectionString,
  });
  backend = await startBackend({ settings, syncs: [countingSync()], root, version: '0.0.0' });
  await database.query(`UPDATE sync_job_schedules SET retry_attempts = 1, max_concurrency = 5 WHERE job_type = 'counting'`);
  network = await startCutProxy(Number(new URL(backend.url as string).port));
}, 60_000);
afterAll(async () => {
  await network?.close();
  await backend?.stop();
}, 30_000);

/** The app's notifications over its real connections; only the system, its clock and the file are stood in for. */
function startApp(environments: AppConnections, stored: { kept: unknown }, chosen: Partial<NotificationSettings> = {}) {
  let ahead = 0;
  let tick = () => {};
  const up = new Map<string, { notice: NativeNotice; on: NoticeHandlers }>();
  const shown: NativeNotice[] = [];
  const opened: string[] = [];
  const warnings: unknown[] = [];
  const settings: DesktopSettings = {
    ...defaultSettings,
    startsLocal: false,
    notifications: { ...defaultNotifications, rules: [rule(), rule({ event: 'connection lost', afterMinutes: 2 })], ...chosen },
  };
  const notifications: Notifications = startNotifications({
    environments,
    settings: () => settings,
    surface: {
      show(notice, on) {
        shown.push(notice);
        up.set(notice.key, { notice, on });
      },
      close: (key) => up.delete(key),
      stop() {},
    },
    openWindow: (path) => opened.push(path),
    store: {
      read: () => stored.kept,
      write(value) {
        stored.kept = JSON.parse(JSON.stringify(value));
      },
    },
    log: { warn: (fields, message) => warnings.push([message, fields]) },
    clock: {
      now: () => Date.now() + ahead,
      every(_ms, run) {
        tick = run;
        return () => {
          tick = () => {};
        };
      },
    },
  });
  running.push(notifications);
  return {
    notifications,
    up,
    shown,
    opened,
    warnings,
    titles: () => shown.map(({ title }) => title),
    pass(ms: number) {
      ahead += ms;
      tick();
    },
    /** What is up under that title. */
    async whenUp(title: string) {
      return until(`"${title}" is up`, () => [...up.values()].find(({ notice }) => notice.title === title)).catch((error) => {
        throw new Error(`${error.message}; there were ${JSON.stringify(shown)} and ${JSON.stringify(warnings)}`);
      });
    },
  };
}
const running: Notifications[] = [];

let environments: AppConnections;
beforeEach(async () => {
  environments = await connections.start();
  environments.add({
    name: 'Staging',
    color: 'blue',
    tags: [],
    isReadOnly: false,
    isProduction: false,
    url: `http://127.0.0.1:${network.port}`,
    proxy: { mode: 'none' },
    caFile: null,
  });
  await environments.signIn('staging', { username: 'admin', password: PASSWORD });
  await environments.live('staging');
});
afterEach(() => {
  network.mend();
  for (const one of running.splice(0)) one.stop();
});

const client = () => {
  const found = environments.clientOf('staging');
  if (!found) throw new Error('not connected');
  return found;
};
/** Each message is a signature of its own. */
const fail = async (failMessage: string, priority = 5): Promise<string> => {
  const { jobId } = await client().jobs.trigger({ jobType: 'counting', jobName: 'Numbers', priority, params: { failAt: 0, failMessage } });
  return jobId;
};
const reach = (jobId: string, status: string) =>
  until(`${jobId} is ${status}`, async () => (await client().jobs.status({ jobId })).status === status);
const openFailures = () => environments.status('staging').openFailures;

describe('a failure on a server', () => {
  test('is a notification whose click shows the job, and counts for tray and badge till it is acknowledged', async () => {
    const app = startApp(environments, { kept: undefined });
    const jobId = await fail('the first of them broke');
    const { notice, on } = await app.whenUp('Staging: Numbers failed');
    expect(notice).toMatchObject({ body: 'the first of them broke', isSilent: true });
    on.click();
    expect(app.opened).toEqual([`/e/staging/control?job=${jobId}`]);
    await until('it is counted', () => openFailures() === 1 && environments.status('staging').health === 'failing');
    expect(app.notifications.openIncidents()).toMatchObject([{ environmentId: 'staging', count: 1, open: 1 }]);

    await fail('the first of them broke');
    await until('another is counted', () => openFailures() === 2);
    app.pass(15 * SECOND);
    const { on: again } = await app.whenUp('Staging: 2 counting jobs failed');
    again.action('acknowledge');
    expect(app.up.size).toBe(0);
    await until('nothing is', () => openFailures() === 0);
  });

  test('is tried again from its button, all jobs of the incident at once, and one tells what came of it', async () => {
    const app = startApp(environments, { kept: undefined });
    const jobs = [await fail('again broke'), await fail('again broke')];
    await until('both are counted', () => openFailures() === 2);
    app.pass(15 * SECOND);
    const { notice, on } = await app.whenUp('Staging: 2 counting jobs failed');
    expect(notice.actions.map(({ label }) => label)).toEqual(['Retry 2', 'Mute 1 h', 'Acknowledge']);
    on.action('retry');
    await app.whenUp('Staging: 2 jobs retried');
    for (const jobId of jobs) await reach(jobId, 'failed');
    await until('they failed again, and are counted once', () => openFailures() === 2);
    expect(app.notifications.openIncidents()).toMatchObject([{ count: 2, open: 2 }]);
  });

  test('of production is tried again in the window, which asks first; of a read-only one not at all', async () => {
    await environments.edit('staging', { isProduction: true });
    const app = startApp(environments, { kept: undefined });
    const jobId = await fail('production broke');
    const { notice, on } = await app.whenUp('Staging: Numbers failed');
    expect(notice.actions[0]).toEqual({ action: 'retry', label: 'Retry 1…' });
    on.action('retry');
    expect(app.opened).toEqual([`/e/staging/control?job=${jobId}`]);
    expect(await client().jobs.status({ jobId })).toMatchObject({ status: 'failed' });

    await fail('production broke');
    await until('another is counted', () => openFailures() === 2);
    await environments.edit('staging', { isReadOnly: true });
    app.pass(15 * SECOND);
    const { notice: readOnly } = await app.whenUp('Staging: 2 counting jobs failed');
    expect(readOnly.actions.map(({ action }) => action)).toEqual(['mute', 'acknowledge']);
  });

  test('while muted waits; the mute outlives the app', async () => {
    const stored = { kept: undefined };
    const app = startApp(environments, stored);
    app.notifications.mute(new Date(Date.now() + HOUR));
    app.notifications.stop();
    const next = startApp(environments, stored);
    expect(next.notifications.mutedUntil()).toEqual(app.notifications.mutedUntil());
    await fail('quietly broke');
    await until('it is counted', () => openFailures() === 1);
    expect(next.shown).toEqual([]);
    next.pass(HOUR);
    await next.whenUp('Staging: Numbers failed');
    expect(next.notifications.mutedUntil()).toBeNull();
  });
});

describe('when the app starts again', () => {
  test('open incidents are there, counted as the server has them by now; acknowledged ones are not', async () => {
    const stored = { kept: undefined };
    const app = startApp(environments, stored);
    const [one] = [await fail('outlives'), await fail('outlives'), await fail('is known')];
    await until('they are counted', () => openFailures() === 3);
    const known = app.notifications.openIncidents().find(({ message }) => message === 'is known');
    app.notifications.acknowledge('staging', known?.signature);
    app.notifications.stop();
    expect(openFailures()).toBe(2);
    await client().jobs.delete({ jobId: one as string });
    const more = [await fail('outlives'), await fail('outlives'), await fail('is new')];
    for (const jobId of more) await reach(jobId, 'failed');

    const next = startApp(environments, stored);
    expect(next.notifications.openIncidents()).toMatchObject([{ message: 'outlives', count: 2, open: 2 }]);
    await until('it is counted anew', () => next.notifications.openIncidents()[0]?.open === 3);
    expect(openFailures()).toBe(3);
    expect(next.shown).toEqual([]);
  });

  test('what was kept and can not be read is no reason to stop', async () => {
    const app = startApp(environments, { kept: { groups: 'none' } });
    await fail('after all broke');
    await app.whenUp('Staging: Numbers failed');
  });
});

describe('a connection', () => {
  test('that is lost is told after its minutes, and taken back when it is there again', async () => {
    const app = startApp(environments, { kept: undefined });
    network.cut();
    await until('it is offline', () => environments.status('staging').connection.kind === 'offline');
    app.pass(MINUTE);
    expect(app.shown).toEqual([]);
    // The rules hear of it a moment after the status says so.
    await until('it is told', () => {
      app.pass(MINUTE);
      return app.titles().includes('Staging can’t be reached');
    });
    network.mend();
    await environments.live('staging');
    await until('it is taken back', () => app.up.size === 0);
  });

  test('that asks for a sign-in is told as such', async () => {
    const app = startApp(environments, { kept: undefined });
    app.pass(2 * MINUTE);
    await environments.signOut('staging', false);
    const { notice } = await app.whenUp('Staging asks you to sign in');
    expect(notice.path).toBe('/e/staging/overview');
  });
});

describe('what is asked of a server', () => {
  test('priorities of many jobs come in few answers', async () => {
    const jobs = await Promise.all(Array.from({ length: 60 }, (_, n) => fail('asked for', (n % 10) + 1)));
    const priorities = await askPriorities(client(), [...jobs, 'not-there']);
    expect([...priorities].filter(([id]) => jobs.includes(id)).sort()).toEqual(jobs.map((id, n) => [id, (n % 10) + 1]).sort());
    expect(priorities.has('not-there')).toBe(false);
    expect(await askPriorities(client(), [])).toEqual(new Map());
    for (const jobId of jobs) await reach(jobId, 'failed');
  });

  test('what runs is told with its beginning', async () => {
    const { jobId } = await client().jobs.trigger({ jobType: 'counting', jobName: 'Slow', params: { batchMs: 60_000 } });
    await reach(jobId, 'running');
    const [running] = await askRunning(client());
    expect(running).toMatchObject({ jobId, jobName: 'Slow', jobType: 'counting', priority: 5 });
    expect(Math.abs((running?.since ?? 0) - Date.now())).toBeLessThan(MINUTE);
    await client().jobs.cancel({ jobId });
  });

  test('a gap is told in counts: jobs that are failed still, and those that completed', async () => {
    const from = Date.now();
    const failed = [await fail('in the gap'), await fail('in the gap')];
    const { jobId } = await client().jobs.trigger({ jobType: 'counting', params: { total: 10 } });
    for (const id of failed) await reach(id, 'failed');
    await reach(jobId, 'completed');
    const gap = await askGap(client(), from);
    expect(gap.completed).toBe(1);
    expect(gap.failures.filter(({ message }) => message === 'in the gap')).toMatchObject([{ jobs: 2, jobTypes: ['counting'] }]);
  });
});
