import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, readAudit, readJob, rowOf, startCounting, untilLive } from '#tests/support/console-jobs.ts';
import { until } from '#tests/support/until.ts';

const MINUTE = 60_000;

const syncdeck = useConsole();
beforeAll(() => syncdeck.addUser('anna', 'operator'));

const openJob = async (jobId: string, more = ''): Promise<Page> => {
  const page = await syncdeck.visit({ user: 'anna', path: `/control?job=${jobId}${more}` });
  await untilLive(page);
  await panelOf(page).getByRole('heading', { level: 2 }).waitFor();
  return page;
};
const tabOf = (page: Page, name: string) => panelOf(page).getByRole('tab', { name: new RegExp(`^${name}`) });
const logOf = (page: Page) => panelOf(page).getByRole('tree', { name: 'Log lines' });
const timelineOf = (page: Page) => panelOf(page).getByRole('toolbar', { name: /^Timeline/ });
const paramOf = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
/** Whether the line of that message is in sight within the log's own box. */
const isInSight = (page: Page, text: string) =>
  logOf(page).evaluate((tree, wanted) => {
    const box = tree.getBoundingClientRect();
    return [...tree.querySelectorAll('[role="treeitem"]')].some((item) => {
      const { top, bottom } = item.getBoundingClientRect();
      return item.textContent?.endsWith(wanted) && top >= box.top - 1 && bottom <= box.bottom + 1;
    });
  }, text);

test('a running job’s timeline, log, checkpoint and audit follow what people do to it', async () => {
  const jobId = await startCounting(syncdeck, 'Has a story');
  await reachStatus(syncdeck, jobId, 'running');
  const anna = await syncdeck.apiOf('anna');
  const page = await openJob(jobId);
  await panelOf(page).getByText('attempt 1 of 1').waitFor();
  await logOf(page).getByText('Counting from 0').waitFor();
  await timelineOf(page)
    .getByRole('button', { name: /^Attempt 1, running/ })
    .waitFor();
  const follow = panelOf(page).getByRole('button', { name: /^Follow/ });
  expect(await follow.getAttribute('aria-pressed')).toBe('true');

  await until('a checkpoint was written', async () => ((await readJob(syncdeck, jobId))?.progress_done ?? 0) > 0);
  await anna.jobs('POST', `/${jobId}/pause`, { reason: 'lunch' });
  await reachStatus(syncdeck, jobId, 'paused');
  await timelineOf(page)
    .getByRole('button', { name: /^Attempt 1, paused/ })
    .waitFor();
  await anna.jobs('PUT', `/${jobId}/priority`, { priority: 3 });
  await anna.jobs('POST', `/${jobId}/resume`);
  const resumed = await reachStatus(syncdeck, jobId, 'running');
  // The log follows: what the new run says is in sight, however long the log.
  await logOf(page)
    .getByText(/^Counting from [1-9]/)
    .waitFor();
  expect(resumed.progress_done).toBeGreaterThan(0);
  const said = async () => {
    const names = await timelineOf(page)
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
    return names.join('\n');
  };
  await until('pause, checkpoint and actions are told', async () => {
    const text = await said();
    return /Paused, /.test(text) && /safe up to \d/.test(text) && /anna|in one place/.test(text);
  });

  // By keys along the tabs; each stands in the address.
  await tabOf(page, 'Logs').focus();
  await page.keyboard.press('ArrowRight');
  await until('the payload is shown', () => paramOf(page, 'tab') === 'payload');
  await panelOf(page).getByText('"batchMs": 30').waitFor();
  await panelOf(page).getByRole('button', { name: 'Copy the parameters' }).click();
  expect(JSON.parse(await clipboard(page))).toMatchObject({ total: 20_000, batchMs: 30 });
  await tabOf(page, 'Payload').focus();
  await page.keyboard.press('ArrowRight');
  await panelOf(page).getByText('Moved', { exact: true }).waitFor();
  await panelOf(page)
    .getByText(/"n": [1-9]/)
    .waitFor();
  await page.keyboard.press('ArrowRight');
  const runs = panelOf(page).getByRole('table', { name: 'Runs of this job, the newest first' });
  await until('both runs are listed', async () => (await runs.getByRole('row').count()) === 3);
  await runs.getByText('paused', { exact: true }).waitFor();
  await runs.getByText('running', { exact: true }).waitFor();
  await page.keyboard.press('End');
  const entries = panelOf(page).getByRole('tabpanel').getByRole('listitem');
  const paused = entries.filter({ hasText: 'anna paused the job' });
  await paused.getByText('“lunch”').waitFor();
  await paused.getByText('over the API').waitFor();
  expect(await paused.innerText()).toMatch(/before:\s*running[\s\S]*after:\s*paused/);
  await entries.filter({ hasText: 'anna changed the priority of the job' }).waitFor();
  await page.keyboard.press('Home');
  await until('the log is shown again', () => paramOf(page, 'tab') === null);

  // The priority by keys, and by the menu.
  await page.keyboard.press('i');
  await page.getByRole('menuitem').first().waitFor();
  await page.keyboard.press('0');
  await until('the priority is 10', async () => (await readJob(syncdeck, jobId))?.priority === 10);
  await panelOf(page).getByRole('button', { name: 'Priority: 10 Idle' }).click();
  await page.getByRole('menuitem', { name: /Critical/ }).click();
  await until('the priority is 1', async () => (await readJob(syncdeck, jobId))?.priority === 1);
  expect(await readAudit(syncdeck, jobId, 'priority_change')).toHaveLength(3);

  await panelOf(page).getByRole('button', { name: 'Link', exact: true }).click();
  await page.getByText('The link to this job is copied.').waitFor();
  expect(await clipboard(page)).toBe(`${syncdeck.url}/control?job=${jobId}`);
  await panelOf(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy as JSON' }).click();
  await page.getByText('The job is copied as JSON.').waitFor();
  expect(JSON.parse(await clipboard(page))).toMatchObject({ jobId, jobName: 'Has a story', priority: 1 });
});

test('a log of thousands of lines goes to the moment that is clicked, is searched and filtered, and comes back to its end', async () => {
  const start = Math.floor(Date.now() / MINUTE) * MINUTE - 180 * MINUTE;
  const LINES = 1_200;
  // Three attempts of twenty minutes, ten minutes apart, with a line a second: nobody can wait for such a log to be written.
  await syncdeck.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, attempt, created_at, started_at, ended_at, completed_at, run_ms, error_message, error_signature)
     VALUES ('long-log', 'counting', 'Long log', 'failed', 3, $1::timestamptz - interval '1 minute', $1, $1::timestamptz + interval '80 minutes',
       $1::timestamptz + interval '80 minutes', 3600000, 'the source hung up', 'the source hung up')`,
    [new Date(start)],
  );
  await syncdeck.query(
    `INSERT INTO sync_job_attempts (job_id, job_type, attempt, run_token, worker_id, started_at, ended_at, outcome, error_message, error_signature)
     SELECT 'long-log', 'counting', a, gen_random_uuid(), 'worker-' || a, $1::timestamptz + (a - 1) * interval '30 minutes',
       $1::timestamptz + (a - 1) * interval '30 minutes' + interval '20 minutes', 'failed', 'the source hung up', 'the source hung up'
     FROM generate_series(1, 3) a`,
    [new Date(start)],
  );
  await syncdeck.query(
    `INSERT INTO sync_job_logs (job_id, level, message, data, logged_at)
     SELECT 'long-log', CASE WHEN n = $2 THEN 'error' WHEN n % 400 = 200 THEN 'warn' ELSE 'info' END,
       CASE WHEN n = $2 THEN 'Gave up attempt ' || a WHEN n % 400 = 200 THEN 'Slow page ' || a || '-' || n ELSE 'Line ' || a || '-' || n END,
       CASE WHEN n % 400 = 200 THEN jsonb_build_object('page', n, 'took', '9 s') END,
       $1::timestamptz + (a - 1) * interval '30 minutes' + n * interval '1 second' - interval '1 millisecond'
     FROM generate_series(1, 3) a CROSS JOIN generate_series(1, $2::int) n ORDER BY a, n`,
    [new Date(start), LINES],
  );
  await syncdeck.query(
    `INSERT INTO sync_job_checkpoints (job_id, attempt, done, at)
     SELECT 'long-log', 1, n * 100, $1::timestamptz + n * interval '5 minutes' FROM generate_series(1, 3) n`,
    [new Date(start)],
  );
  await syncdeck.query(
    `INSERT INTO sync_job_audit_logs (job_id, action, performed_by, performed_at, metadata)
     VALUES ('long-log', 'retry', 'omar', $1, '{"origin":"rest","reason":"try again"}')`,
    [new Date(start + 30 * MINUTE)],
  );
  const page = await openJob('long-log');
  const time = (at: number) => new Date(at).toISOString().slice(11, 19);
  // A finished job's log begins at its end.
  await until('the end is in sight', () => isInSight(page, 'Gave up attempt 3'));
  // It stays there when the log's room becomes less, as when what stands above it comes late.
  const size = page.viewportSize() as { width: number; height: number };
  await page.setViewportSize({ ...size, height: size.height - 60 });
  await until('the end is in sight again', () => isInSight(page, 'Gave up attempt 3'));
  await page.setViewportSize(size);
  await tabOf(page, 'Logs').getByText('+').waitFor();

  const timeline = timelineOf(page);
  await timeline.getByRole('button', { name: new RegExp(`^Attempt 2, failed, ${time(start + 30 * MINUTE)}`) }).click();
  await until('the log shows where the second attempt begins', () => isInSight(page, 'Line 2-1'));
  await page.mouse.move(5, 5);
  await page.keyboard.press('Tab');
  await panelOf(page)
    .getByText(`log shows ${time(start + 30 * MINUTE)}`)
    .waitFor();
  // A checkpoint in the middle of the first attempt, by keys: from its bar down to the row below.
  await timeline.getByRole('button', { name: /^Attempt 1, failed/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/safe up to 200/);
  await page.keyboard.press('Enter');
  await until('the log shows the moment of the checkpoint', () => isInSight(page, 'Line 1-601'));
  await timeline.getByRole('button', { name: /omar retried the job/ }).waitFor();

  // It grows upwards as somebody scrolls, and what is read stays where it is.
  await logOf(page).hover();
  await until('earlier lines are reached', async () => {
    await page.mouse.wheel(0, -900);
    return isInSight(page, 'Line 1-1');
  });

  const find = panelOf(page).getByLabel('Find in the loaded lines');
  await find.fill('slow page 1-');
  await panelOf(page)
    .getByRole('status')
    .filter({ hasText: /of [23]$/ })
    .first()
    .waitFor();
  await find.press('Enter');
  await until('the hit is in sight', () => isInSight(page, 'Slow page 1-200'));
  expect(await logOf(page).locator('mark').first().innerText()).toBe('Slow page 1-');
  // What belongs to a line opens with a click, or with Enter where the keys are.
  await logOf(page).getByText('Slow page 1-').first().click();
  await logOf(page).getByText('"took": "9 s"').first().waitFor();
  await logOf(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await find.fill('');

  await panelOf(page).getByLabel('Which lines').selectOption('error');
  await until('only errors are left', async () => (await logOf(page).getByRole('treeitem').count()) === 3);
  await panelOf(page).getByRole('button', { name: 'Copy the loaded lines' }).click();
  await page.getByText('3 lines are copied.').waitFor();
  expect((await clipboard(page)).split('\n').map((line) => line.slice(25))).toEqual([1, 2, 3].map((n) => `error Gave up attempt ${n}`));
  await panelOf(page).getByLabel('Which lines').selectOption('warn');
  await until('warnings came', async () => (await logOf(page).getByRole('treeitem').count()) === 12);
  await panelOf(page).getByLabel('Which lines').selectOption('debug');
  await panelOf(page).getByRole('button', { name: 'Wrap' }).click();
  await panelOf(page).getByRole('button', { name: 'To the end' }).click();
  await until('the end is in sight', () => isInSight(page, 'Gave up attempt 3'));

  // The attempts stand side by side with why each failed, and lead into the log.
  await tabOf(page, 'Attempts').click();
  const runs = panelOf(page).getByRole('table', { name: 'Runs of this job, the newest first' });
  expect(await runs.getByText('the source hung up').count()).toBe(3);
  expect(await runs.getByText(/^worker-/).allInnerTexts()).toEqual(['worker-3', 'worker-2', 'worker-1']);
  await runs.getByRole('button', { name: 'Show attempt 1 in the log' }).click();
  await until('the log shows its beginning', () => isInSight(page, 'Line 1-1'));
});

test('a failed job leads to those that failed alike; its neighbours are a key away', async () => {
  const failing = { total: 100, batchMs: 1, failAt: 20, failMessage: 'quota of 100 used up' };
  const first = await startCounting(syncdeck, 'Alike one', failing);
  await reachStatus(syncdeck, first, 'failed');
  const second = await startCounting(syncdeck, 'Alike two', failing);
  await reachStatus(syncdeck, second, 'failed');
  const page = await openJob(first, `&q=${encodeURIComponent('name:Alike')}`);
  await panelOf(page).getByText('2 jobs failed with this error').waitFor();
  await panelOf(page).getByRole('button', { name: 'Previous job' }).click();
  await panelOf(page).getByRole('heading', { name: 'Alike two' }).waitFor();
  expect(paramOf(page, 'job')).toBe(second);
  await panelOf(page).getByRole('button', { name: 'Next job' }).click();
  await panelOf(page).getByRole('heading', { name: 'Alike one' }).waitFor();
  await panelOf(page).getByRole('link', { name: 'Open group' }).click();
  await until('the list is of the group', () => /^status:failed signature:/.test(paramOf(page, 'q') ?? ''));
  await rowOf(page, 'Alike two').waitFor();

  const later = await startCounting(syncdeck, 'Comes tomorrow', {}, { runAt: new Date(Date.now() + 86_400_000).toISOString() });
  await page.goto(`${syncdeck.url}/control?job=${later}`);
  await panelOf(page).getByText('It was asked to start later:').waitFor();
  await panelOf(page).getByText('It has not logged anything yet.').waitFor();
  await page.goto(`${syncdeck.url}/control?job=never-was`);
  await panelOf(page).getByText('There is no such job').waitFor();
  await panelOf(page).getByRole('button', { name: 'Close the job' }).click();
  await panelOf(page).waitFor({ state: 'hidden' });
  expect(paramOf(page, 'job')).toBeNull();
});
