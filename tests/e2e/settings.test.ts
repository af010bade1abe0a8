import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, rowOf, switchSchedulesOff, untilLive } from '#tests/support/console-jobs.ts';
import { until } from '#tests/support/until.ts';

const syncdeck = useConsole({ expectedErrors: /status of 40[01]/ });

beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await syncdeck.addUser('rosa', 'viewer');
  await switchSchedulesOff(syncdeck);
  // Jobs of a moment that is known, to read it off the screen in several zones.
  await syncdeck.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, created_at, started_at, ended_at, completed_at)
     SELECT 'past-' || n, 'counting', 'Past ' || n, 'completed', at, at, at, at
     FROM generate_series(1, 3) n, (SELECT '2026-03-10T22:30:00Z'::timestamptz AS at) AS moment`,
  );
}, 120_000);

const root = (page: Page, name: string) => page.evaluate((key) => document.documentElement.getAttribute(key), name);
const preferences = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('syncdeck.preferences') ?? '').state as Record<string, unknown>);
const toControl = async (page: Page) => {
  await page.getByRole('link', { name: 'Control', exact: true }).click();
  await rowOf(page, 'Past 1').waitFor();
};
const toSettings = async (page: Page) => {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('region', { name: 'Looks' }).waitFor();
};

test('theme, density, language and zone hold at once on all pages, and after the page is loaded anew', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/control', timeZone: 'UTC' });
  await untilLive(page);
  const row = rowOf(page, 'Past 1');
  await row.getByText('10 Mar, 22:30').waitFor();
  const compact = (await row.boundingBox())?.height ?? 0;
  const color = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await color();

  await toSettings(page);
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click();
  await until('it is dark', async () => (await root(page, 'data-theme')) === 'dark' && (await color()) !== light);
  await page.getByRole('group', { name: 'Density' }).getByRole('button', { name: 'Comfortable' }).click();
  await page.getByRole('button', { name: /^Time zone: UTC/ }).click();
  const search = page.getByRole('combobox', { name: 'Search a city or region' });
  await search.fill('atlantis');
  await page.getByText('No zone of that name').waitFor();
  await search.fill('toky');
  await page.getByRole('option', { name: /Asia\/Tokyo/ }).waitFor();
  await search.press('ArrowDown');
  await search.press('Enter');
  await page.getByRole('button', { name: /^Time zone: Asia\/Tokyo/ }).waitFor();
  await page.getByText('Times in Asia/Tokyo').waitFor();
  expect(await preferences(page)).toMatchObject({ theme: 'dark', density: 'comfortable', timeZone: 'Asia/Tokyo' });

  await toControl(page);
  // The next day already, there.
  await row.getByText('11 Mar, 07:30').waitFor();
  await until('the rows are higher', async () => ((await row.boundingBox())?.height ?? 0) > compact);
  // A day of a query is a day of that zone, too.
  await page.getByRole('textbox', { name: 'Query' }).fill('created:2026-03-10');
  await page.getByText('No job matches', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'Query' }).fill('created:2026-03-11');
  await row.waitFor();
  await page.reload();
  await row.getByText('11 Mar, 07:30').waitFor();
  expect([await root(page, 'data-theme'), await root(page, 'data-density')]).toEqual(['dark', 'comfortable']);

  await toSettings(page);
  await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'العربية' }).click();
  await until('it reads from the right', async () => (await root(page, 'dir')) === 'rtl' && (await root(page, 'lang')) === 'ar');
  await page.getByRole('button', { name: 'English' }).click();
  await until('it reads from the left', async () => (await root(page, 'dir')) === 'ltr');
  await page.getByRole('button', { name: /^Time zone: Asia\/Tokyo/ }).click();
  await page.getByRole('option', { name: /^This machine’s, UTC/ }).click();
  await page.getByText('Times in UTC').waitFor();
  await page.getByRole('group', { name: 'Density' }).getByRole('button', { name: 'Compact' }).click();
  // The system's own theme is followed while it changes.
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'System' }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await until('it is light', async () => (await color()) === light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await until('it is dark', async () => (await color()) !== light);
  await page.getByRole('button', { name: 'Account of anna' }).click();
  await page.getByText('Signed in as anna, Operator').waitFor();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await until('it is light', async () => (await color()) === light);
  expect(await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Light' }).getAttribute('aria-pressed')).toBe('true');
});

test('single keys are listed, and rest where a person turns them off; those with Ctrl still work', async () => {
  const page = await syncdeck.visit({ user: 'anna', path: '/control' });
  await untilLive(page);
  await rowOf(page, 'Past 1').waitFor();
  await page.keyboard.press('Shift+?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await list.getByRole('region', { name: 'In a list' }).getByText('Write a query').waitFor();
  await list.getByRole('region', { name: 'Go to a page' }).getByText('Bulk Ops').waitFor();
  // A key belongs to the dialog while it is open.
  await page.keyboard.press('/');
  await page.keyboard.press('j');
  await list.getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL('**/settings');
  await list.waitFor({ state: 'hidden' });
  const single = page.getByRole('switch', { name: 'Single-key shortcuts' });
  await single.click();
  expect(await single.getAttribute('aria-checked')).toBe('false');
  expect(await preferences(page)).toMatchObject({ hasShortcuts: false });

  await toControl(page);
  for (const key of ['/', 'j', 'Enter', 'Shift+?', 'g', 'h']) await page.keyboard.press(key);
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/control');
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('TEXTAREA');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search or run' }).waitFor();
  await page.keyboard.press('Escape');

  await toSettings(page);
  await page.getByRole('button', { name: 'Show the shortcuts' }).click();
  await list.getByText('Single keys are off; only those with Ctrl work.').waitFor();
  expect(await list.getByRole('region', { name: 'Go to a page' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await single.click();
  await toControl(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await panelOf(page).waitFor();
});

test('the account says what its role allows; a password that can’t be is refused, and the new one signs in', async () => {
  const page = await syncdeck.visit({ user: 'rosa', path: '/settings' });
  await untilLive(page);
  const account = page.getByRole('region', { name: 'Account' });
  await account.getByText('You look at everything and change nothing.').waitFor();
  const panel = page.getByRole('region', { name: 'Password' });
  const change = panel.getByRole('button', { name: 'Change the password' });
  expect(await change.isDisabled()).toBe(true);
  await panel.getByLabel('New password', { exact: true }).fill('short');
  await change.click();
  await panel.getByText('It needs 8 to 256 characters.').waitFor();
  await panel.getByLabel('New password', { exact: true }).fill('a longer password');
  await panel.getByLabel('New password again').fill('a longer password');
  await change.click();
  await panel.getByText('The current password is needed.').waitFor();
  await panel.getByLabel('Current password').fill('a password of the tests');
  await change.click();
  await page.getByText('The password is changed. Your other sessions are signed out.').waitFor();
  // Nothing of it stays in the form.
  expect(await panel.getByLabel('Current password').inputValue()).toBe('');

  await account.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Name').fill('rosa');
  await page.getByLabel('Password').fill('a password of the tests');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
  await page.getByLabel('Password').fill('a longer password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await untilLive(page);
  const entries = await syncdeck.query<{ performed_by: string }>(
    `SELECT performed_by FROM sync_job_audit_logs WHERE job_id = 'user:rosa' AND action = 'password_change'`,
  );
  expect(entries).toEqual([{ performed_by: 'rosa' }]);
});
