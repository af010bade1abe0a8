import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import {
  panelOf,
  reachStatus,
  readAudit,
  readJob,
  rowOf,
  startCounting,
  switchSchedulesOff,
  untilLive,
} from '#tests/support/console-jobs.ts';
import { linesOf, readDownload } from '#tests/support/read-download.ts';
import { until } from '#tests/support/until.ts';

const syncdeck = useConsole();
beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await syncdeck.addUser('vera', 'viewer');
  await switchSchedulesOff(syncdeck);
});

const paletteOf = (page: Page) => page.getByRole('dialog', { name: 'Search or run' });
const fieldOf = (page: Page) => page.getByRole('combobox', { name: 'Search or run' });
const optionOf = (page: Page, name: string | RegExp) => paletteOf(page).getByRole('option', { name });
const groupOf = (page: Page, name: string) => paletteOf(page).getByRole('group', { name });
const queryOf = (page: Page) => new URL(page.url()).searchParams.get('q');
/** What Enter would take. */
const chosenOf = (page: Page) => paletteOf(page).locator('[role="option"][aria-selected="true"]');

async function open(page: Page, text = ''): Promise<void> {
  await page.keyboard.press('Control+k');
  await paletteOf(page).waitFor();
  if (text) await page.keyboard.type(text);
}
/** Goes down to the line that is meant, by keys alone: on a slow machine jobs that are found late stand below the rest. */
async function goTo(page: Page, line: string): Promise<void> {
  await optionOf(page, line).first().waitFor();
  await until(`${line} is chosen`, async () => {
    if ((await chosenOf(page).innerText()).includes(line)) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  });
}
async function run(page: Page, text: string, line: string): Promise<void> {
  await open(page, text);
  await goTo(page, line);
  await page.keyboard.press('Enter');
  await paletteOf(page).waitFor({ state: 'hidden' });
}

test('what is typed narrows to pages, types and actions; each line does what it says', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/overview', timeZone: 'Asia/Riyadh' });
  await untilLive(page);
  await page.getByRole('button', { name: /^Search or run/ }).click();
  await groupOf(page, 'Pages').getByRole('option', { name: 'Analytics' }).waitFor();
  await groupOf(page, 'Actions').getByRole('option', { name: 'Run a job…' }).waitFor();
  // An operator is shown no page of admins.
  expect(await optionOf(page, 'Users and access').count()).toBe(0);

  // Tab goes through the kinds, both ways round; Backspace in an empty field is the way out, Escape closes.
  for (const kind of ['jobs', 'types', 'pages']) {
    await page.keyboard.press('Tab');
    await paletteOf(page).locator('.chip').getByText(kind, { exact: true }).waitFor();
  }
  await page.keyboard.type('zzz');
  await paletteOf(page).getByText('Nothing is called “zzz”.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await paletteOf(page).locator('.chip').getByText('types', { exact: true }).waitFor();
  expect(await fieldOf(page).inputValue()).toBe('zzz');
  await fieldOf(page).fill('');
  await groupOf(page, 'Job types')
    .getByRole('option', { name: /^Jobs of Counting/ })
    .waitFor();
  await page.keyboard.press('Backspace');
  await groupOf(page, 'Pages').waitFor();
  expect(await paletteOf(page).locator('.chip').count()).toBe(0);
  await page.keyboard.press('Escape');
  await paletteOf(page).waitFor({ state: 'hidden' });

  await run(page, 'sched', 'Schedules');
  await page.waitForURL('**/schedules');
  await run(page, '#jobs counting', 'Jobs of Counting');
  await page.waitForURL('**/control?*');
  expect(queryOf(page)).toBe('type:counting');
  await open(page, '#counting');
  await optionOf(page, /^Run Counting…/).click();
  const form = page.getByRole('dialog', { name: 'Start a job' });
  expect(await form.getByRole('combobox', { name: 'Type', exact: true }).inputValue()).toBe('counting');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
  await run(page, '>run a job', 'Run a job…');
  await form.waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });

  const root = (name: string) => page.evaluate((key) => document.documentElement.getAttribute(key), name);
  await run(page, '>dark', 'Dark theme');
  await until('it is dark', async () => (await root('data-theme')) === 'dark');
  await open(page, '>theme');
  await optionOf(page, 'Light theme').waitFor();
  // What holds already is not offered.
  expect(await optionOf(page, 'Dark theme').count()).toBe(0);
  await page.keyboard.press('Escape');
  await run(page, '>comfortable', 'Comfortable rows');
  await until('the rows are higher', async () => (await root('data-density')) === 'comfortable');
  await page.getByText('Times in Asia/Riyadh').waitFor();
  await run(page, '>utc', 'Times in UTC');
  await page.getByText('Times in Asia/Riyadh').waitFor({ state: 'hidden' });
  await run(page, '>this machine', 'Times in this machine’s zone');
  await page.getByText('Times in Asia/Riyadh').waitFor();
  await run(page, '>العربية', 'العربية');
  await until('it reads from the right', async () => (await root('dir')) === 'rtl');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>English');
  await page.getByRole('option', { name: 'English' }).click();
  await until('it reads from the left', async () => (await root('dir')) === 'ltr');
  await run(page, '>shortcuts', 'Show the shortcuts');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await run(page, '>notices', 'Show the notices');
  await page.getByRole('dialog', { name: 'Notices' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Notices' }).waitFor({ state: 'hidden' });
  await run(page, '>sign out', 'Sign out');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
});

test('a job is found by its name, acted on, opened, and is among the recent ones afterwards', async () => {
  const jobId = await startCounting(syncdeck, 'Needle in the stack');
  const other = await startCounting(syncdeck, 'Needlework', { total: 10, batchMs: 1 });
  await reachStatus(syncdeck, jobId, 'running');
  await reachStatus(syncdeck, other, 'completed');
  const page = await syncdeck.visit({ user: 'anna', path: '/overview' });
  await untilLive(page);

  // Under way goes before done.
  await open(page, 'needle');
  const best = groupOf(page, 'Best match').getByRole('option');
  await best.filter({ hasText: 'Needle in the stack' }).waitFor();
  await best.locator('mark').getByText('Needle', { exact: true }).first().waitFor();
  await best.getByText('Running', { exact: true }).waitFor();
  await groupOf(page, 'Jobs')
    .getByRole('option', { name: /Needlework/ })
    .waitFor();
  await optionOf(page, /^Filter the list by needle\s*2 jobs$/).waitFor();
  await groupOf(page, 'On this job')
    .getByRole('option', { name: /^Pause it/ })
    .click();
  await reachStatus(syncdeck, jobId, 'paused');
  expect(await readAudit(syncdeck, jobId, 'pause')).toMatchObject([{ performed_by: 'anna' }]);

  // The job itself becomes the subject; a new priority is one step further, and Escape steps back.
  await open(page, 'needle in the');
  await goTo(page, 'Needle in the stack');
  await chosenOf(page).getByText('Paused', { exact: true }).waitFor();
  await page.keyboard.press('Control+Enter');
  await paletteOf(page).locator('.chip').getByText('Needle in the stack').waitFor();
  await optionOf(page, /^Resume it/).waitFor();
  await page.keyboard.type('priority');
  await chosenOf(page).filter({ hasText: 'Change its priority…' }).waitFor();
  await chosenOf(page).getByText('now 5 Normal').waitFor();
  await page.keyboard.press('Enter');
  await groupOf(page, 'New priority')
    .getByRole('option', { name: /^5 Normal/ })
    .waitFor();
  expect(await optionOf(page, /^5 Normal/).getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Escape');
  await groupOf(page, 'On this job')
    .getByRole('option', { name: /^Change its priority/ })
    .click();
  await page.keyboard.type('urgent');
  await chosenOf(page).filter({ hasText: '2 Urgent' }).waitFor();
  await page.keyboard.press('Enter');
  await until('the priority is 2', async () => (await readJob(syncdeck, jobId))?.priority === 2);

  await open(page, 'needle in the');
  await goTo(page, 'Needle in the stack');
  await page.keyboard.press('Control+Enter');
  await optionOf(page, /^Copy its id/).click();
  await page.getByText('Copied', { exact: true }).first().waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(jobId);
  // An id is its job, whatever else fits; Enter before the list is there is meant for that list.
  await page.keyboard.press('Control+k');
  await paletteOf(page).waitFor();
  await fieldOf(page).fill(other);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**job=${other}*`);
  await panelOf(page).getByRole('heading', { name: 'Needlework' }).waitFor();

  await open(page, 'needle in the');
  await goTo(page, 'Needle in the stack');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await panelOf(page).getByRole('heading', { name: 'Needle in the stack' }).waitFor();
  await page.keyboard.press('Escape');
  await panelOf(page).waitFor({ state: 'hidden' });
  await run(page, 'histo', 'History');
  await page.waitForURL('**/history');
  await page.keyboard.press('Control+k');
  const recent = groupOf(page, 'Recent').getByRole('option');
  await until('both jobs and the last pages are recent', async () => {
    const lines = await recent.allInnerTexts();
    return /Needle in the stack[\s\S]*Needlework[\s\S]*Control[\s\S]*Overview/.test(lines.join('\n'));
  });
  // Where the person is needs no way there.
  expect((await recent.allInnerTexts()).join('\n')).not.toContain('History');
  await recent.filter({ hasText: 'Needlework' }).click();
  await page.waitForURL(`**job=${other}*`);

  await open(page, 'needle in the');
  await goTo(page, 'Needle in the stack');
  await page.keyboard.press('Control+Enter');
  await optionOf(page, /^Cancel it…/).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel Needle in the stack?' });
  await dialog.getByLabel('Reason').fill('found it');
  await dialog.getByRole('button', { name: 'Cancel the job' }).click();
  await reachStatus(syncdeck, jobId, 'cancelled');
  expect(await readAudit(syncdeck, jobId, 'cancel')).toMatchObject([{ metadata: { reason: 'found it' } }]);

  // As a query of the list; and the export is of what the list shows.
  await run(page, 'needlework status:completed', 'Needlework');
  await open(page, 'needlework status:completed');
  await optionOf(page, /^Filter the list by/).click();
  await until('the list has it', () => queryOf(page) === 'needlework status:completed');
  await rowOf(page, 'Needlework').waitFor();
  const csv = await readDownload(page, () => run(page, '>export jobs csv', 'Export jobs as CSV'));
  expect(linesOf(csv.text)).toHaveLength(2);
  expect(csv.text).toContain(other);
  const json = await readDownload(page, () => run(page, '>export jobs json', 'Export jobs as JSON'));
  expect(JSON.parse(json.text)).toMatchObject([{ jobId: other }]);
  const audit = await readDownload(page, () => run(page, '>export audit', 'Export the audit log as CSV'));
  expect(audit.text).toContain('found it');
});

test('a viewer finds jobs and lists, and is offered nothing that changes one', async () => {
  const jobId = await startCounting(syncdeck, 'Only looked at');
  await reachStatus(syncdeck, jobId, 'running');
  const page = await syncdeck.visit({ user: 'vera', path: '/overview' });
  await untilLive(page);
  await open(page, '>run');
  expect(await optionOf(page, 'Run a job…').count()).toBe(0);
  await fieldOf(page).fill('#counting');
  await optionOf(page, /^Jobs of Counting/).waitFor();
  expect(await optionOf(page, /^Run Counting/).count()).toBe(0);
  await fieldOf(page).fill('only looked');
  await goTo(page, 'Only looked at');
  expect(await groupOf(page, 'On this job').count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await optionOf(page, /^Copy its id/).waitFor();
  expect(await optionOf(page, /^(?:Pause|Cancel|Change)/).count()).toBe(0);
  await optionOf(page, /^Jobs of counting/).click();
  await page.waitForURL('**/control?*');
  expect(queryOf(page)).toBe('type:counting');
});

test('where the server is slow, jobs come below what is offered already, and an early Enter waits for them', async () => {
  const jobId = await startCounting(syncdeck, 'Found slowly', { total: 10, batchMs: 1 });
  await reachStatus(syncdeck, jobId, 'completed');
  const page = await syncdeck.visit({ user: 'anna', path: '/overview' });
  await untilLive(page);
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      // Longer than the palette waits for what it finds.
      const isSearch = /found slowly|"query":/.test(String(message));
      setTimeout(() => server.send(message), isSearch ? 1_500 : 0);
    });
  });
  await page.reload();
  await untilLive(page);
  await open(page, 'found slowly');
  await chosenOf(page).getByText('Filter the list by found slowly').waitFor();
  await groupOf(page, 'Best match')
    .getByRole('option', { name: /Found slowly/ })
    .waitFor();
  expect(await chosenOf(page).innerText()).toContain('Filter the list by found slowly');
  expect(await paletteOf(page).getByRole('group').first().innerText()).toMatch(/^go and run/i);
  await page.keyboard.press('Escape');

  await open(page);
  await page.keyboard.insertText(jobId);
  await page.keyboard.press('Enter');
  await panelOf(page).getByRole('heading', { name: 'Found slowly' }).waitFor();
  expect(queryOf(page)).toBeNull();
  expect(new URL(page.url()).searchParams.get('job')).toBe(jobId);
});
