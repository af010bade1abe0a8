import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, rowOf, switchSchedulesOff, untilLive } from '#tests/support/console-jobs.ts';
import { until } from '#tests/support/until.ts';

const syncdeck = useConsole();
beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await syncdeck.addUser('vera', 'viewer');
  await switchSchedulesOff(syncdeck);
});

const listJobs = () =>
  syncdeck.query<{ job_id: string; job_type: string; job_name: string; status: string; priority: number; run_at: Date | null }>(
    'SELECT job_id, job_type, job_name, status, priority, run_at FROM sync_job_control ORDER BY id',
  );
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Start a job' });

/** Deletes every job, so that the next page finds none. */
async function empty(): Promise<void> {
  for (const { job_id, status } of await listJobs()) {
    if (status === 'pending') await syncdeck.api.jobs('POST', `/${job_id}/cancel`, { reason: 'only a test' });
    await syncdeck.api.jobs('DELETE', `/${job_id}`);
  }
  expect(await listJobs()).toEqual([]);
}

test('where no job has ever been, the first of each type is started from the empty list', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/control' });
  await untilLive(page);
  await page.getByText('No jobs yet').waitFor();
  await page.getByText('No schedule is on. A job runs when somebody starts it.').waitFor();
  const { body } = await syncdeck.api.jobs('GET', '/types');
  const types = (body.items as { jobType: string }[]).map(({ jobType }) => jobType);
  expect(types).toContain('counting');

  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  for (const type of types) {
    if (type === 'quran') await page.getByRole('button', { name: 'Run quran now' }).click();
    else {
      await page.getByRole('button', { name: 'Other types' }).click();
      await page.getByRole('menuitem', { name: type, exact: true }).click();
    }
    const dialog = dialogOf(page);
    expect(await dialog.getByRole('combobox', { name: 'Type', exact: true }).inputValue()).toBe(type);
    await dialog.getByLabel(/^Name/).fill(`The first ${type}`);
    // Not now: it would ask the world outside.
    await dialog.getByLabel(/^Not before/).fill(tomorrow);
    await dialog.getByRole('button', { name: 'Start the job' }).click();
    await page.getByText(`The first ${type} is queued.`).waitFor();
    await rowOf(page, `The first ${type}`).waitFor();
    expect(await listJobs()).toMatchObject([
      { job_type: type, job_name: `The first ${type}`, status: 'pending', run_at: new Date(`${tomorrow}:00Z`) },
    ]);
    await empty();
    await page.reload();
    await page.getByText('No jobs yet').waitFor();
  }
});

test('the form says what is wrong with a parameter, and the way leads to the job that was started', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/control' });
  await untilLive(page);
  await page.getByRole('button', { name: 'Run quran now' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('combobox', { name: 'Type', exact: true }).selectOption({ label: 'Counting' });
  const total = dialog.getByLabel('total', { exact: true });
  expect(await total.inputValue()).toBe('100');
  await total.fill('-5');
  await dialog.getByRole('button', { name: 'Start the job' }).click();
  await dialog.getByText('Some fields need another look: they are marked.').waitFor();
  expect(await total.getAttribute('aria-invalid')).toBe('true');
  expect(await listJobs()).toEqual([]);
  await total.fill('40');
  await dialog.getByRole('button', { name: 'Priority: 5 Normal' }).click();
  await page
    .getByRole('menuitem', { name: /Urgent$/ })
    .first()
    .click();

  // The same parameters as text: half of it is told of, and the form takes over what was written there.
  await dialog.getByRole('button', { name: 'JSON', exact: true }).click();
  const json = dialog.getByLabel('Parameters as JSON');
  expect(JSON.parse(await json.inputValue())).toMatchObject({ total: 40 });
  await json.fill('{"total": ');
  await dialog.getByText('This is not a JSON object yet.').waitFor();
  await json.fill('{"total": 30, "failMessage": "never"}');
  await dialog.getByRole('button', { name: 'Form', exact: true }).click();
  expect(await total.inputValue()).toBe('30');
  expect(await dialog.getByLabel('failMessage').inputValue()).toBe('never');
  await dialog.getByRole('button', { name: 'Start the job' }).click();
  await page.getByText('Counting is queued.').waitFor();
  await page.getByRole('link', { name: 'Open the job' }).click();
  await panelOf(page).getByRole('heading', { name: 'Counting' }).waitFor();
  const [job] = await listJobs();
  expect(job).toMatchObject({ job_type: 'counting', job_name: 'Counting' });
  expect(new URL(page.url()).searchParams.get('job')).toBe(job?.job_id);
  await reachStatus(syncdeck, job?.job_id ?? '', 'completed');
  const [stored] = await syncdeck.query('SELECT params, priority, progress_done FROM sync_job_control');
  expect(stored).toMatchObject({ params: { total: 30, failMessage: 'never' }, priority: 2, progress_done: 30 });
  await page.getByText('No jobs yet').waitFor({ state: 'detached' });
  await empty();
});

test('a viewer is told when the first job comes by itself, and has nothing to start one with', async () => {
  await syncdeck.api.jobs('POST', '/schedules/audio/toggle', { enabled: true });
  await syncdeck.api.call('PUT', '/v4/admin/jobs/schedules/audio', { cronExpression: '0 4 * * *', timeZone: 'UTC' });
  const page = await syncdeck.visit({ user: 'vera', path: '/control', timeZone: 'Asia/Riyadh' });
  await untilLive(page);
  // Four in UTC is seven there.
  await page.getByText(/^One schedule is on\. It runs audio at 07:00, in \d+[hm].*You need not wait for it\.$/).waitFor();
  expect(await page.getByRole('button', { name: 'Run quran now' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Other types' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'New job' }).count()).toBe(0);
  await syncdeck.api.jobs('POST', '/schedules/hadith/toggle', { enabled: true });
  await until('both are told of', () => page.getByText(/^2 schedules are on\. The first, /).isVisible());
  await page.getByRole('main').getByRole('link', { name: 'Schedules' }).click();
  await page.waitForURL('**/schedules');
});
