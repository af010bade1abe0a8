import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Browser, Page } from 'playwright';
import { type Api, startBackendProcess } from '#tests/support/backend-process.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { until } from '#tests/support/until.ts';
import { buildBackend } from '../scripts/build-backend.mjs';
import { buildWhenStale } from '../scripts/prepare.mjs';
import { countCritical } from './console/count-critical.ts';
import { measureBullBoard } from './console/measure-bull-board.ts';
import { countTraffic, firstView, liveHeap, scrollAndMeasure } from './console/measure-page.ts';
import { atOnce, percentiles, report } from './measure.ts';
import { startDatabase } from './servers.ts';

const JOBS = 100_000;
const RUNNING = 1_000;
const TYPES = 5;
/** Each running job reports ten times a second. */
const PROGRESS_MS = (RUNNING / 10_000) * 1_000;
const LOADS = 9;
const CHANGES = 100;
const IDLE_SECONDS = Number(process.env.SYNCDECK_BENCH_SECONDS ?? 60);
const HEAP_MINUTES = Number(process.env.SYNCDECK_BENCH_MINUTES ?? 10);
const SCROLL_SECONDS = 12;
const MIB = 2 ** 20;
const PASSWORD = 'a password of the tests';

const GRID = '.data-grid-scroll';
const ROW = '[role="row"] .st .w';
const JOB_ID = '[role="row"] .sub .mono';

async function openPage(browser: Browser, api: Api, { signedIn = true } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  if (signedIn) {
    const { body } = await api.call('POST', '/v4/auth/login', { username: 'admin', password: PASSWORD });
    await context.addInitScript(
      (session) => {
        if (!localStorage.getItem('syncdeck.session')) localStorage.setItem('syncdeck.session', JSON.stringify(session));
      },
      { ...body, expiresAt: Date.now() + 800_000 },
    );
  }
  return context.newPage();
}

/** 99,000 jobs that ended within the last 30 days, as an installation of some age has them. */
async function insertHistory(db: pg.Client): Promise<void> {
  await db.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, priority, progress_percentage, progress_done, progress_total, error_message,
       error_signature, created_at, updated_at, started_at, ended_at, completed_at, cancelled_at, run_ms, wait_ms)
     SELECT 'old-' || n, 'steady-' || n % $2, 'Steady ' || n, s.status, 1 + n % 10, CASE WHEN s.status = 'completed' THEN 100 ELSE n % 100 END, n % 1000, 1000,
       CASE WHEN s.status = 'failed' THEN 'The source answered 503 on page ' || n END, CASE WHEN s.status = 'failed' THEN 'The source answered <n> on page <n>' END,
       at, at + '20 s', at + '1 s', at + '20 s', CASE WHEN s.status <> 'cancelled' THEN at + interval '20 s' END,
       CASE WHEN s.status = 'cancelled' THEN at + interval '20 s' END, 1000 + n % 60000, n % 5000
     FROM generate_series(1, $1::int) n
     CROSS JOIN LATERAL (SELECT CASE WHEN n % 20 = 0 THEN 'failed' WHEN n % 50 = 1 THEN 'cancelled' ELSE 'completed' END AS status) s
     CROSS JOIN LATERAL (SELECT now() - n * interval '26 seconds' AS at) t`,
    [JOBS - RUNNING, TYPES],
  );
  await db.query('VACUUM ANALYZE sync_job_control');
}

async function measureSyncdeck(browser: Browser) {
  const database = await startDatabase();
  const db = new pg.Client({ connectionString: database.connectionString });
  await db.connect();
  const main = await buildBackend({ entry: 'bench/steady-backend.ts', outDir: 'dist/bench-steady' });
  await buildWhenStale(['renderer']);
  await db.query(
    `INSERT INTO sync_job_schedules (job_type, enabled, cron_expression, max_concurrency)
     SELECT 'steady-' || n, false, '0 0 * * *', 200 FROM generate_series(0, $1 - 1) n`,
    [TYPES],
  );
  await insertHistory(db);
  const env = {
    DATABASE_URL: database.connectionString,
    SYNCDECK_BENCH_TYPES: String(TYPES),
    SYNCDECK_BENCH_PROGRESS_MS: String(PROGRESS_MS),
    SYNCDECK_JWT_SECRET: 'the secret of the bench, which is long enough',
  };
  const server = await startBackendProcess({ main, env, args: ['--role', 'api'] });
  let worker: Awaited<ReturnType<typeof startBackendProcess>> | undefined;
  const { api } = server;
  try {
    // First views, cold each time: nobody has this page in a cache.
    const views = { overview: [] as number[], control: [] as number[] };
    const compressed: number[] = [];
    for (let n = 0; n < LOADS; n += 1) {
      for (const [name, path, selector] of [
        ['overview', '/overview', '.strip .cell .n'],
        ['control', '/control', ROW],
      ] as const) {
        const page = await openPage(browser, api);
        const { traffic } = await countTraffic(page);
        views[name].push(await firstView(page, api.url + path, selector));
        if (name === 'overview') compressed.push(traffic.scripts);
        await page.context().close();
      }
    }

    const idle = async (path: string) => {
      const page = await openPage(browser, api);
      await page.goto(api.url + path);
      await page.getByText('Live', { exact: true }).waitFor();
      await sleep(3_000);
      const { traffic } = await countTraffic(page);
      await sleep(IDLE_SECONDS * 1_000);
      await page.context().close();
      return (traffic.received / IDLE_SECONDS) * 60;
    };
    const idleBytes = { overview: await idle('/overview'), control: await idle('/control') };

    const quiet = await openPage(browser, api);
    await quiet.goto(`${api.url}/control`);
    await quiet.locator(ROW).first().waitFor();
    const criticalNodes = await countCritical(quiet);
    await quiet.context().close();

    // From here on 1,000 jobs run and report.
    worker = await startBackendProcess({ main, env, args: ['--role', 'worker'] });
    const ids: string[] = [];
    await atOnce(10, RUNNING, async (n) => {
      ids.push((await api.jobs('POST', '', { jobType: `steady-${n % TYPES}`, jobName: `Running ${n}` })).body.jobId);
    });
    const running = async () =>
      (await db.query(`SELECT count(*)::int AS n FROM sync_job_control WHERE status = 'running'`)).rows[0].n as number;
    await until('all of them run', async () => (await running()) >= RUNNING, 120_000);

    const page = await openPage(browser, api);
    const { cdp } = await countTraffic(page);
    await page.goto(`${api.url}/control`);
    await page.locator(ROW).first().waitFor();
    await sleep(2_000);
    const heaps = [await liveHeap(cdp)];
    const scroll = await scrollAndMeasure(page, GRID, SCROLL_SECONDS, 40);
    await page.goto(`${api.url}/control?q=${encodeURIComponent('status:running')}`);
    await page.locator(ROW).first().waitFor();
    await sleep(2_000);
    const scrollRunning = await scrollAndMeasure(page, GRID, SCROLL_SECONDS, 12);
    await page.evaluate((selector) => document.querySelector(selector)?.scrollTo(0, 0), GRID);
    await sleep(1_000);

    // A status change of a job on screen, from the moment that its transaction wrote until the frame that shows it.
    const seen: number[] = [];
    const visible = (await page.locator(JOB_ID).allTextContents()).slice(0, 12);
    for (let n = 0; n < CHANGES; n += 1) {
      const jobId = visible[n % visible.length] as string;
      const action = (n / visible.length) % 2 < 1 ? 'pause' : 'resume';
      const wanted = action === 'pause' ? ['paused'] : ['pending', 'running'];
      const shown = page.evaluate(
        ({ jobId, wanted, where }) =>
          new Promise<number>((resolve) => {
            const look = () => {
              const id = [...document.querySelectorAll(where)].find((each) => each.textContent === jobId);
              const status = id?.closest('[role="row"]')?.querySelector('[data-s]')?.getAttribute('data-s') ?? '';
              if (wanted.includes(status)) requestAnimationFrame(() => resolve(Date.now()));
              else requestAnimationFrame(look);
            };
            look();
          }),
        { jobId, wanted, where: JOB_ID },
      );
      await api.jobs('POST', `/${jobId}/${action}`);
      const at = await shown;
      const [event] = (
        await db.query(
          `SELECT at FROM sync_job_events WHERE job_id = $1 AND kind = 'job:status' AND payload->>'status' = ANY ($2) ORDER BY seq DESC LIMIT 1`,
          [jobId, wanted],
        )
      ).rows as { at: Date }[];
      if (event) seen.push(Math.max(0, at - event.at.getTime()));
      await sleep(50);
    }

    for (let minute = 0; minute < HEAP_MINUTES; minute += 1) {
      await sleep(60_000);
      heaps.push(await liveHeap(cdp));
      process.stdout.write(`heap after ${minute + 1} min: ${Math.round((heaps.at(-1) as number) / MIB)} MiB\n`);
    }
    await page.context().close();
    return { views, compressed: Math.max(...compressed), idleBytes, criticalNodes, scroll, scrollRunning, seen: percentiles(seen), heaps };
  } finally {
    await server.stop();
    await worker?.stop();
    await db.end();
    await database.stop();
  }
}

const kB = (bytes: number) => Math.round(bytes / 1_000);
const browser = await launchChromium();
try {
  const syncdeck = await measureSyncdeck(browser);
  const board = await measureBullBoard(browser, JOBS, IDLE_SECONDS);
  const overview = percentiles(syncdeck.views.overview);
  const control = percentiles(syncdeck.views.control);
  const [first = 0, ...later] = syncdeck.heaps.map((bytes) => bytes / MIB);
  const ratio = (ours: number, theirs: number) => (ours > 0 ? `${(theirs / ours).toFixed(1)} ×` : '–');
  report([
    {
      title: `The console over ${JOBS.toLocaleString('en')} jobs, ${RUNNING.toLocaleString('en')} of them running and reporting 10,000 times a second`,
      about: `Headless Chromium without a GPU, database, API process and worker on the same 2 cores. Scrolling moves 40 pixels a frame for ${SCROLL_SECONDS} s (12 in the list of running jobs, whose progress is live). Change to screen: from the transaction's time to the frame that shows it, ${CHANGES} pauses and resumes of jobs in sight. Heap: alive after a collection, on the page of running jobs.`,
      columns: ['what', 'found', 'aim'],
      rows: [
        ['median frames a second while scrolling', syncdeck.scroll.framesPerSecond, '50'],
        ['95th percentile of a frame, ms', syncdeck.scroll.frameP95Ms, ''],
        ['longest task while scrolling, ms', syncdeck.scroll.longestTaskMs, '100'],
        ['the same among live rows: frames a second', syncdeck.scrollRunning.framesPerSecond, '50'],
        ['the same among live rows: longest task, ms', syncdeck.scrollRunning.longestTaskMs, '100'],
        ['status change to screen p50, ms', syncdeck.seen.p50, ''],
        ['status change to screen p95, ms', syncdeck.seen.p95, '150'],
        [`heap at the start, MiB`, first.toFixed(1), ''],
        [`heap over ${HEAP_MINUTES} min, MiB`, later.map((mib) => mib.toFixed(1)).join(' '), 'flat'],
        ['first view of the overview p50 (p95), ms', `${overview.p50} (${overview.p95})`, '500'],
        ['first view of the list p50 (p95), ms', `${control.p50} (${control.p95})`, '500'],
        ['JavaScript of the first load, compressed, kB', kB(syncdeck.compressed), '300'],
      ],
    },
    {
      title: 'Beside bull-board, in the same run',
      about: `@bull-board/fastify on a Redis queue of ${JOBS.toLocaleString('en')} waiting jobs, as its documentation sets it up; medians. Idle: what arrives in a minute while nothing changes, over ${IDLE_SECONDS} s.`,
      columns: ['what', 'Syncdeck', 'bull-board', 'ratio'],
      rows: [
        ['first view of the overview, ms', overview.p50, board.overviewMs, ratio(overview.p50, board.overviewMs)],
        ['first view of the list, ms', control.p50, board.listMs, ratio(control.p50, board.listMs)],
        ['JavaScript over the wire, kB', kB(syncdeck.compressed), kB(board.scriptBytes), ratio(syncdeck.compressed, board.scriptBytes)],
        [
          'idle overview, kB a minute',
          kB(syncdeck.idleBytes.overview),
          kB(board.overviewBytesPerMinute),
          ratio(syncdeck.idleBytes.overview, board.overviewBytesPerMinute),
        ],
        [
          'idle list, kB a minute',
          kB(syncdeck.idleBytes.control),
          kB(board.listBytesPerMinute),
          ratio(syncdeck.idleBytes.control, board.listBytesPerMinute),
        ],
        ['a change is seen after, ms', syncdeck.seen.p50, board.freshMs, ratio(syncdeck.seen.p50, board.freshMs)],
        ['nodes with critical axe violations', syncdeck.criticalNodes, board.criticalNodes, ''],
      ],
    },
  ]);
} finally {
  await browser.close();
}
process.exit(0);
