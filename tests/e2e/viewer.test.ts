import { beforeAll, describe, expect, test } from 'vitest';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, startCounting, untilLive } from '#tests/support/console-jobs.ts';

const syncdeck = useConsole();
let running = '';
let failed = '';
beforeAll(async () => {
  await syncdeck.addUser('vera', 'viewer');
  running = await startCounting(syncdeck, 'Runs on');
  failed = await startCounting(syncdeck, 'Fails', { total: 100, batchMs: 1, failAt: 20 });
  await reachStatus(syncdeck, running, 'running');
  await reachStatus(syncdeck, failed, 'failed');
}, 120_000);

/** What acts on jobs, schedules or users, by name, wherever it stands. */
const ACTS = /^(pause|resume|cancel|retry|delete|change priority|new job|run now|start|save|add|revoke|remove|sign out everyone)/i;

describe('a viewer', () => {
  const places = ['/overview', '/control', '/bulk', '/analytics', '/schedules', '/history', '/history?view=audit'];
  test.each([...places])('finds no action on %s', async (path) => {
    const page = await syncdeck.visit({ user: 'vera', path });
    await untilLive(page);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    const names = await page.getByRole('main').getByRole('button').allInnerTexts();
    expect(names.filter((name) => ACTS.test(name.trim()))).toEqual([]);
    expect(await page.getByRole('main').getByRole('switch').count()).toBe(0);
  });

  test('sees all of a job, and no action on it', async () => {
    for (const [jobId, name] of [
      [running, 'Runs on'],
      [failed, 'Fails'],
    ] as const) {
      const page = await syncdeck.visit({ user: 'vera', path: `/control?job=${jobId}` });
      await panelOf(page).getByRole('heading', { name }).waitFor();
      const names = await panelOf(page).getByRole('button').allInnerTexts();
      expect(names.filter((each) => ACTS.test(each.trim()))).toEqual([]);
      await page.keyboard.press('p');
      await page.keyboard.press('r');
      expect(await page.getByRole('dialog').count()).toBe(0);
    }
    const [audit] = await syncdeck.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM sync_job_audit_logs WHERE performed_by = 'vera' AND action NOT IN ('sign_in', 'login')`,
    );
    expect(audit?.n).toBe(0);
  });

  test('finds no page for users, and is told whose it is', async () => {
    const page = await syncdeck.visit({ user: 'vera', path: '/users' });
    await page.getByText('This page is for admins').waitFor();
    expect(await page.getByRole('link', { name: 'Users and access' }).count()).toBe(0);
  });

  test('is refused by the server, whatever the page shows', async () => {
    const api = await syncdeck.apiOf('vera');
    const calls = [
      ['POST', `/v4/admin/jobs/${running}/pause`, {}],
      ['POST', `/v4/admin/jobs/${failed}/retry`, {}],
      ['DELETE', `/v4/admin/jobs/${failed}`, undefined],
      ['PUT', `/v4/admin/jobs/${running}/priority`, { priority: 1 }],
      ['POST', '/v4/admin/jobs', { jobType: 'counting' }],
      ['POST', '/v4/admin/jobs/bulk', { action: 'pause', filter: {} }],
      ['PUT', '/v4/admin/jobs/schedules/quran', { priority: 3 }],
      ['POST', '/v4/admin/users', { username: 'eve', role: 'admin', password: 'long enough for this' }],
    ] as const;
    for (const [method, path, body] of calls) {
      const answer = await api.call(method, path, body);
      expect([method, path, answer.status]).toEqual([method, path, 403]);
    }
  });
});
