import { beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, readAudit, readJob, rowOf, startCounting, untilLive } from '#tests/support/console-jobs.ts';
import { until } from '#tests/support/until.ts';

const syncdeck = useConsole();
beforeAll(() => syncdeck.addUser('anna', 'operator'));

async function openJob(jobName: string): Promise<Page> {
  const page = await syncdeck.visit({ user: 'anna', path: '/control' });
  await untilLive(page);
  await rowOf(page, jobName).click();
  await panelOf(page).getByRole('heading', { name: jobName }).waitFor();
  return page;
}

describe('an action goes from a click to the row and the audit log:', () => {
  test('pause, and resume', async () => {
    const jobId = await startCounting(syncdeck, 'To be paused');
    await reachStatus(syncdeck, jobId, 'running');
    const page = await openJob('To be paused');
    const panel = panelOf(page);
    await panel.getByRole('button', { name: 'Pause', exact: true }).click();
    await panel.getByText('Paused', { exact: true }).first().waitFor();
    const paused = await reachStatus(syncdeck, jobId, 'paused');
    expect(await readAudit(syncdeck, jobId, 'pause')).toMatchObject([
      { performed_by: 'anna', metadata: { origin: 'socket', before: { status: 'running' }, after: { status: 'paused' } } },
    ]);
    expect(await rowOf(page, 'To be paused').getByText('Paused', { exact: true }).isVisible()).toBe(true);

    await panel.getByRole('button', { name: 'Resume', exact: true }).click();
    const resumed = await reachStatus(syncdeck, jobId, 'running');
    expect(resumed.progress_done).toBeGreaterThanOrEqual(paused.progress_done);
    await panel.getByText('Running', { exact: true }).first().waitFor();
    expect(await readAudit(syncdeck, jobId, 'resume')).toHaveLength(1);
  });

  test('change of priority', async () => {
    const jobId = await startCounting(syncdeck, 'To be hurried', {}, { priority: 6 });
    const page = await openJob('To be hurried');
    await panelOf(page)
      .getByRole('button', { name: /^Priority: 6/ })
      .click();
    await page.getByRole('menuitem', { name: /Urgent/ }).click();
    await panelOf(page)
      .getByRole('button', { name: /^Priority: 2 Urgent/ })
      .waitFor();
    expect((await readJob(syncdeck, jobId))?.priority).toBe(2);
    expect(await readAudit(syncdeck, jobId, 'priority_change')).toMatchObject([
      { performed_by: 'anna', metadata: { before: { priority: 6 }, after: { priority: 2 } } },
    ]);
  });

  test('cancel asks first and takes a reason; what it asks can be refused', async () => {
    const jobId = await startCounting(syncdeck, 'To be cancelled');
    await reachStatus(syncdeck, jobId, 'running');
    const page = await openJob('To be cancelled');
    await panelOf(page).getByRole('button', { name: 'Cancel', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel To be cancelled?' });
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await readJob(syncdeck, jobId))?.status).toBe('running');

    const cancel = panelOf(page).getByRole('button', { name: 'Cancel', exact: true });
    await until('the button has focus again', () => cancel.evaluate((button) => button === document.activeElement));
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Reason').fill('not needed any more');
    await dialog.getByRole('button', { name: 'Cancel the job' }).click();
    await reachStatus(syncdeck, jobId, 'cancelled');
    expect(await readAudit(syncdeck, jobId, 'cancel')).toMatchObject([{ metadata: { reason: 'not needed any more' } }]);
    await panelOf(page).getByText('Cancelled', { exact: true }).first().waitFor();
  });

  test('retry from the checkpoint, and from the start', async () => {
    const jobId = await startCounting(syncdeck, 'Fails halfway', { total: 100, batchMs: 1, failAt: 50, failMessage: 'the source is gone' });
    await reachStatus(syncdeck, jobId, 'failed');
    const page = await openJob('Fails halfway');
    await panelOf(page).getByText('the source is gone').first().waitFor();
    await panelOf(page).getByRole('button', { name: 'Retry…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retry Fails halfway' });
    await dialog.getByRole('radio', { name: /From the checkpoint/ }).check();
    await dialog.getByRole('button', { name: 'Retry' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await until('it was retried', async () => (await readAudit(syncdeck, jobId, 'retry')).length === 1);
    await reachStatus(syncdeck, jobId, 'failed');

    await panelOf(page).getByRole('button', { name: 'Retry…' }).click();
    await dialog
      .getByRole('radio', { name: /From the start/ })
      .first()
      .check();
    await dialog.getByLabel('Reason').fill('all of it again');
    await dialog.getByRole('button', { name: 'Retry' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const [audit] = await until('it was retried again', async () => {
      const rows = await readAudit(syncdeck, jobId, 'retry');
      return rows.length === 2 ? rows : undefined;
    });
    expect(audit).toMatchObject({ performed_by: 'anna', metadata: { reason: 'all of it again', fromStart: true } });
  });

  test('retry with edited parameters shows what changes, and a value that does not fit stays at its field', async () => {
    const jobId = await startCounting(syncdeck, 'Wrong numbers', { total: 100, batchMs: 1, failAt: 50 });
    await reachStatus(syncdeck, jobId, 'failed');
    const page = await openJob('Wrong numbers');
    await panelOf(page).getByRole('button', { name: 'Retry…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retry Wrong numbers' });
    await dialog.getByRole('radio', { name: /other parameters/ }).check();
    const total = dialog.getByLabel(/^total/i);
    await total.fill('-3');
    await dialog.getByRole('button', { name: 'Retry' }).click();
    await dialog.getByText('Too small', { exact: false }).first().waitFor();
    expect((await readJob(syncdeck, jobId))?.status).toBe('failed');

    await total.fill('40');
    await dialog.getByRole('region', { name: 'What changes' }).getByText('40').first().waitFor();
    await dialog.getByRole('button', { name: 'Retry' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const done = await reachStatus(syncdeck, jobId, 'completed');
    expect(done.params).toMatchObject({ total: 40, failAt: 50 });
    expect(await readAudit(syncdeck, jobId, 'retry')).toMatchObject([
      { metadata: { before: { params: { total: 100 } }, after: { params: { total: 40 } } } },
    ]);
  });

  test('delete', async () => {
    const jobId = await startCounting(syncdeck, 'To be deleted', { total: 10, batchMs: 1 });
    await reachStatus(syncdeck, jobId, 'completed');
    const page = await openJob('To be deleted');
    await panelOf(page).getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete the job' }).click();
    await until('the row is gone', async () => (await readJob(syncdeck, jobId)) === undefined);
    expect(await readAudit(syncdeck, jobId, 'delete')).toHaveLength(1);
    await panelOf(page).getByText('This job is deleted').waitFor();
  });

  test('start, from a form made of the type’s schema', async () => {
    const page = await syncdeck.visit({ user: 'anna', path: '/control' });
    await untilLive(page);
    await page.getByRole('button', { name: 'New job' }).click();
    const dialog = page.getByRole('dialog', { name: 'Start a job' });
    await dialog.getByRole('combobox', { name: /^Type/ }).selectOption('counting');
    await dialog.getByLabel(/^Name/).fill('Started by hand');
    await dialog.getByLabel(/^total/i).fill('30');
    await dialog.getByRole('button', { name: 'Start the job' }).click();
    await page.getByRole('link', { name: 'Open the job' }).click();
    await panelOf(page).getByRole('heading', { name: 'Started by hand' }).waitFor();
    const [job] = await syncdeck.query<{ job_id: string }>(`SELECT job_id FROM sync_job_control WHERE job_name = 'Started by hand'`);
    await reachStatus(syncdeck, job?.job_id ?? '', 'completed');
    await panelOf(page).getByText('Completed', { exact: true }).first().waitFor();
    expect(await readAudit(syncdeck, job?.job_id ?? '', 'trigger')).toMatchObject([{ performed_by: 'anna' }]);
  });
});

test('acting on a selection: what fits is counted, named and done, with a result for each job', async () => {
  // One after the other: the list is in the order of their starts, and Shift takes all between.
  const ids: string[] = [];
  for (const n of [1, 2, 3]) ids.push(await startCounting(syncdeck, `Chosen ${n}`));
  for (const jobId of ids) await reachStatus(syncdeck, jobId, 'running');
  const page = await syncdeck.visit({ user: 'anna', path: `/control?q=${encodeURIComponent('name:Chosen')}` });
  await untilLive(page);
  await rowOf(page, 'Chosen 1').getByRole('checkbox').click();
  await rowOf(page, 'Chosen 3')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await page.getByText('3 selected').waitFor();
  await page.getByRole('button', { name: /^Pause 3/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Chosen 2').waitFor();
  await dialog.getByRole('button', { name: /Pause/ }).click();
  for (const jobId of ids) await reachStatus(syncdeck, jobId, 'paused');
  for (const jobId of ids) expect(await readAudit(syncdeck, jobId, 'pause')).toHaveLength(1);
  await page.getByRole('link', { name: 'Results' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bulk Ops' }).waitFor({ state: 'attached' });
  await rowOf(page, 'Chosen 2').waitFor();
});
