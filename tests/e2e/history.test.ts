import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, rowOf, startCounting, switchSchedulesOff, untilLive } from '#tests/support/console-jobs.ts';
import { linesOf, readDownload } from '#tests/support/read-download.ts';
import { until } from '#tests/support/until.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const syncdeck = useConsole();
/** Noon of the day before yesterday: nothing of now falls near it. */
const noon = Math.floor(Date.now() / DAY) * DAY - 2 * DAY + 12 * HOUR;

beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await switchSchedulesOff(syncdeck);
  // Runs of the days before can't be had otherwise: three in the morning, two at noon, one in the evening, one a month ago.
  await syncdeck.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, started_at, ended_at, completed_at, run_ms, error_message, result, metadata)
     SELECT 'past-' || n, type, name, status, at - interval '1 minute', at, CASE WHEN status = 'completed' THEN at END, 60000,
       CASE WHEN status = 'failed' THEN 'the source is gone' END, '{"created":1200,"updated":30,"unchanged":4}', '{"triggeredBy":"omar"}'
     FROM jsonb_to_recordset($1::jsonb) AS r(n int, type text, name text, status text, at timestamptz)`,
    [
      JSON.stringify([
        { n: 1, type: 'counting', name: 'Morning one', status: 'completed', at: new Date(noon - 4 * HOUR + 60_000) },
        { n: 2, type: 'counting', name: 'Morning two', status: 'completed', at: new Date(noon - 4 * HOUR + 120_000) },
        { n: 3, type: 'quran', name: '=Morning,three', status: 'failed', at: new Date(noon - 4 * HOUR + 180_000) },
        { n: 4, type: 'counting', name: 'Noon one', status: 'failed', at: new Date(noon + 60_000) },
        { n: 5, type: 'quran', name: 'Noon two', status: 'completed', at: new Date(noon + 120_000) },
        { n: 6, type: 'counting', name: 'Evening', status: 'cancelled', at: new Date(noon + 6 * HOUR + 60_000) },
        { n: 7, type: 'counting', name: 'A month ago', status: 'completed', at: new Date(noon - 40 * DAY) },
      ]),
    ],
  );
});

const queryOf = (page: Page) => new URL(page.url()).searchParams.get('q') ?? '';
const paramOf = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

/** Where on a chart of these days a moment lies. */
async function pointAt(page: Page, at: number, days: number): Promise<{ x: number; y: number }> {
  const to = Math.floor(Date.now() / DAY) * DAY + DAY;
  const box = await page.getByRole('slider', { name: 'Runs that finished, by time and result' }).boundingBox();
  if (!box) throw new Error('the chart is not there');
  return { x: box.x + box.width * ((at - (to - days * DAY)) / (days * DAY)), y: box.y + box.height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

test('a stretch dragged over the chart narrows the list and the address; its edges move, keys choose, a double click clears', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/history' });
  await untilLive(page);
  await page.getByText('7 runs', { exact: true }).waitFor();
  const field = page.getByRole('textbox', { name: 'Which finished runs' });
  const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

  await drag(page, await pointAt(page, noon - 4 * HOUR + HOUR / 2, 7), await pointAt(page, noon + HOUR / 2, 7));
  await page.getByText('5 runs', { exact: true }).waitFor();
  expect(queryOf(page)).toBe(`finished:${iso(noon - 4 * HOUR)}Z..${iso(noon + HOUR)}Z`);
  await rowOf(page, 'Evening').waitFor({ state: 'detached' });
  // The day of the rows in sight, with what finished on it.
  await page.getByText('5 finished, 2 failed').waitFor();

  // The left edge is taken and moved to noon.
  await drag(page, await pointAt(page, noon - 4 * HOUR, 7), await pointAt(page, noon, 7));
  await page.getByText('2 runs', { exact: true }).waitFor();
  expect(queryOf(page)).toBe(`finished:${iso(noon)}Z..${iso(noon + HOUR)}Z`);
  await rowOf(page, 'Morning one').waitFor({ state: 'detached' });
  await page.goBack();
  await page.getByText('5 runs', { exact: true }).waitFor();

  const middle = await pointAt(page, noon - HOUR, 7);
  await page.mouse.dblclick(middle.x, middle.y);
  await page.getByText('7 runs', { exact: true }).waitFor();
  expect(queryOf(page)).toBe('');
  // The field follows; what stood in it does not come back.
  expect(await field.inputValue()).toBe('');

  // By keys: from the last hour of today, six back, taken with Enter; Escape clears.
  const chart = page.getByRole('slider', { name: 'Runs that finished, by time and result' });
  await chart.focus();
  await page.keyboard.press('End');
  for (let n = 0; n < 5; n++) await page.keyboard.press('PageUp');
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/Failed 0, Completed or cancelled 0/);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Escape');
  expect(queryOf(page)).toBe('');
  await page.keyboard.press('Shift+PageUp');
  await page.keyboard.press('Enter');
  await until('the address has the span', () => queryOf(page).startsWith('finished:'));
  await page.keyboard.press('Escape');
  await until('it is cleared', () => queryOf(page) === '');

  await page.getByRole('button', { name: '90 days' }).click();
  expect(paramOf(page, 'span')).toBe('90d');
  await page.getByRole('heading', { name: 'Finished a day' }).waitFor();
  await drag(page, await pointAt(page, noon - 41 * DAY, 90), await pointAt(page, noon - 39 * DAY, 90));
  await page.getByText('1 run', { exact: true }).waitFor();
  await rowOf(page, 'A month ago').waitFor();
});

test('finished runs are filtered by a query, opened, and exported as CSV and JSON, safe against formulas', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/history' });
  await untilLive(page);
  await page.getByText('7 runs', { exact: true }).waitFor();
  const field = page.getByRole('textbox', { name: 'Which finished runs' });
  await field.fill('type:quran');
  await field.press('Escape');
  await page.getByText('2 runs', { exact: true }).waitFor();
  await page.getByText(/only quran/).waitFor();
  const row = rowOf(page, '=Morning,three');
  await row.getByText('1,200').waitFor();
  await row.getByText('omar').waitFor();
  await row
    .getByRole('img', { name: /Took 1m/ })
    .or(row.getByText(/Took 1m/))
    .first()
    .waitFor();

  const csv = await readDownload(page, () => page.getByRole('button', { name: 'Export as CSV' }).click());
  expect(csv.name).toMatch(/\.csv$/);
  const lines = linesOf(csv.text);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/jobId/);
  expect(csv.text).toContain(`"'=Morning,three"`);
  const json = await readDownload(page, () => page.getByRole('button', { name: 'Export as JSON' }).click());
  const runs = JSON.parse(json.text) as { jobId: string; jobName: string }[];
  expect(runs.map(({ jobId }) => jobId)).toEqual(['past-5', 'past-3']);
  expect(runs[1]?.jobName).toBe('=Morning,three');

  await field.fill('type:quran status:cancelled');
  await page.getByText('No finished run fits').waitFor();
  await page.getByRole('button', { name: 'Clear the query' }).click();
  await page.getByText('7 runs', { exact: true }).waitFor();
  // What can't be read stays in the field, and changes neither list nor address; an address that has it is told of.
  await field.fill('status:nowhere');
  await field.press('Enter');
  await until('the field is marked', async () => (await field.getAttribute('aria-invalid')) === 'true');
  await page.getByText('7 runs', { exact: true }).waitFor();
  expect(queryOf(page)).toBe('');
  await page.goto(`${syncdeck.url}/history?q=status%3Anowhere`);
  await page.getByText('The query can’t be read: look at what is marked in it').waitFor();
  await field.fill('Noon one');
  await page.getByText('1 run', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await rowOf(page, 'Noon one').click();
  await page.waitForURL('**/control?*job=past-4*');
  await panelOf(page).getByText('the source is gone').first().waitFor();
});

test('runs that finish meanwhile are told of, and come when they are asked for', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: `/history?q=${encodeURIComponent('name:Newcomer')}` });
  await untilLive(page);
  await page.getByText('No finished run fits').waitFor();
  const first = await startCounting(syncdeck, 'Newcomer first', { total: 10, batchMs: 1 });
  await reachStatus(syncdeck, first, 'completed');
  await page.getByText('Newer runs finished').waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await rowOf(page, 'Newcomer first').waitFor();
  await page.getByText('Newer runs finished').waitFor({ state: 'detached' });
});

test('the audit log is filtered by action, person, target, words and days, shows what changed, and is exported', async () => {
  const jobId = await startCounting(syncdeck, 'Audited', {}, { priority: 6 });
  await reachStatus(syncdeck, jobId, 'running');
  const anna = await syncdeck.apiOf('anna');
  await anna.jobs('PUT', `/${jobId}/priority`, { priority: 2 });
  await anna.jobs('POST', `/${jobId}/pause`, { reason: 'the mains go off' });
  await syncdeck.api.call('PUT', '/v4/admin/jobs/schedules/audio', { cronExpression: '5 4 * * *', priority: 9, maxConcurrency: 2 });
  const page = await syncdeck.visit({ user: 'anna', path: '/history?view=audit' });
  await untilLive(page);
  const log = page.getByRole('grid', { name: 'Audit log, newest first' });
  const rowsWith = (text: string | RegExp) => log.getByRole('row').filter({ hasText: text });

  await page.getByLabel('Target').fill(jobId);
  await page.getByLabel('Target').press('Enter');
  await until('the address has it', () => paramOf(page, 'target') === jobId);
  await rowsWith('Start').first().waitFor();
  const paused = rowsWith('the mains go off');
  await paused.getByText('Running', { exact: true }).waitFor();
  await paused.getByText('Paused', { exact: true }).waitFor();
  await paused.getByText('API', { exact: true }).waitFor();
  const hurried = rowsWith('Change priority');
  expect(await hurried.innerText()).toMatch(/6[\s\S]*2/);
  await until('all three are listed', async () => (await rowsWith(jobId).count()) === 3);

  await page.getByLabel('Action').selectOption('pause');
  await hurried.waitFor({ state: 'detached' });
  expect(paramOf(page, 'action')).toBe('pause');
  const csv = await readDownload(page, () => page.getByRole('button', { name: 'Export as CSV' }).click());
  expect(linesOf(csv.text)).toHaveLength(2);
  expect(linesOf(csv.text)[1]).toContain('the mains go off');
  const json = await readDownload(page, () => page.getByRole('button', { name: 'Export as JSON' }).click());
  expect(JSON.parse(json.text)).toMatchObject([
    { jobId, action: 'pause', performedBy: 'anna', metadata: { reason: 'the mains go off', before: { status: 'running' } } },
  ]);

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await until('nothing is left of the filter', () => paramOf(page, 'target') === null && paramOf(page, 'action') === null);
  expect(await page.getByLabel('Target').inputValue()).toBe('');

  await page.getByLabel('Person').fill('anna');
  await page.getByLabel('Person').press('Tab');
  await page.getByLabel('Text').fill('mains');
  await until('both are in the address', () => paramOf(page, 'by') === 'anna' && paramOf(page, 'search') === 'mains');
  await until('one entry is left', async () => (await log.getByRole('row').filter({ hasText: 'anna' }).count()) === 1);

  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10);
  await page.getByLabel('To', { exact: true }).fill(yesterday);
  await page.getByText('No entry fits').waitFor();
  expect(paramOf(page, 'to')).toBe(yesterday);
  await page.getByLabel('To', { exact: true }).fill(today);
  await page.getByLabel('From', { exact: true }).fill(today);
  await paused.waitFor();

  // A schedule's entry shows the first of what changed, and all of it on hover; it leads to the schedule.
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  const schedule = rowsWith('schedule:audio')
    .or(rowsWith(/Schedule[\s\S]*audio/))
    .first();
  await schedule.getByText('+2').first().waitFor();
  const titles = await schedule.locator('.change').evaluateAll((sides) => sides.map((side) => side.getAttribute('title') ?? ''));
  expect(titles.at(-1)).toContain('cronExpression: 5 4 * * *');
  expect(titles.at(-1)).toContain('maxConcurrency: 2');

  // What happens now is told of, and comes when it is asked for.
  await anna.jobs('POST', `/${jobId}/cancel`, { reason: 'never mind' });
  await page.getByText('Newer entries').waitFor();
  expect(await rowsWith('never mind').count()).toBe(0);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await rowsWith('never mind').waitFor();
  await schedule.getByRole('link').click();
  await page.waitForURL('**/schedules?type=audio');
});
