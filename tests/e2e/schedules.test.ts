import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { readAudit, rowOf, switchSchedulesOff, untilLive } from '#tests/support/console-jobs.ts';
import { until } from '#tests/support/until.ts';

type Locator = ReturnType<Page['locator']>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** No test lives to see it: a schedule of this time can be on, and starts nothing. */
const LEAP_DAY = '0 5 29 2 *';

const syncdeck = useConsole();
const put = async (jobType: string, fields: Record<string, unknown>) => {
  const { status, body } = await syncdeck.api.jobs('PUT', `/schedules/${jobType}`, fields);
  if (status !== 200) throw new Error(`${jobType}: ${JSON.stringify(body)}`);
};
beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await syncdeck.addUser('vera', 'viewer');
  await switchSchedulesOff(syncdeck);
});

const openAs = async (user: string, path: string, more: { timeZone?: string; width?: number; now?: Date } = {}): Promise<Page> => {
  const page = await syncdeck.visit({ user, path, ...more });
  await untilLive(page);
  return page;
};
const editorOf = (page: Page, jobType: string) => page.getByRole('complementary', { name: `Schedule of ${jobType}` });
const fieldOf = (editor: Locator, name: string) => editor.getByRole('textbox', { name, exact: true });
const cronOf = async (editor: Locator) =>
  (await editor.locator('.cron input').evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))).join(' ');
/** Puts a whole expression into the first field, as a person pastes it. */
const pasteCron = (editor: Locator, expression: string) => fieldOf(editor, 'minute').fill(expression);
const scheduleRow = (page: Page, jobType: string) =>
  page
    .getByRole('table', { name: 'The schedules' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: `Open the schedule of ${jobType}` }) });
const paramOf = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

async function stored(jobType: string) {
  const [row] = await syncdeck.query<{
    enabled: boolean;
    cron_expression: string;
    time_zone: string;
    priority: number;
    max_concurrency: number;
    retry_attempts: number;
  }>('SELECT enabled, cron_expression, time_zone, priority, max_concurrency, retry_attempts FROM sync_job_schedules WHERE job_type = $1', [
    jobType,
  ]);
  if (!row) throw new Error(`no schedule of ${jobType}`);
  return row;
}
/** What the audit log has of a schedule, the newest first. */
const auditOf = (jobType: string, action: string) => readAudit(syncdeck, `schedule:${jobType}`, action);

async function pickZone(page: Page, button: Locator, search: string, zone: string): Promise<void> {
  await button.click();
  await page.getByRole('combobox', { name: 'Search a city or region' }).fill(search);
  await page.getByRole('option', { name: zone }).click();
}

/** Runs that a schedule started in days that are over. */
const addRuns = (runs: readonly { id: string; type: string; status: string; at: Date; minutes?: number }[]) =>
  syncdeck.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, created_at, started_at, ended_at, completed_at, scheduled_for, run_ms, metadata)
     SELECT id, type, id, status, at, at, at + minutes * interval '1 minute', CASE WHEN status = 'completed' THEN at + minutes * interval '1 minute' END, at,
       minutes * 60000, '{"triggeredBy":"schedule"}'
     FROM jsonb_to_recordset($1::jsonb) AS r(id text, type text, status text, at timestamptz, minutes int)`,
    [JSON.stringify(runs.map((run) => ({ minutes: 1, ...run })))],
  );

test('an admin writes when a schedule fires: presets, five fields, the next runs, and what is wrong is told at its field', async () => {
  await put('quran', { cronExpression: '0 3 * * *' });
  const page = await openAs('admin', '/schedules');
  await page.getByRole('link', { name: 'Open the schedule of quran' }).click();
  const editor = editorOf(page, 'quran');
  const heading = editor.getByRole('heading', { name: 'quran', exact: true });
  await until('the head has the focus', () => heading.evaluate((node) => node === document.activeElement));
  expect(paramOf(page, 'type')).toBe('quran');
  await editor.getByText('Nothing changed').waitFor();
  expect(await editor.getByRole('button', { name: 'Save', exact: true }).getAttribute('aria-disabled')).toBe('true');

  const preset = (name: string) => editor.getByRole('button', { name, exact: true });
  for (const [name, expression] of [
    ['Hourly', '0 * * * *'],
    ['Every 6 h', '0 */6 * * *'],
    ['Weekdays', '0 0 * * 1-5'],
    ['Monthly', '0 0 1 * *'],
    ['Weekly', '0 0 * * 0'],
    ['Daily', '0 0 * * *'],
  ] as const) {
    await preset(name).click();
    await until(`${name} is chosen`, async () => (await preset(name).getAttribute('aria-pressed')) === 'true');
    expect(await cronOf(editor)).toBe(expression);
  }
  // A preset keeps the minute, hour and weekday that stand there.
  await fieldOf(editor, 'minute').fill('15');
  await fieldOf(editor, 'hour').fill('4');
  await fieldOf(editor, 'weekday').fill('3');
  await until('no preset but the weekly one is chosen', async () => (await preset('Weekly').getAttribute('aria-pressed')) === 'true');
  const words = editor.locator('.cron-words');
  await words
    .getByText('Wednesdays at 04:15')
    .or(words.getByText(/Wednesday.*04:15/))
    .first()
    .waitFor();
  await words.locator('del').waitFor();
  const runs = editor.locator('.next-runs').getByRole('listitem');
  await until('five Wednesdays are listed', async () => {
    const all = await runs.allInnerTexts();
    return all.length === 5 && all.every((run) => run.includes('Wed') && run.includes('04:15'));
  });
  await editor.getByText('While the schedule is off, none of them starts.').waitFor();
  await scheduleRow(page, 'quran').getByText('not saved').waitFor();

  const save = editor.getByRole('button', { name: 'Save 1 change' });
  for (const [cron, field, fault] of [
    ['75 4 * * 3', 'minute', 'The minute goes from 0 to 59, and 75 is outside.'],
    ['15 9-5 * * 3', 'hour', 'The hour 9-5 runs backwards.'],
    ['15 4 */0 * 3', 'day', 'The step of */0 in the day is no number above 0.'],
    ['15 4 * FEBR 3', 'month', 'The month FEBR can’t be read.'],
    ['15 4 * * someday', 'weekday', 'The weekday someday can’t be read.'],
    ['15 4 30 FEB *', 'day', 'None of the chosen months has a day 30.'],
  ] as const) {
    await pasteCron(editor, cron);
    await words.getByText(fault).waitFor();
    await editor.getByText('No runs until the time above can be read.').waitFor();
    await editor.getByText('Mend what is marked first').waitFor();
    for (const name of ['minute', 'hour', 'day', 'month', 'weekday'])
      expect(await fieldOf(editor, name).getAttribute('aria-invalid'), `${name} of ${cron}`).toBe(name === field ? 'true' : 'false');
    expect(await save.getAttribute('aria-disabled')).toBe('true');
  }
  await fieldOf(editor, 'day').fill('');
  await words.getByText('The day is empty. Write * for every one, or a number from 1 to 31.').waitFor();
  // What only the server finds wrong stands there in its words, at no field alone.
  await pasteCron(editor, '1,1 4 * * *');
  await words.getByText('duplicate values found: 1').waitFor();
  expect(await fieldOf(editor, 'minute').getAttribute('aria-invalid')).toBe('true');
  expect(await save.getAttribute('aria-disabled')).toBe('true');

  await pasteCron(editor, LEAP_DAY);
  expect(await cronOf(editor)).toBe(LEAP_DAY);
  await until('the leap days are listed', async () => {
    const all = await runs.allInnerTexts();
    // They are years apart, so those that are far off say which.
    return all.length === 5 && all.every((run, n) => (n === 0 ? /29 Feb/ : /29 Feb 20\d\d/).test(run) && run.includes('05:00'));
  });
  await save.click();
  const toast = page.getByText('The schedule of quran is saved.');
  await toast.waitFor();
  expect(await stored('quran')).toMatchObject({ cron_expression: LEAP_DAY, enabled: false });
  expect(await auditOf('quran', 'schedule_update')).toMatchObject([
    { performed_by: 'admin', metadata: { before: { cronExpression: '0 3 * * *' }, after: { cronExpression: LEAP_DAY } } },
    {},
  ]);
  // What tells of it does not lie over what is pressed next.
  const toasts = await page
    .locator('.mantine-Notifications-root[data-position="bottom-right"]')
    .evaluate((node) => node.getBoundingClientRect().bottom);
  expect(toasts).toBeLessThanOrEqual((await editor.locator('footer').boundingBox())?.y ?? 0);

  await editor.getByRole('switch', { name: 'Schedule of quran' }).click();
  await page.getByText('quran runs by its schedule again.').waitFor();
  expect((await stored('quran')).enabled).toBe(true);
  await editor.getByText('While the schedule is off, none of them starts.').waitFor({ state: 'detached' });
  await page.getByText(/Next: quran, 29 Feb/).waitFor();
  await editor.getByRole('switch', { name: 'Schedule of quran' }).click();
  await page.getByText('quran is off its schedule. Runs under way go on.').waitFor();
  expect((await stored('quran')).enabled).toBe(false);
  expect(await auditOf('quran', 'schedule_toggle')).toMatchObject([
    { performed_by: 'admin', metadata: { before: { enabled: true }, after: { enabled: false } } },
    { metadata: { before: { enabled: false }, after: { enabled: true } } },
    {},
  ]);
  await page.keyboard.press('Escape');
  await editor.waitFor({ state: 'detached' });
  expect(paramOf(page, 'type')).toBeNull();
});

test('the month of a schedule shows how its runs went and when it will run; a day leads to its runs, in the zone of the schedule', async () => {
  const today = Math.floor(Date.now() / DAY) * DAY;
  const thisMonth = new Date(today).toISOString().slice(0, 7);
  const before = new Date(Date.parse(`${thisMonth}-01T00:00Z`) - DAY).toISOString().slice(0, 7);
  const at = (day: number, hour: number) => new Date(`${before}-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00Z`);
  await addRuns([
    { id: 'hadith-one', type: 'hadith', status: 'completed', at: at(10, 12) },
    { id: 'hadith-two', type: 'hadith', status: 'completed', at: at(10, 13) },
    { id: 'hadith-three', type: 'hadith', status: 'failed', at: at(10, 14) },
    { id: 'hadith-four', type: 'hadith', status: 'cancelled', at: at(20, 12) },
    // Still the evening of the 14th in New York.
    { id: 'hadith-night', type: 'hadith', status: 'failed', at: at(15, 2) },
  ]);
  // More than the calendar reads.
  await addRuns(
    Array.from({ length: 1_100 }, (_, n) => ({
      id: `prayer-${n}`,
      type: 'prayer',
      status: 'completed',
      at: new Date(at(27, 23).getTime() - n * 30 * 60_000),
    })),
  );
  await put('hadith', { cronExpression: LEAP_DAY, timeZone: 'America/New_York' });
  await syncdeck.api.jobs('POST', '/schedules/hadith/toggle', { enabled: true });

  const page = await openAs('admin', `/schedules?type=hadith&month=nonsense`);
  const editor = editorOf(page, 'hadith');
  const monthName = (month: string) =>
    new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-15T00:00Z`));
  // A month that is none is this one.
  await editor.getByRole('heading', { name: monthName(new Date().toISOString().slice(0, 7)) }).waitFor();
  await editor.getByRole('img', { name: /: today$/ }).waitFor();
  await editor.getByRole('button', { name: 'The month before' }).click();
  await editor.getByRole('heading', { name: monthName(before) }).waitFor();
  expect(paramOf(page, 'month')).toBe(before);
  const day = (n: number, what: string | RegExp) =>
    editor.getByLabel(new RegExp(`\\b${n}\\b.*: ${typeof what === 'string' ? what : what.source}$`));
  await editor.locator('a.cd').first().waitFor();
  await day(10, '1 Failed, 2 Completed').or(day(10, '2 Completed, 1 Failed')).waitFor();
  await day(20, '1 Cancelled').waitFor();
  await day(14, '1 Failed').waitFor();
  await day(15, 'nothing').waitFor();
  await day(14, '1 Failed').click();
  await page.waitForURL('**/control?*');
  await rowOf(page, 'hadith-night').waitFor();
  expect(await rowOf(page, 'hadith-').count()).toBe(1);
  expect(paramOf(page, 'q')).toMatch(
    new RegExp(`^type:hadith by:schedule created:>=${before}-14T0[45]:00Z created:<${before}-15T0[45]:00Z$`),
  );
  await page.goBack();
  await editor.getByRole('heading', { name: monthName(before) }).waitFor();

  // In another zone, not saved yet, the run of that night is one of the next day.
  await pickZone(page, editor.getByRole('button', { name: /^Time zone:/ }), 'utc', 'UTC');
  await day(15, '1 Failed').waitFor();
  await day(14, 'nothing').waitFor();
  expect(await day(15, '1 Failed').getAttribute('href')).toBe(
    `/control?q=${encodeURIComponent(`type:hadith by:schedule created:${before}-15`).replaceAll('%20', '+')}`,
  );

  // What will run, as the fields say now; today only when one of the next five falls into it.
  await editor.getByRole('button', { name: 'The month after' }).click();
  await pasteCron(editor, '* * * * *');
  const zone = new Date().getUTCHours() < 12 ? 'Asia/Riyadh' : 'America/New_York';
  await pickZone(page, editor.getByRole('button', { name: /^Time zone:/ }), zone.replace('_', ' ').split('/')[1] as string, zone);
  await editor.getByRole('img', { name: /: today, planned$/ }).waitFor();
  const inTwoMonths = new Date(Date.UTC(Number(thisMonth.slice(0, 4)), Number(thisMonth.slice(5)) + 1, 1)).toISOString().slice(0, 7);
  for (let n = 0; n < 2; n++) await editor.getByRole('button', { name: 'The month after' }).click();
  await editor.getByRole('heading', { name: monthName(inTwoMonths) }).waitFor();
  await pasteCron(editor, '30 4 11,12 * *');
  await until('two days are planned', async () => (await editor.getByRole('img', { name: /: planned$/ }).count()) === 2);
  await day(11, 'planned').waitFor();
  await day(12, 'planned').waitFor();
  await pasteCron(editor, '30 4 11,12 * 99');
  await until('none is planned', async () => (await editor.getByRole('img', { name: /: planned$/ }).count()) === 0);
  await editor.getByRole('button', { name: 'Discard' }).click();
  expect(await cronOf(editor)).toBe(LEAP_DAY);
  expect(await stored('hadith')).toMatchObject({ cron_expression: LEAP_DAY, time_zone: 'America/New_York' });

  await page.goto(`${syncdeck.url}/schedules?type=prayer&month=${before}`);
  const prayer = editorOf(page, 'prayer');
  await prayer.getByText('Only the newest 1,000 runs of the month are marked.').waitFor();
  await prayer.getByRole('img', { name: /\b3\b.*: not marked$/ }).waitFor();
  await prayer.getByRole('link', { name: /\b26\b.*: 48 Completed$/ }).waitFor();
  await prayer.getByRole('img', { name: /\b28\b.*: nothing$/ }).waitFor();
  await syncdeck.api.jobs('POST', '/schedules/hadith/toggle', { enabled: false });
});

test('the next change of clocks is told of, and what it does to the runs', async () => {
  await put('audio', { cronExpression: '30 2 * * *', timeZone: 'Europe/Berlin' });
  // The page's clock is next year's, whenever the test runs: clocks change on the last Sundays of March and October.
  const year = new Date().getUTCFullYear() + 1;
  const lastSunday = (month: number) => 31 - new Date(Date.UTC(year, month, 31)).getUTCDay();
  const [march, october] = [lastSunday(2), lastSunday(9)];
  const page = await openAs('admin', '/schedules?type=audio', { now: new Date(Date.UTC(year, 2, 20, 12)), timeZone: 'Asia/Tokyo' });
  const editor = editorOf(page, 'audio');
  const note = editor.locator('.clock-change');
  const expectNotes = async (notes: readonly (readonly [cron: string, text: string])[], change: RegExp) => {
    for (const [cron, text] of notes) {
      await pasteCron(editor, cron);
      await note.getByText(text).waitFor();
      expect(await note.innerText()).toMatch(change);
    }
  };
  await note.getByText('02:30 does not exist that day: the run comes at 03:30.').waitFor();
  await expectNotes(
    [
      ['*/20 2 * * *', '3 runs fall into the hour that does not exist; 3 of them come after it.'],
      ['30 * * * *', '02:30 does not exist that day: that run is left out.'],
      ['*/20 * * * *', '3 runs fall into the hour that does not exist, and are left out.'],
      ['0 5 * * *', 'No run is touched.'],
    ],
    new RegExp(`Mar.*\\b${march}\\b|\\b${march}\\b.*Mar`),
  );
  expect(await note.innerText()).toContain('clocks in Berlin go from 02:00 to 03:00.');
  // The server fires as is said.
  const firingsOf = async (cronExpression: string, from: Date, to: Date) =>
    (await syncdeck.api.jobs('POST', '/schedules/preview', { cronExpression, timeZone: 'Europe/Berlin', from, to })).body;
  expect(await firingsOf('30 2 * * *', new Date(Date.UTC(year, 2, march - 1, 23)), new Date(Date.UTC(year, 2, march, 22)))).toEqual({
    runs: [new Date(Date.UTC(year, 2, march, 1, 30)).toISOString()],
  });

  // Each run in both zones, the other's with its day where that is another.
  const runs = editor.locator('.next-runs').getByRole('listitem');
  await editor.getByText('in Berlin, and in Tokyo').waitFor();
  await pasteCron(editor, '0 20 * * 1');
  await until(
    'the runs are of Monday there and of Tuesday here',
    async () => (await runs.allInnerTexts()).filter((run) => /Mon[\s\S]*20:00[\s\S]*Tue/.test(run)).length === 5,
  );
  await pasteCron(editor, '0 5 * * 1');
  await until(
    'the runs are of one day',
    async () => (await runs.allInnerTexts()).filter((run) => /Mon[\s\S]*05:00/.test(run) && !run.includes('Tue')).length === 5,
  );

  // A zone whose clocks never change.
  await pickZone(page, editor.getByRole('button', { name: /^Time zone:/ }), 'riyadh', 'Asia/Riyadh');
  await note.waitFor({ state: 'detached' });
  await editor.getByRole('button', { name: 'Discard' }).click();
  await note.waitFor();

  await page.clock.setFixedTime(new Date(Date.UTC(year, 9, 20, 12)));
  await page.reload();
  await note.getByText('02:30 comes twice: it runs once, at the first.').waitFor();
  await expectNotes(
    [
      ['30 * * * *', '02:30 comes twice: it runs both times.'],
      ['*/20 * * * *', '6 runs fall into the hour that comes twice.'],
      ['0 5 * * *', 'No run is touched.'],
    ],
    new RegExp(`Oct.*\\b${october}\\b|\\b${october}\\b.*Oct`),
  );
  expect(await note.innerText()).toContain('clocks in Berlin go from 03:00 to 02:00.');
  // Far from a change nothing is said of it, but for a schedule that runs so seldom that it comes before its fifth run.
  await page.clock.setFixedTime(new Date(Date.UTC(year, 4, 15, 12)));
  await page.reload();
  await until('the runs are there', async () => (await runs.count()) === 5);
  expect(await note.count()).toBe(0);
  await pasteCron(editor, '30 2 28 3 *');
  await note.getByText('No run is touched.').waitFor();
  expect(await stored('audio')).toMatchObject({ cron_expression: '30 2 * * *', time_zone: 'Europe/Berlin' });
});

test('what somebody else changes while a schedule is edited is told, field by field, and one of the two is kept', async () => {
  await put('finance', { cronExpression: '0 4 * * *', priority: 2, maxConcurrency: 1, timeoutMinutes: 60, retryAttempts: 3 });
  const anotherAdmin = 'boss';
  await syncdeck.addUser(anotherAdmin, 'admin');
  const boss = await syncdeck.apiOf(anotherAdmin);
  const page = await openAs('admin', '/schedules?type=finance');
  const editor = editorOf(page, 'finance');
  const meanwhile = editor.getByRole('alert');
  const slots = editor.getByLabel('At a time');
  const attempts = editor.getByLabel('Attempts');

  // Nothing of it is edited here: it is only told, and the form has it.
  await slots.fill('4');
  await boss.jobs('PUT', '/schedules/finance', { retryAttempts: 5 });
  await meanwhile.getByText('boss changed this schedule meanwhile').waitFor();
  expect(await meanwhile.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/Attempts\s*3\s*5/)]);
  expect(await meanwhile.getByRole('button', { name: 'Take theirs' }).count()).toBe(0);
  expect(await attempts.inputValue()).toBe('5');
  await meanwhile.getByRole('button', { name: 'Got it' }).click();
  await meanwhile.waitFor({ state: 'detached' });
  expect(await slots.inputValue()).toBe('4');

  // The same field, and mine is kept: saving puts it over theirs.
  await boss.jobs('PUT', '/schedules/finance', { maxConcurrency: 7, cronExpression: '0 6 * * *' });
  await meanwhile.getByText('Your changes are kept; saving puts them over these.').waitFor();
  expect(await meanwhile.getByRole('listitem').count()).toBe(2);
  expect(await cronOf(editor)).toBe('0 6 * * *');
  await meanwhile.getByRole('button', { name: 'Keep mine' }).click();
  await meanwhile.waitFor({ state: 'detached' });
  await editor.getByRole('button', { name: 'Save 1 change' }).click();
  await page.getByText('The schedule of finance is saved.').waitFor();
  expect(await stored('finance')).toMatchObject({ max_concurrency: 4, retry_attempts: 5, cron_expression: '0 6 * * *' });
  expect(await auditOf('finance', 'schedule_update')).toMatchObject([
    { performed_by: 'admin', metadata: { before: { maxConcurrency: 7 }, after: { maxConcurrency: 4 } } },
    { performed_by: anotherAdmin },
    { performed_by: anotherAdmin },
    {},
  ]);
  // One's own saving is no news.
  expect(await meanwhile.count()).toBe(0);

  // An edit that says what somebody else says is none, and theirs is taken where one's own is given up.
  await slots.fill('9');
  await attempts.fill('6');
  await editor.getByRole('button', { name: 'Save 2 changes' }).waitFor();
  await boss.jobs('PUT', '/schedules/finance', { retryAttempts: 6 });
  await editor.getByRole('button', { name: 'Save 1 change' }).waitFor();
  await boss.jobs('PUT', '/schedules/finance', { maxConcurrency: 8 });
  await meanwhile.getByRole('button', { name: 'Take theirs' }).click();
  expect(await slots.inputValue()).toBe('8');
  await editor.getByText('Nothing changed').waitFor();
  await scheduleRow(page, 'finance').getByText('8 at a time').waitFor();

  // What is not saved goes when the schedule is left for another, but not by the browser's own way back.
  await slots.fill('3');
  const leaving = page.getByRole('dialog', { name: 'Leave finance without saving?' });
  await page.getByRole('link', { name: 'Open the schedule of audio' }).click();
  await leaving.getByRole('button', { name: 'Keep editing' }).click();
  await leaving.waitFor({ state: 'detached' });
  expect(await slots.inputValue()).toBe('3');
  // Another month or day leaves nothing, and asks nothing.
  await editor.getByRole('button', { name: 'The month after' }).click();
  await page.getByRole('button', { name: 'The day after' }).click();
  await until('the address has both', () => paramOf(page, 'month') !== null && paramOf(page, 'day') !== null);
  await page.keyboard.press('Escape');
  await leaving.getByRole('button', { name: 'Leave without saving' }).click();
  await editor.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Open the schedule of finance' }).click();
  expect(await slots.inputValue()).toBe('8');
  await slots.fill('2');
  await page.goBack();
  await editor.waitFor({ state: 'detached' });
  await scheduleRow(page, 'finance').getByText('not saved').waitFor();
  await page.goForward();
  expect(await slots.inputValue()).toBe('2');
  expect((await stored('finance')).max_concurrency).toBe(8);

  // Taken away meanwhile: saving says so, and the edits stay.
  const removed = await syncdeck.query<{ row: Record<string, unknown> }>(
    `DELETE FROM sync_job_schedules s WHERE job_type = 'finance' RETURNING to_jsonb(s) AS row`,
  );
  await editor.getByRole('button', { name: 'Save 1 change' }).click();
  await page.getByText('It is not there any more: somebody may have deleted it.').waitFor();
  expect(await slots.inputValue()).toBe('2');
  await page.reload();
  await editor.getByText('There is no schedule of finance').waitFor();
  await editor.getByRole('button', { name: 'Close the schedule' }).click();
  await page.getByText('5 schedules', { exact: true }).waitFor();
  await syncdeck.query('INSERT INTO sync_job_schedules SELECT * FROM jsonb_populate_record(NULL::sync_job_schedules, $1::jsonb)', [
    JSON.stringify(removed[0]?.row),
  ]);
});

test('the list tells what is due, switches one or all, runs one now, and shows a day of the person’s zone', async () => {
  const pageDay = Math.floor(Date.now() / DAY) * DAY + 2 * DAY;
  await put('counting', { cronExpression: '0 0,23 * * *', timeZone: 'Asia/Riyadh' });
  await put('quran', { cronExpression: LEAP_DAY });
  await put('audio', { cronExpression: '*/30 * * * *', timeZone: 'UTC' });
  await addRuns([
    { id: 'count-1', type: 'counting', status: 'completed', at: new Date(Date.now() - 30 * HOUR), minutes: 120 },
    { id: 'count-2', type: 'counting', status: 'completed', at: new Date(Date.now() - 29 * HOUR), minutes: 120 },
  ]);
  for (const type of ['counting', 'quran']) await syncdeck.api.jobs('POST', `/schedules/${type}/toggle`, { enabled: true });
  // The page's clock is ahead of the server's: what comes before its noon is due, and has not run.
  const page = await openAs('admin', '/schedules', { now: new Date(pageDay + 12 * HOUR) });
  await page.getByText(/^2 on, [34] off\./).waitFor();
  await page.getByText(/Next: counting, /).waitFor();
  const counting = scheduleRow(page, 'counting');
  await counting.getByText('due', { exact: true }).waitFor();
  await counting.getByText(/^since /).waitFor();
  await counting.getByText(/, Riyadh$/).waitFor();
  await scheduleRow(page, 'audio').getByText('while off').waitFor();
  await scheduleRow(page, 'quran')
    .getByText(/29 Feb/)
    .waitFor();

  const lane = (type: string) => page.getByRole('list', { name: 'A day of schedules' }).getByRole('listitem').filter({ hasText: type });
  await lane('counting').getByText('counting: 20:00, 21:00').waitFor();
  expect(
    await lane('counting')
      .locator('.lane-bar')
      .evaluateAll((bars) => bars.map((bar) => [bar.className, bar.getAttribute('title')])),
  ).toEqual([['lane-bar will', '2 runs from 20:00 on, about 2h each']]);
  await lane('audio')
    .getByText(/^audio, off: 00:00, 00:30, .* and 36 more$/)
    .waitFor();
  await lane('quran').getByText('quran: nothing that day').waitFor();

  // In the person's other zone the evening there is the night here; it is kept.
  await pickZone(page, page.getByRole('button', { name: /^Your time zone:/ }), 'riyadh', 'Asia/Riyadh');
  await lane('counting').getByText('counting: 00:00, 23:00').waitFor();
  await counting.getByText(/, Riyadh$/).waitFor({ state: 'detached' });
  const bars = await lane('counting')
    .locator('.lane-bar')
    .evaluateAll((all) => all.map((bar) => [bar.className, bar.getAttribute('title')]));
  expect(bars).toEqual([
    ['lane-bar was', '00:00, about 2h each'],
    ['lane-bar will', '23:00, about 2h each'],
  ]);
  expect(await page.evaluate(() => localStorage.getItem('syncdeck.preferences'))).toContain('"timeZone":"Asia/Riyadh"');

  const dayBefore = page.getByRole('button', { name: 'The day before' });
  expect(await dayBefore.getAttribute('aria-disabled')).toBe('true');
  for (let n = 0; n < 2; n++) await page.getByRole('button', { name: 'The day after' }).click();
  const dateOf = (days: number) => new Date(pageDay + days * DAY).toISOString().slice(0, 10);
  await until('the address has the day', () => paramOf(page, 'day') === dateOf(2));
  expect(await page.locator('.lane-now').count()).toBe(0);
  await until('all is still to come', async () => (await lane('counting').locator('.lane-bar.will').count()) === 2);
  await dayBefore.click();
  await until('the address has the day before', () => paramOf(page, 'day') === dateOf(1));
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  await until('the address has no day', () => paramOf(page, 'day') === null);
  // A day that is over, or none, is today.
  await page.goto(`${syncdeck.url}/schedules?day=2020-02-30`);
  await page.locator('.lane-now').waitFor();

  await scheduleRow(page, 'counting')
    .getByRole('link', { name: /Completed/ })
    .click();
  await page.waitForURL('**/control?*job=count-2*');
  expect(paramOf(page, 'q')).toBe('type:counting');
  await page.goBack();

  await page.getByRole('button', { name: 'Run now: counting' }).click();
  const form = page.getByRole('dialog', { name: 'Start a job' });
  expect(await form.getByRole('combobox', { name: /^Type/ }).inputValue()).toBe('counting');
  await form.getByRole('textbox', { name: /^Name/ }).fill('Run from the list');
  await form.getByRole('button', { name: 'Start the job' }).click();
  await page.getByRole('link', { name: 'Open the job' }).waitFor();
  const jobs = await syncdeck.query(
    `SELECT job_type, scheduled_for, metadata->>'triggeredBy' AS by FROM sync_job_control WHERE job_name = 'Run from the list'`,
  );
  expect(jobs).toEqual([{ job_type: 'counting', scheduled_for: null, by: 'admin' }]);

  // One, then all; the question can be left.
  await scheduleRow(page, 'audio').getByRole('switch', { name: 'Schedule of audio' }).click();
  await page.getByText(/^3 on, /).waitFor();
  expect((await stored('audio')).enabled).toBe(true);
  const all = page.getByRole('dialog', { name: 'Switch all schedules off?' });
  await page.getByRole('button', { name: 'Switch all off' }).click();
  for (const type of ['counting', 'quran', 'audio']) await all.getByText(type, { exact: true }).waitFor();
  await all.getByRole('button', { name: 'Leave them on' }).click();
  await all.waitFor({ state: 'detached' });
  expect((await stored('audio')).enabled).toBe(true);
  await page.getByRole('button', { name: 'Switch all off' }).click();
  await all.getByRole('button', { name: 'Switch 3 schedules off' }).click();
  await page.getByText(/^0 on, /).waitFor();
  await page.getByRole('button', { name: 'Switch all off' }).waitFor({ state: 'detached' });
  expect(await syncdeck.query('SELECT job_type FROM sync_job_schedules WHERE enabled')).toEqual([]);
  expect(await auditOf('audio', 'schedule_toggle')).toMatchObject([
    { metadata: { before: { enabled: true }, after: { enabled: false } } },
    {},
    {},
  ]);
});

test('a viewer and an operator read a schedule and its month, and find nothing that changes it', async () => {
  await put('prayer', {
    cronExpression: '*/20 * * * *',
    timeZone: 'Asia/Kolkata',
    priority: 2,
    maxConcurrency: 2,
    timeoutMinutes: 90,
    backoffSeconds: 15,
  });
  const page = await openAs('vera', '/schedules?type=prayer');
  const editor = editorOf(page, 'prayer');
  await editor.getByText('Every 20 minutes').waitFor();
  const facts = await editor.locator('dl').innerText();
  expect(facts).toMatch(/Time zone\s*Asia\/Kolkata, UTC\+5:30/);
  expect(facts).toMatch(/Timeout\s*90 min/);
  expect(facts).toMatch(/Backoff\s*15 s, doubled each time/);
  await until('its next runs are there', async () => (await editor.locator('.next-runs').getByRole('listitem').count()) === 5);
  await editor.getByText('Off', { exact: true }).waitFor();
  expect(await editor.getByRole('textbox').count()).toBe(0);
  expect(await page.getByRole('switch').count()).toBe(0);
  expect(await page.getByRole('button', { name: /^(Save|Run now|Switch all off)/ }).count()).toBe(0);
  await editor.getByRole('button', { name: 'The month before' }).click();
  await until('the address has the month', () => paramOf(page, 'month') !== null);
  await editor.getByRole('button', { name: 'Close the schedule' }).click();
  await until('nothing of it is left in the address', () => paramOf(page, 'month') === null && paramOf(page, 'type') === null);
  // A change elsewhere is on the screen at once.
  await put('prayer', { timeZone: 'UTC', cronExpression: '0 */8 * * *' });
  await scheduleRow(page, 'prayer').getByText('Every 8 hours', { exact: true }).waitFor();
  await page.goto(`${syncdeck.url}/schedules?type=weather`);
  await editorOf(page, 'weather').getByText('There is no schedule of weather').waitFor();

  const annas = await openAs('anna', '/schedules?type=prayer', { width: 390 });
  const sheet = editorOf(annas, 'prayer');
  await sheet.getByText('Every 8 hours').waitFor();
  expect(await sheet.getByRole('textbox').count()).toBe(0);
  await sheet.getByRole('button', { name: 'Close the schedule' }).click();
  expect(await annas.getByRole('switch').count()).toBe(0);
  await annas.getByRole('button', { name: 'Run now: counting' }).click();
  await annas.getByRole('dialog', { name: 'Start a job' }).getByRole('button', { name: 'Cancel' }).click();
  const refused = await (await syncdeck.apiOf('anna')).jobs('PUT', '/schedules/prayer', { priority: 9 });
  expect(refused.status).toBe(403);
});
