import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startBackendProcess } from '#tests/support/backend-process.ts';
import { openWindow } from '#tests/support/desktop-page.ts';
import { launchDesktop } from '#tests/support/launch-desktop.ts';
import { until } from '#tests/support/until.ts';
import { report } from './measure.ts';
import { usageOf } from './process-usage.ts';
import { startDatabase } from './servers.ts';

const ENVIRONMENTS = 10;
/** Durable events that the server has a second; each environment is told all of them. */
const EVENTS = 100;
const SECONDS = Number(process.env.SYNCDECK_BENCH_SECONDS ?? 60);
const TYPES = ['quran', 'prayer', 'hadith', 'audio', 'finance'];
const JOBS = 1_000;
const MIB = 2 ** 20;

/** What a busy site tells: jobs that begin, end, and now and then fail, of twenty causes. */
function eventOf(n: number): object {
  const job = Math.floor(n / 2) % JOBS;
  const common = { jobId: `job-${job}`, jobType: TYPES[job % TYPES.length], jobName: `Job ${job}`, priority: (job % 10) + 1 };
  if (n % 2 === 0) return { ...common, status: 'running', previousStatus: 'pending' };
  if (n % 41 !== 0) return { ...common, status: 'completed', previousStatus: 'running' };
  const cause = Math.floor(n / 41) % 20;
  const message = `Source ${cause} is out of reach`;
  return { ...common, status: 'failed', previousStatus: 'running', errorMessage: message, errorSignature: message };
}

/** Writes events at a steady rate until it is stopped; answers how to stop, with how many were written. */
function writeEvents(query: pg.Client): () => Promise<number> {
  let written = 0;
  let isOver = false;
  const since = performance.now();
  const work = (async () => {
    while (!isOver) {
      const due = Math.floor(((performance.now() - since) / 1_000) * EVENTS);
      for (; written < due; written += 1) {
        const payload = eventOf(written);
        await query.query('INSERT INTO sync_job_events (kind, payload) VALUES ($1, $2::jsonb)', ['job:status', JSON.stringify(payload)]);
      }
      await sleep(5);
    }
  })();
  return async () => {
    isOver = true;
    await work;
    return written;
  };
}

const database = await startDatabase();
const query = new pg.Client({ connectionString: database.connectionString });
await query.connect();
const server = await startBackendProcess({ env: { DATABASE_URL: database.connectionString } });
const desktop = await launchDesktop({ settings: { startsLocal: false } });
const rows: (string | number)[][] = [];
try {
  const page = await openWindow(desktop);
  for (let n = 1; n <= ENVIRONMENTS; n += 1) {
    await page.evaluate(
      async ({ url, n, password }) => {
        const bridge = window.syncdeck;
        if (!bridge) throw new Error('the page has no bridge');
        const added = await bridge.call('environments:add', {
          name: `Site ${n}`,
          url,
          color: 'blue',
          tags: [],
          isReadOnly: false,
          isProduction: n <= 2,
          proxy: { mode: 'none' },
          caFile: null,
        });
        if (!added.ok) throw new Error(added.error.message);
        const signedIn = await bridge.call('environments:sign-in', { id: added.output.id, username: 'admin', password });
        if (!signedIn.ok) throw new Error(signedIn.error.message);
      },
      { url: server.api.url, n, password: 'a password of the tests' },
    );
  }
  const read = () =>
    page.evaluate(async () => {
      const answer = await window.syncdeck?.call('state:read', undefined);
      if (!answer?.ok) throw new Error('the state can’t be read');
      return answer.output;
    });
  await until(
    'all environments are live',
    async () => (await read()).environments.filter(({ status }) => status.connection.kind === 'live').length === ENVIRONMENTS,
  );
  const pid = await desktop.app.evaluate(() => process.pid);

  await page.getByRole('link', { name: 'Fleet' }).click();
  for (const isShown of [false, true]) {
    await desktop.app.evaluate(({ BrowserWindow }, isShown) => {
      const [window] = BrowserWindow.getAllWindows();
      if (isShown) window?.show();
      else window?.hide();
    }, isShown);
    const stop = writeEvents(query);
    await sleep(5_000); // the first incidents, and whatever is compiled by then
    await desktop.app.evaluate(() => {
      const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
      const delay = monitorEventLoopDelay({ resolution: 10 });
      delay.enable();
      Object.assign(globalThis, { benchDelay: delay });
    });
    const before = usageOf(pid);
    const since = performance.now();
    let most = 0;
    for (let second = 0; second < SECONDS; second += 1) {
      await sleep(1_000);
      most = Math.max(most, usageOf(pid).rss);
    }
    const seconds = (performance.now() - since) / 1_000;
    const after = usageOf(pid);
    const delay = await desktop.app.evaluate(() => {
      const { benchDelay } = globalThis as unknown as { benchDelay: { disable(): void; percentile(of: number): number; max: number } };
      benchDelay.disable();
      return [50, 99].map((of) => benchDelay.percentile(of) / 1e6).concat(benchDelay.max / 1e6);
    });
    const written = await stop();
    const told = (await read()).environments.filter(({ status }) => status.connection.kind === 'live').length;
    const ms = (value: number | undefined) => (value ?? 0).toFixed(1);
    rows.push([
      isShown ? 'the fleet on screen' : 'in the tray, window hidden',
      `${told} environments, ${((written / (seconds + 5)) * ENVIRONMENTS).toFixed(0)} events/s`,
      `${(((after.cpu - before.cpu) / seconds) * 100).toFixed(1)} %`,
      `${(most / MIB).toFixed(0)} MiB`,
      `${ms(delay[0])} / ${ms(delay[1])} / ${ms(delay[2])}`,
    ]);
  }
} finally {
  await desktop.close();
  await server.stop();
  await query.end();
  await database.stop();
}

report([
  {
    title: 'The desktop app, ten environments at once',
    about: [
      `Main's own process with ${ENVIRONMENTS} remote environments, each told ${EVENTS} durable events a second by one real backend over its own socket, for ${SECONDS} s: jobs that begin and end,`,
      'and failures of twenty causes, which notifications count. Aims: under 15 % of a core, 200 MB, event-loop delay p99 50 ms. On the test host, whose own share (Playwright in the same process) is counted in.',
    ].join(' '),
    columns: ['window', 'told', 'CPU, of a core', 'most memory', 'event-loop delay p50 / p99 / max'],
    rows,
  },
]);
