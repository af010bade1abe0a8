import { beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, readAudit, readJob, rowOf, startCounting, untilLive } from '#tests/support/console-jobs.ts';
import { until } from '#tests/support/until.ts';

const syncdeck = useConsole();
beforeAll(() => syncdeck.addUser('anna', 'operator'));

/** The list of the jobs of one test, with the first under the keys. No mouse from here on. */
async function openList(name: string): Promise<Page> {
  const page = await syncdeck.visit({ user: 'anna', path: `/control?q=${encodeURIComponent(`name:"${name}"`)}` });
  await untilLive(page);
  await rowOf(page, name).first().waitFor();
  await page.keyboard.press('j');
  return page;
}

describe('by keyboard alone', () => {
  test('pages are reached, the shortcuts are listed, and the palette finds a job', async () => {
    const jobId = await startCounting(syncdeck, 'Needle in the stack');
    const page = await syncdeck.visit({ user: 'anna' });
    await untilLive(page);
    for (const [keys, path] of [
      ['gc', '/control'],
      ['gb', '/bulk'],
      ['ga', '/analytics'],
      ['gs', '/schedules'],
      ['gh', '/history'],
      ['go', '/overview'],
    ] as const) {
      for (const key of keys) await page.keyboard.press(key);
      await page.waitForURL(`**${path}`);
    }
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog').getByText('Search or run').waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('needle');
    await page.getByRole('option').filter({ hasText: 'Needle in the stack' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**job=${jobId}*`);
    await panelOf(page).getByRole('heading', { name: 'Needle in the stack' }).waitFor();
    await page.keyboard.press('Escape');
    await panelOf(page).waitFor({ state: 'hidden' });
  });

  test('a job is paused, resumed, hurried and cancelled', async () => {
    const jobId = await startCounting(syncdeck, 'All keys');
    await reachStatus(syncdeck, jobId, 'running');
    const page = await openList('All keys');
    await page.keyboard.press('p');
    await reachStatus(syncdeck, jobId, 'paused');
    await rowOf(page, 'All keys').getByText('Paused', { exact: true }).waitFor();
    await page.keyboard.press('p');
    await reachStatus(syncdeck, jobId, 'running');
    await rowOf(page, 'All keys').getByText('Running', { exact: true }).waitFor();
    await page.keyboard.press('i');
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('3');
    await until('the priority is 3', async () => (await readJob(syncdeck, jobId))?.priority === 3);
    await page.keyboard.press('c');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('by keys');
    await page.keyboard.press('Enter');
    await reachStatus(syncdeck, jobId, 'cancelled');
    expect(await readAudit(syncdeck, jobId, 'cancel')).toMatchObject([{ metadata: { reason: 'by keys' } }]);
  });

  test('a job is opened, retried through its dialog, and deleted through its menu', async () => {
    const jobId = await startCounting(syncdeck, 'Opened by Enter', { total: 100, batchMs: 1, failAt: 20 });
    await reachStatus(syncdeck, jobId, 'failed');
    const page = await openList('Opened by Enter');
    await page.keyboard.press('Enter');
    await panelOf(page).getByRole('heading', { name: 'Opened by Enter' }).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await until('it was retried', async () => (await readAudit(syncdeck, jobId, 'retry')).length === 1);
    await reachStatus(syncdeck, jobId, 'failed');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await panelOf(page).getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    await until('the keys are on Delete', async () => {
      const focused = await page.evaluate(() => document.activeElement?.textContent);
      if (focused === 'Delete') return true;
      await page.keyboard.press('ArrowDown');
      return false;
    });
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Delete Opened by Enter?' }).waitFor();
    await page.keyboard.press('Enter');
    await until('it is gone', async () => (await readJob(syncdeck, jobId)) === undefined);
  });

  test('rows are selected and acted on together', async () => {
    const ids = await Promise.all([1, 2, 3].map((n) => startCounting(syncdeck, `Row by keys ${n}`)));
    for (const jobId of ids) await reachStatus(syncdeck, jobId, 'running');
    const page = await openList('Row by keys');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('p');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await until('two are paused', async () => {
      const rows = await Promise.all(ids.map((jobId) => readJob(syncdeck, jobId)));
      return rows.filter((row) => row?.status === 'paused').length === 2;
    });
    await page.keyboard.press('Escape');
    await page.getByText('2 selected').waitFor({ state: 'detached' });
  });

  test('single keys rest while a person types, and where they are turned off', async () => {
    const jobId = await startCounting(syncdeck, 'Typed about');
    await reachStatus(syncdeck, jobId, 'running');
    const page = await openList('Typed about');
    await page.keyboard.press('/');
    await page.keyboard.type('pcr');
    expect((await readJob(syncdeck, jobId))?.status).toBe('running');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});
