import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, startCounting, untilLive } from '#tests/support/console-jobs.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const syncdeck = useConsole();
let running = '';
let failed = '';
beforeAll(async () => {
  running = await startCounting(syncdeck, 'Runs for axe', { total: 1_000_000 });
  failed = await startCounting(syncdeck, 'Failed for axe', { total: 100, batchMs: 1, failAt: 20, failMessage: 'the source answered 503' });
  await startCounting(syncdeck, 'Done for axe', { total: 20, batchMs: 1 });
  await reachStatus(syncdeck, running, 'running');
  await reachStatus(syncdeck, failed, 'failed');
  await syncdeck.addUser('omar', 'operator');
}, 120_000);

/** What axe finds: rule and node, of any impact. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await (
      window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run({ runOnly: tags });
    return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => `${id} (${impact}): ${html.slice(0, 160)}`));
  });
}

const places = [
  ['the overview', '/overview'],
  ['the job list', '/control'],
  ['a query that matches nothing', '/control?q=status%3Apaused'],
  ['a query that is wrong', '/control?q=stauts%3Afailed'],
  ['bulk actions', '/bulk?q=status%3Afailed'],
  ['analytics', '/analytics'],
  ['schedules with the editor', '/schedules?type=quran'],
  ['history', '/history'],
  ['the audit log', '/history?view=audit'],
  ['settings', '/settings'],
  ['users', '/users'],
] as const;

describe.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
] as const)('axe finds nothing in %s, %i wide,', (theme, width) => {
  test('on any page', async () => {
    const page = await syncdeck.visit({ user: 'admin', theme, width });
    for (const [name, path] of places) {
      await page.goto(syncdeck.url + path);
      await untilLive(page);
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      expect([name, await findViolations(page)]).toEqual([name, []]);
    }
  });

  test('on a job in each part of its panel, and in the dialogs', async () => {
    const page = await syncdeck.visit({ user: 'admin', path: `/control?job=${running}`, theme, width });
    await panelOf(page).getByRole('heading', { name: 'Runs for axe' }).waitFor();
    for (const tab of ['logs', 'payload', 'checkpoint', 'attempts', 'audit']) {
      await page.goto(`${syncdeck.url}/control?job=${running}&tab=${tab}`);
      await panelOf(page).getByRole('heading', { name: 'Runs for axe' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([tab, await findViolations(page)]).toEqual([tab, []]);
    }
    await panelOf(page).getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('dialog', { name: /^Cancel/ }).waitFor();
    expect(['confirm', await findViolations(page)]).toEqual(['confirm', []]);
    await page.keyboard.press('Escape');

    await page.goto(`${syncdeck.url}/control?job=${failed}`);
    await panelOf(page).getByRole('button', { name: 'Retry…' }).click();
    await page.getByRole('radio', { name: /other parameters/ }).check();
    expect(['retry', await findViolations(page)]).toEqual(['retry', []]);
  });

  test('in what opens over the pages, and where nobody is signed in', async () => {
    const page = await syncdeck.visit({ user: 'admin', path: '/control', theme, width });
    await untilLive(page);
    for (const [name, keys, role] of [
      ['palette', 'Control+k', 'dialog'],
      ['shortcuts', 'Shift+?', 'dialog'],
    ] as const) {
      await page.keyboard.press(keys);
      await page.getByRole(role).first().waitFor();
      expect([name, await findViolations(page)]).toEqual([name, []]);
      await page.keyboard.press('Escape');
      await page.getByRole(role).first().waitFor({ state: 'hidden' });
    }
    await page.getByRole('button', { name: /^Notices/ }).click();
    expect(['notices', await findViolations(page)]).toEqual(['notices', []]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New job' }).click();
    await page.getByRole('dialog', { name: 'Start a job' }).waitFor();
    expect(['trigger', await findViolations(page)]).toEqual(['trigger', []]);

    const stranger = await syncdeck.visit({ theme, width });
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(['sign-in', await findViolations(stranger)]).toEqual(['sign-in', []]);
  });
});
