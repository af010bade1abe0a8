import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { panelOf, rowOf } from '#tests/support/console-jobs.ts';
import { useDesktop } from '#tests/support/desktop.ts';
import { findBackend, openWindow, readDesktop, startJob, untilEnvironment, untilUp } from '#tests/support/desktop-page.ts';
import { until } from '#tests/support/until.ts';

const desktop = useDesktop();
const NOTHING_LOST = 100_000;

test('the first start brings up a backend of its own, and runs quran to its end', async () => {
  const app = await desktop.launch();
  const page = await openWindow(app);
  await untilUp(page, 'local');
  expect(new URL(page.url()).pathname).toBe('/e/local/overview');
  await page.getByRole('link', { name: 'Control' }).click();
  const row = rowOf(page, 'Quran text').filter({ hasText: 'Completed' });
  await row.waitFor({ timeout: NOTHING_LOST });
  await row.getByText('Quran text').click();
  await panelOf(page).getByText('6,236').first().waitFor();
  const { environments, keyStore } = await readDesktop(page);
  expect(environments).toMatchObject([{ environment: { id: 'local' }, status: { user: { role: 'admin' }, health: 'healthy' } }]);
  expect(keyStore).toEqual({ isAvailable: true });
  expect(existsSync(path.join(app.userData, 'logs/main.log'))).toBe(true);
});

test('a local backend that is killed is started again, and its job goes on from where it was', async () => {
  const app = await desktop.launch({ env: { SYNCDECK_FIRST_RUN: 'off' } });
  const page = await openWindow(app);
  await untilUp(page, 'local');
  await page.getByRole('link', { name: 'Control' }).click();
  await startJob(page, { type: 'Quran text', name: 'Slow verses', fields: { ratePerSecond: '400' } });
  await untilEnvironment(page, 'local', 'runs it', ({ status }) => status.counts?.running === 1);

  const first = findBackend(app);
  if (!first) throw new Error('the app has no backend');
  process.kill(first, 'SIGKILL');
  await untilEnvironment(page, 'local', 'is away', ({ status }) => status.connection.kind === 'offline');
  await untilUp(page, 'local');
  expect(await until('another process is there', () => findBackend(app))).not.toBe(first);
  await rowOf(page, 'Slow verses').filter({ hasText: 'Completed' }).waitFor({ timeout: NOTHING_LOST });
});

test('quitting while a job runs stops within ten seconds, and the next start goes on with it', async () => {
  const before = await desktop.launch({ env: { SYNCDECK_FIRST_RUN: 'off' } });
  const page = await openWindow(before);
  await untilUp(page, 'local');
  await page.getByRole('link', { name: 'Control' }).click();
  await startJob(page, { type: 'Quran text', name: 'Verses over a quit', fields: { ratePerSecond: '400' } });
  await untilEnvironment(page, 'local', 'runs it', ({ status }) => status.counts?.running === 1);
  const backend = findBackend(before) as number;

  const since = performance.now();
  expect(await before.close()).toBe(0);
  expect(performance.now() - since).toBeLessThan(15_000);
  expect(existsSync(`/proc/${backend}`)).toBe(false);

  const after = await desktop.launch({ userData: before.userData, env: { SYNCDECK_FIRST_RUN: 'off' } });
  const again = await openWindow(after);
  await untilUp(again, 'local');
  // Where the person was: on the job list.
  expect(new URL(again.url()).pathname).toBe('/e/local/control');
  await rowOf(again, 'Verses over a quit').filter({ hasText: 'Completed' }).waitFor({ timeout: NOTHING_LOST });
  await rowOf(again, 'Verses over a quit').click();
  await again.getByRole('tab', { name: 'Attempts' }).click();
  await again.getByText('handed back').waitFor();
});
