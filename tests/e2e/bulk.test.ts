import { beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { reachStatus, readAudit, readJob, rowOf, startCounting, untilLive } from '#tests/support/console-jobs.ts';
import { linesOf, readDownload } from '#tests/support/read-download.ts';
import { until } from '#tests/support/until.ts';

const syncdeck = useConsole();
beforeAll(() => syncdeck.addUser('anna', 'operator'));

const FAST = { total: 10, batchMs: 1 };
const FAILING = { total: 100, batchMs: 1, failAt: 20 };

const openBulk = async (path: string): Promise<Page> => {
  const page = await syncdeck.visit({ user: 'anna', path });
  await untilLive(page);
  return page;
};
const byName = (name: string) => `/bulk?q=${encodeURIComponent(`name:"${name}"`)}`;
const resultOf = (page: Page, action: string) => page.getByRole('region', { name: action, exact: true });
const actions = (page: Page) => page.getByRole('region', { name: 'Actions' });
const opOf = (page: Page) => new URL(page.url()).searchParams.get('op');

/** Starts them all, and waits until they are so. */
async function startAll(names: readonly string[], params: Parameters<typeof startCounting>[2], status: string): Promise<string[]> {
  const ids = await Promise.all(names.map((name) => startCounting(syncdeck, name, params)));
  for (const jobId of ids) await reachStatus(syncdeck, jobId, status);
  return ids;
}

const storedOf = async (bulkId: string | null) => {
  const rows = await syncdeck.query('SELECT * FROM sync_bulk_operations WHERE bulk_id = $1', [bulkId]);
  return rows[0];
};

test('a query’s jobs are counted by type and status, acted on after a question, and listed with a result each', async () => {
  const ids = await startAll(['Fleet one', 'Fleet two', 'Fleet three'], {}, 'running');
  const [done] = await startAll(['Fleet done'], FAST, 'completed');
  const page = await openBulk(byName('Fleet'));
  const matrix = page.getByRole('table', { name: 'Selected jobs by type and status' });
  await matrix.getByRole('link', { name: 'Show 3 jobs: counting, Running' }).waitFor();
  await matrix.getByRole('link', { name: 'Show 4 jobs: All, All' }).waitFor();
  await actions(page).getByText('1 left out: not pending or running').waitFor();
  await actions(page).getByText('no failed or cancelled job in the selection').waitFor();

  await actions(page).getByLabel('Reason').fill('the source is being mended');
  await actions(page).getByRole('button', { name: 'Pause: 3 jobs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pause 3 jobs?' });
  await dialog.getByText(/1 other is left out\. Reason: the source is being mended/).waitFor();
  expect((await dialog.getByRole('listitem').allInnerTexts()).sort()).toEqual(['Fleet one', 'Fleet three', 'Fleet two']);
  await dialog.getByRole('button', { name: 'Back' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect((await readJob(syncdeck, ids[0] ?? ''))?.status).toBe('running');
  expect(opOf(page)).toBeNull();

  await actions(page).getByRole('button', { name: 'Pause: 3 jobs' }).click();
  await dialog.getByRole('button', { name: 'Pause 3 jobs' }).click();
  const paused = resultOf(page, 'Pause');
  await paused.getByRole('status').filter({ hasText: 'Done' }).waitFor();
  const first = opOf(page);
  await paused.getByText('3 done', { exact: true }).waitFor();
  await paused.getByText('by anna').waitFor();
  for (const name of ['one', 'two', 'three']) await rowOf(page, `Fleet ${name}`).getByText('Paused', { exact: true }).waitFor();
  for (const jobId of ids) {
    expect((await readJob(syncdeck, jobId))?.status).toBe('paused');
    expect(await readAudit(syncdeck, jobId, 'pause')).toMatchObject([
      { performed_by: 'anna', metadata: { reason: 'the source is being mended', origin: 'socket' } },
    ]);
  }
  expect(await storedOf(first)).toMatchObject({ action: 'pause', state: 'completed', matched: 3, succeeded: 3, refused: 0 });

  await actions(page)
    .getByRole('button', { name: /^New priority: 5/ })
    .click();
  await page.getByRole('menuitem', { name: /Very high/ }).click();
  await actions(page).getByRole('button', { name: 'Change priority: 3 jobs' }).click();
  await page.getByRole('dialog', { name: 'Set 3 jobs to priority 3?' }).getByRole('button', { name: 'Set 3 jobs' }).click();
  await resultOf(page, 'Priority 3').getByText('3 done', { exact: true }).waitFor();
  const second = opOf(page);
  expect(second).not.toBe(first);
  for (const jobId of ids) expect((await readJob(syncdeck, jobId))?.priority).toBe(3);
  expect((await readJob(syncdeck, done ?? ''))?.priority).toBe(5);

  // Earlier operations lead back to what they did.
  const earlier = page.getByRole('region', { name: 'Earlier operations' });
  await earlier.getByRole('link', { name: /Pause.*name:"?Fleet.*3 done, 0 refused.*anna/ }).click();
  await resultOf(page, 'Pause').getByText('3 done', { exact: true }).waitFor();
  expect(opOf(page)).toBe(first);
  await page.goBack();
  await resultOf(page, 'Priority 3').waitFor();
  expect(opOf(page)).toBe(second);
  await page.getByRole('button', { name: 'Close the result' }).click();
  await page.getByText('Results appear here').waitFor();
  expect(opOf(page)).toBeNull();

  await matrix.getByRole('link', { name: 'Show 3 jobs: counting, Paused' }).click();
  await page.waitForURL('**/control?*');
  expect(new URL(page.url()).searchParams.get('q')).toMatch(/name:"?Fleet"? type:counting status:paused/);
  await rowOf(page, 'Fleet two').waitFor();
  expect(await rowOf(page, 'Fleet done').count()).toBe(0);
});

test('jobs chosen by hand go along to Bulk Ops, and one can be taken out before they are cancelled', async () => {
  const [kept, gone] = (await startAll(['By hand kept', 'By hand gone'], {}, 'running')) as [string, string];
  const page = await openBulk(`/control?q=${encodeURIComponent('name:"By hand"')}`);
  await rowOf(page, 'By hand kept').getByRole('checkbox').click();
  await rowOf(page, 'By hand gone').getByRole('checkbox').click();
  await page.getByRole('link', { name: 'In Bulk Ops' }).click();
  await page.waitForURL('**/bulk?by=hand');
  await page.getByRole('button', { name: 'By hand 2' }).waitFor();
  await page.getByRole('button', { name: 'Take By hand kept out of the selection' }).click();
  await rowOf(page, 'By hand kept').waitFor({ state: 'detached' });
  await actions(page).getByRole('button', { name: 'Cancel: 1 jobs' }).click();
  await page.getByRole('dialog', { name: 'Cancel 1 job?' }).getByRole('button', { name: 'Cancel 1 job' }).click();
  await resultOf(page, 'Cancel').getByText('1 job by id').waitFor();
  await reachStatus(syncdeck, gone, 'cancelled');
  expect((await readJob(syncdeck, kept))?.status).toBe('running');
  expect(await readAudit(syncdeck, kept, 'cancel')).toEqual([]);

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByText('No job is chosen').waitFor();
  await actions(page).getByText('the selection is empty').waitFor();
  await page.getByRole('link', { name: 'To Control' }).click();
  await page.waitForURL('**/control');
});

test('ids from elsewhere are looked up, those that no job has are named, and the rest are acted on', async () => {
  const [one, two] = (await startAll(['From a ticket 1', 'From a ticket 2'], FAILING, 'failed')) as [string, string];
  const page = await openBulk('/bulk');
  await page.getByRole('button', { name: 'From ids' }).click();
  expect(new URL(page.url()).searchParams.get('by')).toBe('ids');
  const field = page.getByLabel('Ids of jobs');
  const lookUp = page.getByRole('button', { name: 'Look up' });
  await field.fill('…, —');
  await lookUp.click();
  await page.getByText('There is no id in this text.').waitFor();

  await field.fill(`"${one}", [${two}]; also nobody-has-this.\n${one}\nnor-this-one`);
  await lookUp.click();
  await page.getByText('2 jobs found').waitFor();
  // `also` is a word like an id: it is told among the unknown, too.
  const unknown = page.getByText('3 ids are unknown:');
  for (const id of ['also', 'nobody-has-this', 'nor-this-one']) await unknown.getByText(id, { exact: true }).waitFor();
  await page.getByRole('cell', { name: '2' }).first().waitFor();

  await actions(page).getByRole('group', { name: 'Retry from' }).getByRole('button', { name: 'Start' }).click();
  await actions(page).getByRole('button', { name: 'Retry: 2 jobs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Retry 2 jobs?' });
  await dialog.getByText('Each does all its work again from the start.').waitFor();
  await dialog.getByRole('button', { name: 'Retry 2 jobs' }).click();
  await resultOf(page, 'Retry from the start').getByText('2 done', { exact: true }).waitFor();
  for (const jobId of [one, two])
    expect(await readAudit(syncdeck, jobId, 'retry')).toMatchObject([{ performed_by: 'anna', metadata: { fromStart: true } }]);

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  expect(await field.inputValue()).toBe('');
});

describe('results', () => {
  test('say why a job refused or failed, are filtered, are saved as CSV, and lead to the job', async () => {
    const [running] = (await startAll(['=SUM(A1) runs'], {}, 'running')) as [string];
    const [done] = (await startAll(['Was over'], FAST, 'completed')) as [string];
    const { body } = await syncdeck.api.jobs('POST', '/bulk', { action: 'pause', jobIds: [running, done, 'no-such-job'] });
    await reachStatus(syncdeck, running, 'paused');
    const page = await openBulk(`/bulk?op=${body.bulkId}`);
    const result = resultOf(page, 'Pause');
    await result.getByText('1 done', { exact: true }).waitFor();
    await rowOf(page, 'no-such-job').getByText('No such job', { exact: true }).waitFor();
    await rowOf(page, 'Was over').getByText('refused while Completed').waitFor();
    await rowOf(page, '=SUM(A1) runs').getByText('Paused', { exact: true }).waitFor();

    const { name, text } = await readDownload(page, () => result.getByRole('button', { name: 'Save the results as CSV' }).click());
    expect(name).toBe(`${body.bulkId}.csv`);
    const [head, ...lines] = linesOf(text);
    expect(head).toBe('jobId,jobName,jobType,result,statusAfter,statusNow,errorCode,errorMessage');
    // A cell that a spreadsheet would calculate is made text.
    expect(lines[0]).toBe(`${running},'=SUM(A1) runs,counting,done,paused,paused,,`);
    expect(lines[1]).toMatch(new RegExp(`^${done},Was over,counting,refused,completed,completed,CONFLICT,`));
    expect(lines[2]).toMatch(/^no-such-job,,,refused,,,NOT_FOUND,/);
    expect(lines).toHaveLength(3);

    const shown = result.getByRole('group', { name: 'Which results are shown' });
    await shown.getByRole('button', { name: 'Refused 2' }).click();
    await rowOf(page, '=SUM(A1) runs').waitFor({ state: 'detached' });
    await rowOf(page, 'Was over').waitFor();
    await shown.getByRole('button', { name: 'Done 1' }).click();
    await rowOf(page, 'Was over').waitFor({ state: 'detached' });
    await rowOf(page, '=SUM(A1) runs').click();
    await page.waitForURL(`**/control?*job=${running}*`);
  });

  test('offer another try to the jobs that failed since, and to those that refused and would take it now', async () => {
    const [fails] = (await startAll(['Tried again, fails'], FAILING, 'failed')) as [string];
    const refuses = await startCounting(syncdeck, 'Refuses at first');
    await reachStatus(syncdeck, refuses, 'running');
    await syncdeck.api.jobs('POST', `/${refuses}/cancel`);
    await reachStatus(syncdeck, refuses, 'cancelled');
    const { body: pause } = await syncdeck.api.jobs('POST', '/bulk', { action: 'pause', jobIds: [refuses] });
    await until('it was refused', async () => (await storedOf(pause.bulkId))?.refused === 1);
    const { body: retry } = await syncdeck.api.jobs('POST', '/bulk', { action: 'retry', jobIds: [fails] });
    await until('it was retried', async () => (await readAudit(syncdeck, fails, 'retry')).length === 1);
    await reachStatus(syncdeck, fails, 'failed');
    const page = await openBulk(`/bulk?op=${retry.bulkId}`);
    await rowOf(page, 'Tried again, fails').getByText('the source failed').waitFor();
    await page.getByRole('button', { name: 'Retry the failed 1' }).click();
    const ask = page.getByRole('dialog', { name: 'Retry 1 job?' });
    await ask.getByLabel('Reason').fill('once more');
    await ask.getByRole('button', { name: 'Retry 1 job' }).click();
    await until('another operation is open', async () => opOf(page) !== retry.bulkId);
    const [audit] = await until('it was retried again', async () => {
      const rows = await readAudit(syncdeck, fails, 'retry');
      return rows.length === 2 && rows;
    });
    expect(audit).toMatchObject({ performed_by: 'anna', metadata: { reason: 'once more' } });
    expect(await storedOf(opOf(page))).toMatchObject({ action: 'retry', matched: 1, performed_by: 'anna' });

    await page.getByRole('link', { name: /Pause.*0 done, 1 refused/ }).click();
    await page.getByText('None of them is failed now.').waitFor();
    // The page hears of it, and offers what was not possible before.
    await syncdeck.api.jobs('POST', `/${refuses}/retry`, {});
    await page.getByRole('button', { name: 'Try the refused 1 again' }).click();
    await page.getByRole('dialog', { name: 'Pause 1 job?' }).getByRole('button', { name: 'Pause 1 job' }).click();
    await reachStatus(syncdeck, refuses, 'paused');
    await resultOf(page, 'Pause').getByText('1 done', { exact: true }).waitFor();
  });
});

test('an operation under way is stopped: what is done stays done, the rest is not touched', async () => {
  const JOBS = 990;
  await syncdeck.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, ended_at)
     SELECT 'old-' || n, 'counting', 'Old ' || n, 'cancelled', now() FROM generate_series(1, $1::int) n`,
    [JOBS],
  );
  // Jobs are worked through 200 at a time: the second 200 wait at a gate, so that the operation is in the middle for as long as it takes.
  await syncdeck.query('CREATE TABLE test_gate (is_open boolean NOT NULL)');
  await syncdeck.query('INSERT INTO test_gate VALUES (false)');
  await syncdeck.query(`
    CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      WHILE NOT (SELECT is_open FROM test_gate) LOOP PERFORM pg_sleep(0.02); END LOOP;
      RETURN NEW;
    END $$`);
  await syncdeck.query(`
    CREATE TRIGGER gate BEFORE UPDATE ON sync_bulk_operations FOR EACH ROW
    WHEN (OLD.done = 200 AND NEW.done > 200) EXECUTE FUNCTION wait_at_gate()`);

  const page = await openBulk(byName('Old'));
  await actions(page)
    .getByRole('button', { name: `Delete: ${JOBS} jobs` })
    .click();
  const dialog = page.getByRole('dialog', { name: `Delete ${JOBS} jobs?` });
  await dialog.getByText(`+ ${JOBS - 8}`).waitFor();
  const confirm = dialog.getByRole('button', { name: `Delete ${JOBS} jobs` });
  // So many are not deleted by a click alone.
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByLabel(`Type ${JOBS} to confirm`).fill(String(JOBS));
  await confirm.click();

  const operation = resultOf(page, 'Delete');
  await operation.getByText(`200 of ${JOBS}`).waitFor();
  await page.getByRole('link', { name: /Delete.*200 of 990/ }).waitFor();
  await operation.getByRole('button', { name: 'Stop', exact: true }).click();
  await until('it waits for the jobs in hand', async () => {
    const waiting = await syncdeck.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%''stopped''%'`,
    );
    return waiting.length > 0;
  });
  await syncdeck.query('UPDATE test_gate SET is_open = true');
  await page.getByText('Stopped. What was done stays done.').waitFor();
  const stored = await storedOf(opOf(page));
  expect(stored).toMatchObject({ state: 'stopped', matched: JOBS });
  // At least those in hand are done; on a busy machine the next ones may have begun before.
  const done = Number(stored?.done);
  expect(done).toBeGreaterThanOrEqual(400);
  await operation.getByText(`${done} done`, { exact: true }).waitFor();
  await operation.getByText(`${JOBS - done} not touched`).waitFor();
  await operation.getByRole('status').filter({ hasText: 'Stopped' }).waitFor();
  const left = await syncdeck.query(`SELECT 1 FROM sync_job_control WHERE job_name LIKE 'Old %'`);
  expect(left).toHaveLength(JOBS - done);
  await rowOf(page, 'old-1').first().getByText('Deleted', { exact: true }).waitFor();
});
