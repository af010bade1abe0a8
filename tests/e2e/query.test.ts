import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { rowOf, switchSchedulesOff, untilLive } from '#tests/support/console-jobs.ts';
import { linesOf, readDownload } from '#tests/support/read-download.ts';
import { until } from '#tests/support/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const syncdeck = useConsole();

beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await switchSchedulesOff(syncdeck);
  const ago = (ms: number) => new Date(Date.now() - ms);
  const jobs = [
    {
      name: 'Alpha nightly',
      type: 'counting',
      status: 'completed',
      priority: 1,
      who: 'omar',
      attempt: 1,
      runMs: 20 * MINUTE,
      age: 2 * HOUR,
    },
    { name: 'Beta weekly', type: 'quran', status: 'failed', priority: 5, who: 'anna', attempt: 2, runMs: 5_000, age: 10 * DAY },
    { name: '=Gamma,three', type: 'hadith', status: 'completed', priority: 9, who: 'Zaynab', attempt: 1, runMs: 30_000, age: 40 * MINUTE },
    { name: 'Delta', type: 'counting', status: 'cancelled', priority: 3, who: 'omar', attempt: 1, runMs: 2 * MINUTE, age: 3 * DAY },
  ];
  // Jobs of other days, people and types can't be had otherwise.
  await syncdeck.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, priority, attempt, created_at, started_at, ended_at, completed_at, run_ms,
       error_message, error_signature, metadata, params)
     SELECT 'past-' || n, type, name, status, priority, attempt, at, at, at, CASE WHEN status = 'completed' THEN at END, "runMs",
       CASE WHEN status = 'failed' THEN 'Rate limit of 40 pages' END, CASE WHEN status = 'failed' THEN 'Rate limit of <n> pages' END,
       jsonb_build_object('triggeredBy', who), jsonb_build_object('city', CASE WHEN type = 'quran' THEN 'Mecca' ELSE 'Port Said' END)
     FROM jsonb_to_recordset($1::jsonb) AS r(n int, name text, type text, status text, priority int, attempt int, who text, "runMs" bigint, at timestamptz)`,
    [JSON.stringify(jobs.map(({ age, ...job }, n) => ({ ...job, n, at: ago(age) })))],
  );
}, 120_000);

const names = ['Alpha nightly', 'Beta weekly', '=Gamma,three', 'Delta'] as const;
const queryOf = (page: Page) => new URL(page.url()).searchParams.get('q') ?? '';
const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Query', exact: true });
const optionOf = (page: Page, name: string | RegExp) =>
  page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { name, exact: typeof name === 'string' });

/** The address has the query, and the list these rows and no others. */
async function untilFound(page: Page, query: string, ...found: (typeof names)[number][]): Promise<void> {
  let seen = '';
  await until('the address has the query', () => {
    seen = queryOf(page);
    return seen === query;
  }).catch((error: Error) => {
    throw new Error(`${error.message}: not “${query}” but “${seen}”`);
  });
  for (const name of names) await rowOf(page, name).waitFor({ state: found.includes(name) ? 'visible' : 'detached' });
}

async function openControl(path = '/control'): Promise<Page> {
  const page = await syncdeck.visit({ user: 'anna', path });
  await untilLive(page);
  return page;
}

test('names and values are completed by keys and by mouse; each pause, Enter and choice narrows the list', async () => {
  const page = await openControl();
  await untilFound(page, '', ...names);
  const field = fieldOf(page);

  await page.keyboard.press('/');
  await page.keyboard.type('sta');
  await optionOf(page, /^status\b/).waitFor();
  expect(await optionOf(page, /^status\b/).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Tab');
  expect(await field.inputValue()).toBe('status:');
  await page.keyboard.type('fa');
  await optionOf(page, 'failed').waitFor();
  await page.keyboard.press('Enter');
  await untilFound(page, 'status:failed', 'Beta weekly');
  expect(await field.inputValue()).toBe('status:failed ');

  // By the jobs' own values, with how many have each; the mouse takes one.
  await page.keyboard.type('by:');
  await optionOf(page, /^omar\s*2 jobs$/).waitFor();
  await optionOf(page, /^anna\s*1 job$/).click();
  await untilFound(page, 'status:failed by:anna', 'Beta weekly');
  expect(await field.inputValue()).toBe('status:failed by:anna ');

  // A click beside the text writes on at its end; a parameter by its name, then by its value, quoted where it has a space.
  await field.fill('');
  await untilFound(page, '', ...names);
  await page.locator('.q .ic, .q svg').first().click();
  await page.keyboard.type('params.');
  await optionOf(page, 'params.city').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  expect(await field.inputValue()).toBe('params.city:');
  await optionOf(page, /^Port Said/).waitFor();
  // Upwards from nothing is the last.
  await page.keyboard.press('ArrowUp');
  expect(await optionOf(page, /^Mecca/).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await untilFound(page, 'params.city:"Port Said"', 'Alpha nightly', '=Gamma,three', 'Delta');

  // The words that errors of one cause have in common, without their numbers.
  await field.fill('error:rate');
  await optionOf(page, /^Rate limit of\s*1 job$/).click();
  await untilFound(page, 'error:"Rate limit of"', 'Beta weekly');

  // What is typed is not a step to go back to; what Enter takes is.
  await field.fill('type:counting');
  await untilFound(page, 'type:counting', 'Alpha nightly', 'Delta');
  await page.keyboard.type(' -status:cancelled');
  await page.keyboard.press('Enter');
  await untilFound(page, 'type:counting -status:cancelled', 'Alpha nightly');
  // Free words, each somewhere in id, name or error; a line break of what is pasted is a space.
  await field.fill('weekly\n40');
  await page.keyboard.press('Enter');
  await untilFound(page, 'weekly 40', 'Beta weekly');
});

test('Escape closes the menu, takes back what was written, then leaves; what is wrong is marked with a way out', async () => {
  const page = await openControl('/control?q=type%3Acounting');
  await untilFound(page, 'type:counting', 'Alpha nightly', 'Delta');
  const field = fieldOf(page);
  const isFocused = () => field.evaluate((element) => element === document.activeElement);
  await page.getByText('2 of 4', { exact: true }).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type(' sta');
  await optionOf(page, /^status\b/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('listbox', { name: 'Suggestions' }).waitFor({ state: 'detached' });
  expect(await field.inputValue()).toBe('type:counting sta');
  await page.keyboard.press('ArrowDown');
  await optionOf(page, /^started\b/).waitFor();
  await page.keyboard.press('Escape');
  // Without the menu it is a free word.
  await page.keyboard.press('Enter');
  await untilFound(page, 'type:counting sta');
  await page.keyboard.type(':');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'There is no field “sta”.' }).waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(queryOf(page)).toBe('type:counting sta');
  await page.keyboard.press('Escape');
  expect(await field.inputValue()).toBe('type:counting sta');
  expect(await field.getAttribute('aria-invalid')).toBeNull();
  expect(await isFocused()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await isFocused()).toBe(false);

  // A slip is mended with one click; a mistake is told by itself after a while, only the place that is wrong is marked.
  await field.fill('statsu:failed');
  await page.getByText('There is no field “statsu”.').waitFor();
  await page.getByRole('button', { name: 'status:failed', exact: true }).click();
  await untilFound(page, 'status:failed', 'Beta weekly');
  expect(await isFocused()).toBe(true);
  for (const [text, said] of [
    ['priority:11', /“priority” takes a whole number from 1 to 10/],
    ['name:"half', /The quote is never closed/],
    ['older:soon', /“soon” is no length of time/],
    ['finished:someday', /“someday” is no date or time/],
    ['status:nowhere', /“nowhere” is no status\. It is one of/],
    ['took:5m', /does not say whether more or less/],
    ['-', /Nothing follows the minus/],
  ] as const) {
    await field.fill(`by:anna ${text}`);
    await page.keyboard.press('Enter');
    await page.getByText(said).waitFor();
    expect(queryOf(page)).toBe('status:failed');
  }
  // Leaving the field with it keeps it there; an address that has it is told of, and no list is asked for.
  await page.getByRole('button', { name: 'Builder' }).focus();
  expect(await field.inputValue()).toBe('by:anna -');
  await page.goto(`${syncdeck.url}/control?q=${encodeURIComponent('status:nowhere')}`);
  await page.getByText('The query can’t be run').waitFor();
  await page.getByText('“nowhere” is no status. It is one of').waitFor();

  // An empty list says which term keeps it empty.
  await field.fill('type:quran status:completed name:Alpha');
  await page.getByText('No job matches all 3 terms').waitFor();
  await page.getByRole('button', { name: 'Show the jobs without status:completed' }).waitFor();
  await until('it leads nowhere', () => page.getByRole('button', { name: 'Show the jobs without status:completed' }).isDisabled());
  await page.getByRole('button', { name: 'Show the jobs without type:quran' }).click();
  await untilFound(page, 'status:completed name:Alpha', 'Alpha nightly');
  await field.fill('type:quran status:cancelled error:nothing');
  await page.getByText('Without any one of them there is none either.').waitFor();
  await field.fill('name:Omega');
  await page.getByText('No job matches', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clear the query' }).click();
  await untilFound(page, '', ...names);
  await page.goBack();
  await until('the query is back', () => queryOf(page) === 'name:Omega');
  expect(await field.inputValue()).toBe('name:Omega');
});

test('the builder sets, changes and takes out each kind of term by mouse, and shows what the text asks', async () => {
  const page = await openControl();
  await untilFound(page, '', ...names);
  const field = fieldOf(page);
  await page.getByRole('button', { name: 'Builder' }).click();
  const builder = page.getByRole('dialog');
  const on = (group: string, value: string) => builder.getByRole('group', { name: group }).getByRole('button', { name: value });

  await on('Status', 'Failed').click();
  await untilFound(page, 'status:failed', 'Beta weekly');
  expect(await on('Status', 'Failed').getAttribute('aria-pressed')).toBe('true');
  expect(await field.inputValue()).toBe('status:failed');
  await on('Status', 'Cancelled').click();
  await untilFound(page, 'status:failed,cancelled', 'Beta weekly', 'Delta');
  await on('Status', 'Failed').click();
  await untilFound(page, 'status:cancelled', 'Delta');
  await on('Type', 'hadith').click();
  await on('Status', 'Cancelled').click();
  await untilFound(page, 'type:hadith', '=Gamma,three');
  await on('Type', 'hadith').click();
  await untilFound(page, '', ...names);

  const urgent = builder.getByLabel('Most urgent priority');
  const idle = builder.getByLabel('Least urgent priority');
  await urgent.selectOption('3');
  await untilFound(page, 'priority:>=3', 'Beta weekly', '=Gamma,three', 'Delta');
  await idle.selectOption('5');
  await untilFound(page, 'priority:3..5', 'Beta weekly', 'Delta');
  // One end takes the other along.
  await urgent.selectOption('9');
  await untilFound(page, 'priority:9', '=Gamma,three');
  expect(await idle.inputValue()).toBe('9');
  await idle.selectOption('3');
  await untilFound(page, 'priority:3', 'Delta');
  await urgent.selectOption('1');
  await untilFound(page, 'priority:<=3', 'Alpha nightly', 'Delta');
  await idle.selectOption('10');
  await untilFound(page, '', ...names);

  await builder.getByLabel('Created within').selectOption('1d');
  await untilFound(page, 'newer:1d', 'Alpha nightly', '=Gamma,three');
  await builder.getByLabel('Created before').selectOption('1h');
  await untilFound(page, 'newer:1d older:1h', 'Alpha nightly');
  await builder.getByLabel('Created within').selectOption('any');
  await untilFound(page, 'older:1h', 'Alpha nightly', 'Beta weekly', 'Delta');
  await builder.getByLabel('Created before').selectOption('any');
  await builder.getByLabel('Ran longer than').selectOption('10 minutes');
  await untilFound(page, 'took:>10m', 'Alpha nightly');
  await builder.getByLabel('Ran longer than').selectOption('a minute');
  await untilFound(page, 'took:>1m', 'Alpha nightly', 'Delta');
  await builder.getByLabel('Triggered by').selectOption('anyone');
  await builder.getByLabel('Triggered by').selectOption('Zaynab');
  await builder.getByLabel('Ran longer than').selectOption('any');
  await untilFound(page, 'by:Zaynab', '=Gamma,three');
  expect(await builder.getByLabel('Triggered by').inputValue()).toBe('Zaynab');
  await builder.getByLabel('Triggered by').selectOption('anyone');

  const error = builder.getByLabel('Error contains');
  await error.fill('Rate limit');
  await error.press('Enter');
  await untilFound(page, 'error:"Rate limit"', 'Beta weekly');
  expect(await error.inputValue()).toBe('Rate limit');
  await builder.getByLabel('more than one').click();
  await untilFound(page, 'error:"Rate limit" attempt:>1', 'Beta weekly');
  await error.fill('');
  await error.press('Tab');
  await untilFound(page, 'attempt:>1', 'Beta weekly');
  await builder.getByLabel('more than one').click();
  await untilFound(page, '', ...names);
  expect(await builder.getByRole('button', { name: 'Clear' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await builder.waitFor({ state: 'detached' });

  // What is written, the builder shows; what it has no control for stays in the text.
  await field.fill('status:completed priority:<3 took:>5m by:OMAR name:Alpha error:none');
  await field.press('Enter');
  await page.getByText('No job matches all 6 terms').waitFor();
  await page.getByRole('button', { name: 'Builder' }).click();
  expect(await on('Status', 'Completed').getAttribute('aria-pressed')).toBe('true');
  expect([await urgent.inputValue(), await idle.inputValue()]).toEqual(['1', '2']);
  expect(await builder.getByLabel('Ran longer than').inputValue()).toBe('>5m');
  // A name means the same in capitals: it is the person who is listed.
  expect(await builder.getByLabel('Triggered by').inputValue()).toBe('omar');
  await error.fill('');
  await error.blur();
  await untilFound(page, 'status:completed priority:<3 took:>5m by:OMAR name:Alpha', 'Alpha nightly');
  await builder.getByRole('button', { name: 'Clear' }).click();
  await untilFound(page, '', ...names);
});

test('the list is ordered in words and by its heads, and exported as CSV and JSON, safe against formulas', async () => {
  const page = await openControl();
  await untilFound(page, '', ...names);
  const order = async () => {
    const rows = await page.getByRole('grid', { name: 'Jobs' }).getByRole('row').allInnerTexts();
    return rows.flatMap((text) => names.filter((name) => text.includes(name)));
  };
  const byAge = ['=Gamma,three', 'Alpha nightly', 'Delta', 'Beta weekly'];
  await until('the newest is first', async () => (await order()).join() === byAge.join());
  await page.getByRole('button', { name: 'Order: Newest first' }).click();
  await page.getByRole('menuitem', { name: 'Most urgent first' }).click();
  await until('the most urgent is first', async () => (await order()).join() === 'Alpha nightly,Delta,Beta weekly,=Gamma,three');
  expect(new URL(page.url()).search).toBe('?sort=priority&order=asc');
  await page.getByRole('columnheader', { name: 'Priority' }).click();
  await until('the least urgent is first', async () => (await order()).join() === '=Gamma,three,Beta weekly,Delta,Alpha nightly');
  await page.getByRole('button', { name: 'Order: Least urgent first' }).click();
  await page.getByRole('menuitem', { name: 'Newest first' }).click();
  await until('nothing is left of it in the address', () => new URL(page.url()).search === '');

  const save = (format: string) =>
    readDownload(page, async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: format }).click();
    });
  const all = await save('As CSV');
  expect(all.name).toMatch(/\.csv$/);
  expect(linesOf(all.text)).toHaveLength(5);
  expect(all.text).toContain(`"'=Gamma,three"`);
  await page.getByText('The export is saved.').first().waitFor();
  await fieldOf(page).fill('status:completed');
  await untilFound(page, 'status:completed', 'Alpha nightly', '=Gamma,three');
  const some = await save('As JSON');
  expect(some.name).toMatch(/\.json$/);
  const jobs = JSON.parse(some.text) as { jobName: string; status: string }[];
  expect(jobs.map(({ jobName }) => jobName).sort()).toEqual(['=Gamma,three', 'Alpha nightly']);
});

test('a query is kept as a view, opened, renamed and deleted, from the list and from the settings', async () => {
  const page = await openControl();
  await untilFound(page, '', ...names);
  const field = fieldOf(page);
  const views = page.getByRole('group', { name: 'Views' });
  const stored = () =>
    page.evaluate(() => JSON.parse(localStorage.getItem('syncdeck.preferences') ?? '').state.views as { name: string; query: string }[]);

  await views.getByRole('button', { name: 'Waiting' }).click();
  await until('it is asked', () => queryOf(page) === 'status:pending,paused');
  expect(await page.getByRole('button', { name: 'Save view' }).count()).toBe(0);
  await views.getByRole('button', { name: 'Mine' }).click();
  await untilFound(page, 'by:anna', 'Beta weekly');
  expect(await views.getByRole('button', { name: 'Mine' }).getAttribute('aria-pressed')).toBe('true');

  const keep = async (query: string, name: string) => {
    await field.fill(query);
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByLabel('Name of the view').fill(name);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await views.getByRole('button', { name, exact: true }).waitFor();
  };
  await keep('type:counting', 'My counts');
  await keep('status:failed', 'Broken');
  expect(await stored()).toEqual([
    { name: 'My counts', query: 'type:counting' },
    { name: 'Broken', query: 'status:failed' },
  ]);
  await views.getByRole('button', { name: 'All', exact: true }).click();
  await untilFound(page, '', ...names);
  await views.getByRole('button', { name: 'My counts' }).click();
  await untilFound(page, 'type:counting', 'Alpha nightly', 'Delta');
  await page.getByRole('button', { name: 'Change the view My counts' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  expect(await page.getByLabel('Name of the view').inputValue()).toBe('My counts');
  await page.getByLabel('Name of the view').fill('Counts');
  await page.keyboard.press('Enter');
  await views.getByRole('button', { name: 'Counts', exact: true }).waitFor();
  // A name that is taken is that view's new query.
  await keep('type:counting status:cancelled', 'Counts');
  expect(await stored()).toEqual([
    { name: 'Broken', query: 'status:failed' },
    { name: 'Counts', query: 'type:counting status:cancelled' },
  ]);

  await page.goto(`${syncdeck.url}/settings`);
  const panel = page.getByRole('region', { name: 'Saved views' });
  await panel.getByRole('button', { name: 'Rename: Broken' }).click();
  const name = panel.getByLabel('Name of the view');
  await name.fill('Counts');
  await panel.getByText('There is a view of that name.').waitFor();
  expect(await name.getAttribute('aria-invalid')).toBe('true');
  expect(await panel.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await name.press('Enter');
  await name.press('Escape');
  await panel.getByRole('link', { name: /^Broken/ }).waitFor();
  await panel.getByRole('button', { name: 'Rename: Broken' }).click();
  await name.fill('  ');
  expect(await panel.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await name.fill('Trouble');
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.getByRole('link', { name: /^Trouble/ }).click();
  await page.waitForURL('**/control?*');
  await untilFound(page, 'status:failed', 'Beta weekly');
  expect(await views.getByRole('button', { name: 'Trouble' }).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'Change the view Trouble' }).click();
  await page.getByRole('menuitem', { name: 'Delete the view' }).click();
  await views.getByRole('button', { name: 'Trouble' }).waitFor({ state: 'detached' });

  await page.goBack();
  await page.waitForURL('**/settings');
  await panel.getByRole('button', { name: 'Rename: Counts' }).click();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the view Counts?' });
  await panel.getByRole('button', { name: 'Delete: Counts' }).click();
  await dialog.getByText('Only the view goes; jobs stay as they are.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await stored()).toHaveLength(1);
  await panel.getByRole('button', { name: 'Delete: Counts' }).click();
  await dialog.getByRole('button', { name: 'Delete the view' }).click();
  await panel.getByText('No saved views').waitFor();
  expect(await stored()).toEqual([]);
  await panel.getByRole('link', { name: 'To Control' }).click();
  await page.waitForURL('**/control');
});
