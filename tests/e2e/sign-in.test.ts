import { expect, test } from 'vitest';
import { useConsole } from '#tests/support/console.ts';
import { until } from '#tests/support/until.ts';

const console_ = useConsole({ expectedErrors: /status of 401/ });

test('a person signs in by name and password, and out again', async () => {
  await console_.addUser('anna', 'operator');
  const page = await console_.visit({ path: '/schedules' });
  await page.getByLabel('Name').fill('anna');
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
  await page.getByLabel('Password').fill('a password of the tests');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Schedules' }).waitFor({ state: 'attached' });
  expect(new URL(page.url()).pathname).toBe('/schedules');
  await page.getByText('Live', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Account of anna' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate(() => localStorage.getItem('syncdeck.session'))).toBeNull();
  const sessions = await console_.query(`SELECT * FROM sync_sessions WHERE username = 'anna' AND revoked_at IS NULL`);
  expect(sessions).toHaveLength(0);
});

test('signing out in one window signs out the others of the same browser', async () => {
  const page = await console_.visit({ user: 'admin' });
  await page.getByText('Live', { exact: true }).waitFor();
  const other = await page.context().newPage();
  await other.goto(console_.url);
  await other.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Account of admin' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await other.getByRole('button', { name: 'Sign in' }).waitFor();
});

test('a session that an admin ends is over on the open page', async () => {
  await console_.addUser('omar', 'viewer');
  const page = await console_.visit({ user: 'omar' });
  await page.getByText('Live', { exact: true }).waitFor();
  await console_.api.call('DELETE', '/v4/admin/users/omar/sessions');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await until('the page forgot its tokens', () => page.evaluate(() => localStorage.getItem('syncdeck.session') === null));
});
