import { beforeAll, expect, test } from 'vitest';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, readJob, rowOf, startCounting, untilLive } from '#tests/support/console-jobs.ts';
import { countRenders } from '#tests/support/count-renders.ts';
import { until } from '#tests/support/until.ts';

// A backend that was killed refuses connections; the page tries again, and says so in the browser's console.
const syncdeck = useConsole({ expectedErrors: /WebSocket connection|ERR_CONNECTION_REFUSED|ERR_SOCKET|status of 50\d/ });
beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await syncdeck.addUser('omar', 'operator');
});

test('two people in two browsers see each other’s actions at once', async () => {
  const jobId = await startCounting(syncdeck, 'Shared job');
  await reachStatus(syncdeck, jobId, 'running');
  const annas = await syncdeck.visit({ user: 'anna', path: '/control' });
  const omars = await syncdeck.visit({ user: 'omar', path: `/control?job=${jobId}` });
  await untilLive(annas);
  await panelOf(omars).getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await rowOf(annas, 'Shared job').click();
  await panelOf(annas).getByRole('button', { name: 'Pause', exact: true }).click();
  await panelOf(omars).getByRole('button', { name: 'Resume', exact: true }).waitFor();
  await rowOf(omars, 'Shared job').getByText('Paused', { exact: true }).waitFor();
  await omars.getByRole('button', { name: /Notices, 1 unread/ }).click();
  await omars.getByText(/anna paused Shared job/).waitFor();

  await omars.keyboard.press('Escape');
  await panelOf(omars).getByRole('button', { name: 'Resume', exact: true }).click();
  await panelOf(annas).getByRole('button', { name: 'Pause', exact: true }).waitFor();
});

test('progress of a running job moves by itself, for the jobs in sight', async () => {
  const jobId = await startCounting(syncdeck, 'Moves on');
  await reachStatus(syncdeck, jobId, 'running');
  const page = await syncdeck.visit({ user: 'anna', path: `/control?job=${jobId}` });
  await untilLive(page);
  const done = async () => Number(/([\d,]+) of 20,000/.exec(await panelOf(page).innerText())?.[1]?.replaceAll(',', '') ?? 0);
  const first = await until('it has begun', async () => (await done()) || undefined);
  await until('it went on', async () => (await done()) > first + 100);
});

test('a row renders again only for its own job', async () => {
  const [moves, rests, changes] = (await Promise.all(
    ['Row that moves', 'Row that rests', 'Row that changes'].map((name) => startCounting(syncdeck, name)),
  )) as [string, string, string];
  for (const jobId of [moves, rests, changes]) await reachStatus(syncdeck, jobId, 'running');
  for (const jobId of [rests, changes]) await syncdeck.api.jobs('POST', `/${jobId}/pause`);
  const page = await syncdeck.visit({ user: 'anna', path: `/control?q=${encodeURIComponent('name:"Row that"')}` });
  const renders = await countRenders(page);
  await untilLive(page);
  for (const name of ['rests', 'changes']) await rowOf(page, `Row that ${name}`).getByText('Paused', { exact: true }).waitFor();
  expect(Object.keys(await renders.take()).sort()).toEqual([moves, rests, changes].sort());

  let progress = 0;
  await until('progress was drawn ten times', async () => {
    const counted = await renders.take();
    // Nothing of its own happened to the others.
    expect(Object.keys(counted).filter((jobId) => jobId !== moves)).toEqual([]);
    progress += counted[moves] ?? 0;
    return progress >= 10;
  });

  await syncdeck.api.jobs('PUT', `/${changes}/priority`, { priority: 1 });
  await until('the change was drawn', async () => {
    const counted = await renders.take();
    expect(Object.keys(counted)).not.toContain(rests);
    return (counted[changes] ?? 0) > 0;
  });
});

test('a row that no longer fits stays where it is until it is shown', async () => {
  const ids = await Promise.all([1, 2, 3].map((n) => startCounting(syncdeck, `Steady row ${n}`)));
  for (const jobId of ids) await reachStatus(syncdeck, jobId, 'running');
  const page = await syncdeck.visit({ user: 'anna', path: `/control?q=${encodeURIComponent('status:running name:"Steady row"')}` });
  await untilLive(page);
  await rowOf(page, 'Steady row 2').hover();
  const before = await rowOf(page, 'Steady row 1').boundingBox();
  await syncdeck.api.jobs('POST', `/${ids[1]}/pause`);
  await page.getByText('1 changed').waitFor();
  await rowOf(page, 'Steady row 2').getByText('Paused', { exact: true }).waitFor();
  expect(await rowOf(page, 'Steady row 1').boundingBox()).toEqual(before);
  await page.keyboard.press('.');
  await rowOf(page, 'Steady row 2').waitFor({ state: 'detached' });
  expect(await rowOf(page, 'Steady row 1').count()).toBe(1);
});

test('a backend that is killed and comes back: the page says so, shows nothing old as live, and misses nothing', async () => {
  const jobId = await startCounting(syncdeck, 'Outlives its backend');
  await reachStatus(syncdeck, jobId, 'running');
  const page = await syncdeck.visit({ user: 'anna', path: `/control?job=${jobId}` });
  await untilLive(page);
  await panelOf(page).getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await syncdeck.kill();
  await page.getByRole('alert').filter({ hasText: 'Offline since' }).waitFor();
  expect(await page.getByText('Live', { exact: true }).count()).toBe(0);
  expect(await panelOf(page).getByRole('button', { name: 'Pause', exact: true }).getAttribute('aria-disabled')).toBe('true');
  expect(await page.evaluate(() => document.querySelector('.body')?.classList.contains('stale'))).toBe(true);

  const before = (await readJob(syncdeck, jobId))?.progress_done ?? 0;

  await syncdeck.restart();
  await page.getByText('Live', { exact: true }).waitFor({ timeout: 60_000 });
  await until('the job went on from its checkpoint', async () => ((await readJob(syncdeck, jobId))?.progress_done ?? 0) > before);
  await panelOf(page).getByRole('button', { name: 'Pause', exact: true }).click();
  await panelOf(page).getByRole('button', { name: 'Resume', exact: true }).waitFor();
  expect(await readJob(syncdeck, jobId)).toMatchObject({ status: 'paused', attempt: 1 });
  expect(await page.getByRole('alert').filter({ hasText: 'Offline' }).count()).toBe(0);
});
