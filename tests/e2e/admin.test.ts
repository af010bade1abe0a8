import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, switchSchedulesOff, untilLive } from '#tests/support/console-jobs.ts';
import { until } from '#tests/support/until.ts';

// A sign-in that is refused, a session or a token that has ended: the browser's console tells of each.
const syncdeck = useConsole({ expectedErrors: /status of (401|403|409)/ });
beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  // One is left on, that starts nothing while the tests run.
  await switchSchedulesOff(syncdeck);
  await syncdeck.api.jobs('PUT', '/schedules/audio', { cronExpression: '0 5 29 2 *' });
  await syncdeck.api.jobs('POST', '/schedules/audio/toggle', { enabled: true });
});

const PASSWORD = 'a password of the tests';

const openAs = async (user: string, path: string): Promise<Page> => {
  const page = await syncdeck.visit({ user, path });
  await untilLive(page);
  return page;
};
const userRow = (page: Page, name: string) => page.getByRole('table', { name: 'The users' }).getByRole('row').filter({ hasText: name });
const readUser = async (name: string) => {
  const rows = await syncdeck.query<{ role: string }>('SELECT role FROM sync_users WHERE username = $1', [name]);
  return rows[0];
};
const auditOf = (target: string, action: string) =>
  syncdeck.query<{ performed_by: string; metadata: Record<string, unknown> }>(
    'SELECT performed_by, metadata FROM sync_job_audit_logs WHERE job_id = $1 AND action = $2 ORDER BY id DESC',
    [target, action],
  );
const signIn = (username: string, password: string) => syncdeck.api.call('POST', '/v4/auth/login', { username, password });
async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

// The first of this file: no job has ever been.
test('a console without a job says what comes first, and starts the first job', async () => {
  const page = await openAs('anna', '/overview');
  await page.getByText(/The next schedule is audio, in \d/).waitFor();
  await page.getByText('No jobs yet').waitFor();
  await page.getByText('Nothing needs you').waitFor();
  await page.getByRole('link', { name: 'History', exact: true }).click();
  await page.getByText('Nothing finished yet').waitFor();
  await page.getByRole('link', { name: 'Bulk Ops', exact: true }).click();
  await page.getByText('What anyone does to many jobs at once is kept here').waitFor();
  await page.getByRole('link', { name: 'Control', exact: true }).click();
  await page.getByText('No jobs yet').waitFor();
  await page.getByText(/One schedule is on\. It runs audio at 05:00/).waitFor();
  await page.getByRole('button', { name: 'Run quran now' }).waitFor();
  await page.getByRole('button', { name: 'Other types' }).click();
  await page.getByRole('menuitem', { name: 'counting' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a job' });
  expect(await dialog.getByRole('combobox', { name: /^Type/ }).inputValue()).toBe('counting');
  await dialog.getByLabel(/^Name/).fill('The very first');
  await dialog.getByRole('button', { name: 'Start the job' }).click();
  await page.getByRole('link', { name: 'Open the job' }).click();
  await panelOf(page).getByRole('heading', { name: 'The very first' }).waitFor();
  const [job] = await syncdeck.query<{ job_id: string }>('SELECT job_id FROM sync_job_control');
  await reachStatus(syncdeck, job?.job_id ?? '', 'completed');
  await page.getByText('No jobs yet').waitFor({ state: 'detached' });
});

test('an admin adds a user, who signs in; gives another role, which holds at once; and removes them', async () => {
  const page = await openAs('admin', '/users');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a user' });
  await dialog.getByLabel('Name to sign in with').fill('anna');
  await dialog.getByLabel('First password').fill('short');
  await dialog.getByRole('button', { name: 'Add a user' }).click();
  await dialog.getByText('It needs 8 to 256 characters.').waitFor();
  await dialog.getByLabel('First password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add a user' }).click();
  await dialog.getByText('There is a user of that name.').waitFor();
  await dialog.getByLabel('Name to sign in with').fill('nora');
  await dialog.getByRole('radio', { name: /Operator/ }).check();
  await dialog.getByRole('button', { name: 'Add a user' }).click();
  await page.getByText('nora can sign in now.').waitFor();
  expect((await readUser('nora'))?.role).toBe('operator');
  expect(await auditOf('user:nora', 'user_create')).toMatchObject([{ performed_by: 'admin', metadata: { after: { role: 'operator' } } }]);

  const noras = await syncdeck.visit({ path: '/control' });
  await noras.getByLabel('Name').fill('nora');
  await noras.getByLabel('Password').fill('not her password');
  await noras.getByRole('button', { name: 'Sign in' }).click();
  await noras.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
  await noras.getByLabel('Password').fill(PASSWORD);
  await noras.getByRole('button', { name: 'Sign in' }).click();
  await untilLive(noras);
  await noras.getByRole('button', { name: 'New job' }).waitFor();

  const role = page.getByLabel('Role of nora');
  await role.selectOption('viewer');
  await page.getByRole('dialog', { name: 'Make nora Viewer?' }).getByRole('button', { name: 'Cancel' }).click();
  expect(await role.inputValue()).toBe('operator');
  await role.selectOption('viewer');
  await page.getByRole('dialog', { name: 'Make nora Viewer?' }).getByRole('button', { name: 'Change the role' }).click();
  await page.getByText('nora has the role Viewer now.').waitFor();
  expect((await readUser('nora'))?.role).toBe('viewer');
  // The open page of the other loses its actions.
  await noras.getByRole('button', { name: 'New job' }).waitFor({ state: 'detached' });

  await choose(page, 'nora', 'Remove');
  const remove = page.getByRole('dialog', { name: 'Remove nora?' });
  expect(await remove.getByRole('button', { name: 'Remove the user' }).isDisabled()).toBe(true);
  await remove.getByLabel('Type nora to confirm').fill('nora');
  await remove.getByRole('button', { name: 'Remove the user' }).click();
  await page.getByText('nora is removed.').waitFor();
  await userRow(page, 'nora').waitFor({ state: 'detached' });
  expect(await readUser('nora')).toBeUndefined();
  await noras.getByRole('button', { name: 'Sign in' }).waitFor();
  expect((await signIn('nora', PASSWORD)).status).toBe(401);

  // The last admin stays one.
  await page.getByLabel('Role of admin').selectOption('viewer');
  await page
    .getByRole('dialog', { name: 'Make admin Viewer?' })
    .getByText(/This is you/)
    .waitFor();
  await page.getByRole('button', { name: 'Change the role' }).click();
  await page.getByText('admin is the last admin. Make somebody else an admin first.').waitFor();
  expect((await readUser('admin'))?.role).toBe('admin');
});

test('an admin sees where a user is signed in, sets a password and signs them out', async () => {
  await syncdeck.addUser('peter', 'viewer');
  const peters = await openAs('peter', '/overview');
  const page = await openAs('admin', '/users');
  await page.getByRole('button', { name: 'Sessions 1: peter' }).click();
  const sessions = page.getByRole('dialog', { name: 'Sessions of peter' });
  await sessions.getByText('127.0.0.1').waitFor();
  await sessions.getByRole('button', { name: 'Close' }).click();

  await choose(page, 'peter', 'Sign out everywhere');
  await page.getByRole('dialog', { name: 'Sign peter out everywhere?' }).getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('peter is signed out.').waitFor();
  await peters.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await auditOf('user:peter', 'sign_out_everywhere')).toMatchObject([{ performed_by: 'admin', metadata: { sessions: 1 } }]);
  await page.getByRole('button', { name: 'Sessions 0: peter' }).click();
  await page.getByText('peter is not signed in anywhere.').waitFor();
  await page.keyboard.press('Escape');

  await choose(page, 'peter', 'Set a password');
  const dialog = page.getByRole('dialog', { name: 'Set a password for peter' });
  await dialog.getByLabel('New password').fill('tiny');
  await dialog.getByRole('button', { name: 'Set the password' }).click();
  await dialog.getByText('It needs 8 to 256 characters.').waitFor();
  await dialog.getByLabel('New password').fill('another password');
  await dialog.getByRole('button', { name: 'Set the password' }).click();
  await page.getByText('The password of peter is set.').waitFor();
  expect((await signIn('peter', PASSWORD)).status).toBe(401);
  expect((await signIn('peter', 'another password')).status).toBe(200);
  expect(await auditOf('user:peter', 'password_change')).toMatchObject([{ performed_by: 'admin' }]);
});

test('an API token is shown once, works until it is revoked, and its name cannot be taken twice', async () => {
  const page = await openAs('admin', '/users');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a token' });
  await dialog.getByRole('button', { name: 'Make a token' }).click();
  await dialog.getByText(/^It needs 1 to 100 letters/).waitFor();
  await dialog.getByLabel('What it is for').fill('nightly build');
  await dialog.getByText('as token:nightly build').waitFor();
  await dialog.getByLabel('Expires after').selectOption('7');
  await dialog.getByRole('button', { name: 'Make a token' }).click();
  const made = page.getByRole('dialog', { name: 'The token nightly build' });
  await made.getByRole('button', { name: 'Copy the token' }).click();
  const token = await page.evaluate(() => navigator.clipboard.readText());
  // Escape does not lose what is shown only once.
  await page.keyboard.press('Escape');
  await made.getByRole('button', { name: 'I have it' }).click();
  await made.waitFor({ state: 'hidden' });
  const ask = async () => (await fetch(`${syncdeck.url}/v4/admin/jobs`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await ask()).toBe(200);
  const row = page.getByRole('table', { name: 'The API tokens' }).getByRole('row').filter({ hasText: 'nightly build' });
  await row.getByText('by admin').waitFor();
  const [stored] = await syncdeck.query<{ days: number; role: string }>(
    `SELECT round(extract(epoch FROM expires_at - created_at) / 86400)::int AS days, role FROM sync_api_tokens WHERE name = 'nightly build'`,
  );
  expect(stored).toEqual({ days: 7, role: 'viewer' });

  await page.getByRole('button', { name: 'Make a token' }).click();
  await dialog.getByLabel('What it is for').fill('nightly build');
  await dialog.getByRole('button', { name: 'Make a token' }).click();
  await dialog.getByText('There is a token of that name.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Revoke: nightly build' }).click();
  await page.getByRole('dialog', { name: 'Revoke the token nightly build?' }).getByRole('button', { name: 'Revoke the token' }).click();
  await page.getByText('The token nightly build is revoked.').waitFor();
  await row.waitFor({ state: 'detached' });
  expect(await ask()).toBe(401);
});

test('a person changes their own password, ends another session and leaves everywhere', async () => {
  await syncdeck.addUser('rosa', 'viewer');
  const other = await openAs('rosa', '/overview');
  const page = await openAs('rosa', '/settings');
  const panel = page.getByRole('region', { name: 'Password' });
  const change = panel.getByRole('button', { name: 'Change the password' });
  await panel.getByLabel('New password', { exact: true }).fill('a new password');
  await panel.getByLabel('New password again').fill('a new one');
  await change.click();
  await panel.getByText('The two are not the same.').waitFor();
  await panel.getByLabel('New password again').fill('a new password');
  await panel.getByLabel('Current password').fill('forgotten');
  await change.click();
  await panel.getByText('The current password is wrong.').waitFor();
  expect((await signIn('rosa', 'a new password')).status).toBe(401);

  const sessions = page.getByRole('region', { name: 'Sessions' });
  await until('two are listed at least', async () => (await sessions.getByRole('listitem').count()) >= 2);
  await sessions
    .getByRole('button', { name: /^End the session with/ })
    .first()
    .click();
  await page.getByRole('dialog', { name: 'End this session?' }).getByRole('button', { name: 'End the session' }).click();
  await page.getByText('The session is ended.').waitFor();
  await other.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await auditOf('user:rosa', 'session_end')).toMatchObject([{ performed_by: 'rosa' }]);

  await panel.getByLabel('Current password').fill(PASSWORD);
  await change.click();
  await page.getByText('The password is changed. Your other sessions are signed out.').waitFor();
  expect((await signIn('rosa', 'a new password')).status).toBe(200);

  await sessions.getByRole('button', { name: 'Sign out everywhere' }).click();
  const leave = page.getByRole('dialog', { name: 'Sign out everywhere?' });
  await leave.getByRole('button', { name: 'Stay signed in' }).click();
  await sessions.getByRole('button', { name: 'Sign out everywhere' }).click();
  await leave.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  const open = await syncdeck.query(`SELECT 1 FROM sync_sessions WHERE username = 'rosa' AND revoked_at IS NULL`);
  expect(open).toHaveLength(0);
});

test('the rules of a type are changed by an admin: limits are told, changes are marked, saved and audited', async () => {
  const page = await openAs('admin', '/schedules?type=hadith');
  const editor = page.getByRole('complementary', { name: 'Schedule of hadith' });
  const slots = editor.getByLabel('At a time');
  await slots.fill('0');
  await editor.getByText(/^At a time: a whole number from 1 to/).waitFor();
  await editor.getByText('Mend what is marked first').waitFor();
  await slots.fill('3');
  await editor.getByLabel('Timeout, min').fill('45');
  await editor.getByLabel('Backoff, s').fill('7');
  await editor.getByRole('button', { name: /^Priority:/ }).click();
  await page.getByRole('menuitem', { name: /Low$/ }).first().click();
  await editor.getByRole('button', { name: /^Time zone:/ }).click();
  await page.getByRole('combobox', { name: 'Search a city or region' }).fill('mecca');
  await page.getByText('No zone of that name').waitFor();
  await page.getByRole('combobox', { name: 'Search a city or region' }).fill('riyadh');
  await page.getByRole('option', { name: /Asia\/Riyadh/ }).click();
  await editor.getByRole('button', { name: 'Save 5 changes' }).click();
  await page.getByText('The schedule of hadith is saved.').waitFor();
  const [stored] = await syncdeck.query(
    `SELECT max_concurrency, timeout_minutes, backoff_seconds, time_zone FROM sync_job_schedules WHERE job_type = 'hadith'`,
  );
  expect(stored).toEqual({ max_concurrency: 3, timeout_minutes: 45, backoff_seconds: 7, time_zone: 'Asia/Riyadh' });
  expect(await auditOf('schedule:hadith', 'schedule_update')).toMatchObject([
    { performed_by: 'admin', metadata: { after: { maxConcurrency: 3, timeZone: 'Asia/Riyadh' } } },
  ]);

  // Somebody else changes it while it is edited: both are shown, and one is taken.
  await slots.fill('4');
  await syncdeck.api.call('PUT', '/v4/admin/jobs/schedules/hadith', { maxConcurrency: 9 });
  const meanwhile = editor.getByRole('alert');
  await meanwhile.getByText(/changed this schedule meanwhile/).waitFor();
  await meanwhile.getByRole('button', { name: 'Take theirs' }).click();
  expect(await slots.inputValue()).toBe('9');
  // What is not saved is not left by accident.
  await slots.fill('2');
  await page.getByRole('link', { name: 'Overview' }).first().click();
  const leaving = page.getByRole('dialog', { name: 'Leave hadith without saving?' });
  await leaving.getByRole('button', { name: 'Keep editing' }).click();
  expect(new URL(page.url()).pathname).toBe('/schedules');
  await editor.getByRole('button', { name: 'Discard' }).click();
  expect(await slots.inputValue()).toBe('9');
  const seen = await syncdeck.query(`SELECT max_concurrency FROM sync_job_schedules WHERE job_type = 'hadith'`);
  expect(seen).toEqual([{ max_concurrency: 9 }]);
});
