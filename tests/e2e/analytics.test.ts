import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { reachStatus, readAudit, rowOf, startCounting, switchSchedulesOff, untilLive } from '#tests/support/console-jobs.ts';
import { linesOf, readDownload } from '#tests/support/read-download.ts';
import { until } from '#tests/support/until.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const syncdeck = useConsole();
const today = Math.floor(Date.now() / DAY) * DAY;
const busyDay = today - 3 * DAY;
/** Ten in the morning, three days ago: at any hour before the last 24 hours and the 24 before them. */
const morning = busyDay + 10 * HOUR;

beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await switchSchedulesOff(syncdeck);
  // Runs of the days before can't be had otherwise. This week: 3 of counting and 1 of quran three days ago, 1 six days ago; the week before: 2.
  await syncdeck.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, started_at, ended_at, completed_at, run_ms, wait_ms, progress_done)
     SELECT 'past-' || n, type, 'Past ' || n, status, at - interval '1 minute', at, at, 60000, 2000, 600
     FROM jsonb_to_recordset($1::jsonb) AS r(n int, type text, status text, at timestamptz)`,
    [
      JSON.stringify([
        { n: 1, type: 'counting', status: 'completed', at: new Date(morning + 60_000) },
        { n: 2, type: 'counting', status: 'completed', at: new Date(morning + 120_000) },
        { n: 3, type: 'counting', status: 'failed', at: new Date(morning + 180_000) },
        { n: 4, type: 'quran', status: 'completed', at: new Date(morning + 2 * HOUR) },
        { n: 5, type: 'counting', status: 'completed', at: new Date(morning - 3 * DAY) },
        { n: 6, type: 'counting', status: 'completed', at: new Date(morning - 7 * DAY) },
        { n: 7, type: 'counting', status: 'failed', at: new Date(morning - 7 * DAY + HOUR) },
      ]),
    ],
  );
}, 120_000);

const paramOf = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

/** Drags over a chart, from one share of its width to another. */
async function dragOver(page: Page, chart: string, from: number, to: number): Promise<void> {
  const box = await page.getByRole('slider', { name: chart }).boundingBox();
  if (!box) throw new Error(`${chart} is not there`);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * ((from + to) / 2), y);
  await page.mouse.move(box.x + box.width * to, y);
  await page.mouse.up();
}
const figure = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Figures of the period' }).getByRole('link').filter({ hasText: name });
const shareOfWeek = (at: number) => (at - (today - 6 * DAY)) / (7 * DAY);
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;

test('the period, its step, its types and the comparison are chosen, and stand in the address', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/analytics' });
  await untilLive(page);
  await figure(page, 'Runs').getByText('5', { exact: true }).waitFor();
  await figure(page, 'Success rate').getByText('80', { exact: false }).first().waitFor();
  // Against the week before: two runs, half of them well.
  await figure(page, 'Runs').getByText('150 %').waitFor();
  await figure(page, 'Success rate').getByText('30').waitFor();
  await figure(page, 'Duration p50').getByText('as before').waitFor();

  await page.getByRole('checkbox', { name: /^Compare with/ }).click();
  await until('the address has it', () => paramOf(page, 'compare') === 'off');
  await figure(page, 'Runs').getByText('150 %').waitFor({ state: 'detached' });
  expect(await page.getByText('Period before').count()).toBe(0);
  await page.getByRole('checkbox', { name: /^Compare with/ }).click();
  await figure(page, 'Runs').getByText('150 %').waitFor();

  await page.getByRole('button', { name: 'Job types: All types' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'quran' }).click();
  await until('the address has the type', () => paramOf(page, 'type') === 'quran');
  await figure(page, 'Runs').getByText('1', { exact: true }).waitFor();
  expect(await page.getByRole('menuitemcheckbox', { name: 'quran' }).getAttribute('aria-checked')).toBe('true');
  await page.getByRole('menuitemcheckbox', { name: 'counting' }).click();
  await page.getByRole('button', { name: 'Job types: 2 types' }).waitFor();
  await page.getByRole('menuitem', { name: 'All types' }).click();
  await figure(page, 'Runs').getByText('5', { exact: true }).waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('group', { name: 'Step' }).getByRole('button', { name: 'Day' }).click();
  await page.getByText('a day, by result').waitFor();
  expect(paramOf(page, 'step')).toBe('day');
  await page.getByRole('group', { name: 'Period' }).getByRole('button', { name: '28 d' }).click();
  await figure(page, 'Runs').getByText('7', { exact: true }).waitFor();
  expect(paramOf(page, 'range')).toBe('28d');
  await figure(page, 'Runs').getByText('nothing before').waitFor();

  const { name, text } = await readDownload(page, () => page.getByRole('button', { name: 'Export the figures as CSV' }).click());
  expect(name).toBe('syncdeck-analytics.csv');
  const [head, ...lines] = linesOf(text);
  expect(head).toMatch(/^at,jobType,runs,completed,failed/);
  expect(lines.find((line) => line.startsWith(new Date(busyDay).toISOString()) && line.includes(',counting,'))).toMatch(
    /,counting,3,2,1,0,0\.66/,
  );

  await page.getByRole('group', { name: 'Period' }).getByRole('button', { name: '24 h' }).click();
  await page.getByText('Nothing ended in this period').waitFor();
  await page.getByRole('button', { name: 'Show 90 days' }).click();
  await figure(page, 'Runs').getByText('7', { exact: true }).waitFor();
  await page.goBack();
  await page.getByText('Nothing ended in this period').waitFor();
});

test('a span dragged over a chart is told as a term, zoomed into, and opened as a list of its jobs', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/analytics?step=hour' });
  await untilLive(page);
  await figure(page, 'Runs').getByText('5', { exact: true }).waitFor();
  await dragOver(page, 'Runs that ended, over time, by result', shareOfWeek(morning + HOUR / 2), shareOfWeek(morning + HOUR * 1.5));
  const chosen = page.getByRole('region', { name: 'Chosen span' });
  await chosen.getByText(`finished:${iso(morning)}..${iso(morning + 2 * HOUR)}`).waitFor();
  await chosen.getByRole('link', { name: '3 jobs' }).waitFor();
  expect(paramOf(page, 'chosen')).toBe(`${morning}-${morning + 2 * HOUR}`);
  await chosen.getByRole('button', { name: 'Clear the chosen span' }).click();
  await chosen.waitFor({ state: 'detached' });

  // The lines have the same brush.
  await dragOver(page, 'Duration over time', shareOfWeek(morning + HOUR / 2), shareOfWeek(morning + 2.5 * HOUR));
  await chosen.getByRole('link', { name: '4 jobs' }).waitFor();
  await chosen.getByRole('button', { name: 'Zoom' }).click();
  await until('the address has the span', () => paramOf(page, 'span') === `${morning}-${morning + 3 * HOUR}`);
  await figure(page, 'Runs').getByText('4', { exact: true }).waitFor();
  await dragOver(page, 'Runs that ended, over time, by result', 0.002, 0.2);
  await chosen.getByRole('link', { name: '3 jobs' }).click();
  await page.waitForURL('**/control?*');
  expect(paramOf(page, 'q')).toMatch(new RegExp(`^finished:${iso(morning).slice(0, 13)}:\\d\\dZ\\.\\.`));
  await rowOf(page, 'Past 3').waitFor();
  expect(await rowOf(page, 'Past 4').count()).toBe(0);
});

test('lines and the week are shown of what is chosen, and types lead to their jobs', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/analytics' });
  await untilLive(page);
  await figure(page, 'Runs').getByText('5', { exact: true }).waitFor();
  const lines = page.getByRole('region', { name: 'Over time' });
  for (const [choice, label, key] of [
    ['Wait', 'Wait over time', 'wait'],
    ['Throughput', 'Throughput over time', 'items'],
    ['Success', 'Success over time', 'rate'],
  ] as const) {
    await lines.getByRole('button', { name: choice, exact: true }).click();
    await lines.getByRole('slider', { name: label }).waitFor();
    expect(paramOf(page, 'lines')).toBe(key);
  }
  const chart = lines.getByRole('slider', { name: 'Success over time' });
  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart is not there');
  // What stands under the pointer is told.
  await page.mouse.move(box.x + box.width * shareOfWeek(morning + HOUR / 2), box.y + 20);
  await page
    .getByText(/66\.7 %/)
    .first()
    .waitFor();

  const heat = page.getByRole('region', { name: 'Hour by weekday' });
  await heat.getByRole('figure', { name: 'Failures by hour and weekday' }).waitFor();
  const day = new Date(morning).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
  await heat.getByTitle(`${day} 10:00, 1`).waitFor();
  await heat.getByRole('button', { name: 'Runs', exact: true }).click();
  await heat.getByTitle(`${day} 10:00, 3`).waitFor();
  expect(paramOf(page, 'heat')).toBe('runs');
  await heat.getByRole('button', { name: 'Wait p95' }).click();
  await heat.getByTitle(`${day} 10:00, 2.0s`).waitFor();

  const types = page.getByRole('region', { name: 'By type' });
  await types.getByRole('meter', { name: 'Success rate of counting' }).waitFor();
  expect(await types.getByRole('meter', { name: 'Success rate of counting' }).getAttribute('aria-valuenow')).toBe('75');
  await types.getByRole('link', { name: 'quran' }).click();
  await page.waitForURL('**/control?*');
  expect(paramOf(page, 'q')).toMatch(/^type:quran finished:/);
  await rowOf(page, 'Past 4').waitFor();
});

test('failures of one cause are one group; it is retried after a question, and its jobs are a list', async () => {
  const failing = { total: 100, batchMs: 1, failAt: 20 };
  const ids = await Promise.all(
    [1, 2].map((n) => startCounting(syncdeck, `Grouped ${n}`, { ...failing, failMessage: `source ${n}00 answered 503` })),
  );
  const other = await startCounting(syncdeck, 'Of another cause', { ...failing, failMessage: 'no room on the disk' });
  for (const jobId of [...ids, other]) await reachStatus(syncdeck, jobId, 'failed');
  const page = await syncdeck.visit({ user: 'anna', path: '/analytics?range=24h' });
  await untilLive(page);
  const errors = page.getByRole('region', { name: 'Errors, grouped' });
  await errors.getByText('3 failures in 2 groups, ids taken out').waitFor();
  const [stored] = await syncdeck.query<{ error_signature: string }>(`SELECT error_signature FROM sync_job_control WHERE job_id = $1`, [
    ids[0],
  ]);
  const signature = stored?.error_signature ?? '';
  const row = errors.getByRole('row').filter({ hasText: signature });
  await row.getByTitle('new in this period').waitFor();
  await row.getByRole('button', { name: `Retry the 2 jobs that failed with ${signature}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Retry 2 jobs?' });
  await dialog.getByText(signature).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await readAudit(syncdeck, ids[0] ?? '', 'retry')).toEqual([]);
  await row.getByRole('button').click();
  await dialog.getByLabel('Reason').fill('the source is back');
  await dialog.getByRole('button', { name: 'Retry 2 jobs' }).click();
  await page.getByText('2 jobs are being retried. Bulk Ops has the results.').waitFor();
  for (const jobId of ids) {
    const [audit] = await until('it was retried', async () => {
      const rows = await readAudit(syncdeck, jobId, 'retry');
      return rows.length > 0 && rows;
    });
    expect(audit).toMatchObject({ performed_by: 'anna', metadata: { reason: 'the source is back' } });
    await reachStatus(syncdeck, jobId, 'failed');
  }
  expect(await readAudit(syncdeck, other, 'retry')).toEqual([]);
  // The page hears that they failed once more.
  await errors.getByText('5 failures in 2 groups, ids taken out').waitFor();
  await errors.getByRole('link', { name: signature }).click();
  await page.waitForURL('**/control?*');
  expect(paramOf(page, 'q')).toMatch(/^status:failed signature:/);
  await rowOf(page, 'Grouped 2').waitFor();
  expect(await rowOf(page, 'Of another cause').count()).toBe(0);
});

test('the overview says what needs a person, retries it, and each of its numbers leads to its list', async () => {
  const failed = await startCounting(syncdeck, 'Needs a person', { total: 100, batchMs: 1, failAt: 20, failMessage: 'the key is refused' });
  await reachStatus(syncdeck, failed, 'failed');
  const running = await startCounting(syncdeck, 'Runs on the overview', {}, { priority: 1 });
  await reachStatus(syncdeck, running, 'running');
  const later = await startCounting(syncdeck, 'Waits for tomorrow', {}, { runAt: new Date(Date.now() + DAY).toISOString() });
  const page = await syncdeck.visit({ user: 'anna', path: '/overview' });
  await untilLive(page);
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await attention.getByRole('button', { name: 'Retry 1 job that failed with the key is refused' }).click();
  await page.getByRole('dialog', { name: 'Retry 1 job?' }).getByRole('button', { name: 'Retry 1 job' }).click();
  await until('it was retried', async () => (await readAudit(syncdeck, failed, 'retry')).length === 1);
  await reachStatus(syncdeck, failed, 'failed');
  await attention.getByText('2 times in 24 h').waitFor();

  // A number, its list, and back.
  const visit = async (open: () => Promise<void>, query: string | RegExp, row?: string) => {
    await open();
    await page.waitForURL('**/control?*');
    expect(paramOf(page, 'q')).toMatch(query);
    if (row) await rowOf(page, row).waitFor();
    await page.goBack();
    await page.waitForURL('**/overview*');
  };
  const strip = page.getByRole('region', { name: 'Jobs by status' });
  await visit(() => attention.getByRole('link', { name: 'the key is refused' }).click(), /^status:failed signature:/, 'Needs a person');
  await visit(() => strip.getByRole('link', { name: /Running 1/ }).click(), /^status:running$/, 'Runs on the overview');
  await visit(() => strip.getByRole('link', { name: /Pending 1/ }).click(), /^status:pending$/, 'Waits for tomorrow');
  await visit(() => strip.getByRole('link', { name: /^Failed/ }).click(), /^status:failed finished:>=/, 'Needs a person');
  await visit(() => strip.getByRole('link', { name: /Success rate/ }).click(), /^status:completed,failed finished:>=/);
  const queues = page.getByRole('table', { name: 'Queues' }).getByRole('row').filter({ hasText: 'counting' });
  await visit(() => queues.getByRole('link', { name: '1 job waits' }).click(), /^status:pending type:counting$/, 'Waits for tomorrow');
  await visit(
    () => queues.getByRole('link', { name: /1 of 20 slots busy/ }).click(),
    /^status:running type:counting$/,
    'Runs on the overview',
  );
  await visit(() => page.getByRole('link', { name: 'All 1' }).click(), /^status:running$/, 'Runs on the overview');

  const runningNow = page.getByRole('table', { name: 'Running now' });
  await runningNow.getByRole('link', { name: 'Runs on the overview' }).click();
  await page.waitForURL(`**job=${running}*`);
  await page.goBack();

  // The chart of what ended: of an hour, a minute a bar; what is dragged over is a list.
  const chart = page.getByRole('region', { name: 'Throughput' });
  await chart.getByRole('button', { name: '1 h' }).click();
  await chart.getByText('jobs a minute').waitFor();
  expect(paramOf(page, 'range')).toBe('1h');
  await dragOver(page, 'Jobs that ended, over time', 0.3, 0.999);
  await page.waitForURL('**/control?*');
  expect(paramOf(page, 'q')).toMatch(/^status:completed,failed finished:\S+\.\.\S+$/);
  await rowOf(page, 'Needs a person').waitFor();
  await page.goBack();
  await attention.getByRole('link', { name: 'All' }).click();
  await page.waitForURL('**/analytics');
  expect(later).not.toBe('');
});
