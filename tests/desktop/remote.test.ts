import { beforeAll, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole } from '#tests/support/console.ts';
import { panelOf, reachStatus, readAudit, rowOf, startCounting, switchSchedulesOff, untilLive } from '#tests/support/console-jobs.ts';
import { type DesktopApp, testOnHost, useDesktop } from '#tests/support/desktop.ts';
import { openWindow, untilEnvironment, untilUp } from '#tests/support/desktop-page.ts';
import { until } from '#tests/support/until.ts';

/** One day of an operator: a server is added, watched, lost and found again, in one app that runs all the time. */
const syncdeck = useConsole();
const desktop = useDesktop({
  env: { SYNCDECK_FIRST_RUN: 'off' },
  // The browser's own words for a server that is away.
  expectedErrors: /ERR_CONNECTION_REFUSED|WebSocket connection/,
});
let app: DesktopApp;
let page: Page;

beforeAll(async () => {
  await syncdeck.addUser('anna', 'operator');
  await switchSchedulesOff(syncdeck);
  app = await desktop.launch();
  page = await openWindow(app);
}, 240_000);

const stateOf = (id: string) => untilEnvironment(page, id, 'is known', () => true).then(({ status }) => status);
const isHidden = () => app.app.evaluate(({ BrowserWindow }) => !BrowserWindow.getAllWindows()[0]?.isVisible());

async function setVisible(isVisible: boolean): Promise<void> {
  await app.app.evaluate(({ BrowserWindow }, isVisible) => {
    const [window] = BrowserWindow.getAllWindows();
    if (isVisible) window?.show();
    else window?.close();
  }, isVisible);
  await until(isVisible ? 'the window is there' : 'the window is hidden', async () => (await isHidden()) !== isVisible);
}

test('a server is added by its address, tried, and signed in to; both are shown at once', async () => {
  await untilUp(page, 'local');
  await page.getByRole('link', { name: 'Add an environment' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Staging');
  await page.getByLabel('Address', { exact: true }).fill('http://127.0.0.1:1');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('nothing answers at this port', { exact: false }).waitFor();
  await page.getByLabel('Address', { exact: true }).fill(syncdeck.url);
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText(/It answers in [\d,]+ ms/).waitFor();
  await page.getByRole('button', { name: 'Add the environment' }).click();

  await page.getByRole('heading', { name: /Staging/ }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('anna');
  await page.getByLabel('Password', { exact: true }).fill('a wrong one');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: /password/ })
    .waitFor();
  await page.getByLabel('Password', { exact: true }).fill('a password of the tests');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await untilLive(page);
  expect(new URL(page.url()).pathname).toMatch(/^\/e\/staging\//);

  await page.keyboard.press('Control+0');
  await page
    .getByRole('row', { name: /Staging/ })
    .getByText('Healthy')
    .waitFor();
  await page.getByRole('row', { name: /Local/ }).getByText('Healthy').waitFor();
});

test('a job is paused on the server, and its trail says who and from where', async () => {
  const job = await startCounting(syncdeck, 'Count slowly');
  await page.keyboard.press('Control+2');
  await page.getByRole('link', { name: 'Control' }).click();
  await untilLive(page);
  await rowOf(page, 'Count slowly').filter({ hasText: 'Running' }).click();
  await panelOf(page).getByRole('button', { name: 'Pause' }).click();
  await reachStatus(syncdeck, job, 'paused');
  await rowOf(page, 'Count slowly').filter({ hasText: 'Paused' }).waitFor();
  expect(await readAudit(syncdeck, job, 'pause')).toMatchObject([{ performed_by: 'anna', metadata: { origin: 'socket' } }]);
  await syncdeck.api.jobs('POST', `/${job}/cancel`);
});

testOnHost('failures while the window is hidden give one notification and another tray; its click shows the job', async () => {
  const host = app.host();
  const [calm] = await host.trays();
  await setVisible(false);
  await host.forgetNotifications();
  const failing = await startCounting(syncdeck, 'Fails alone', { total: 100, batchMs: 0, failAt: 10, failMessage: 'the source is closed' });
  await reachStatus(syncdeck, failing, 'failed');
  await until('one is shown', async () => (await host.notifications()).length === 1);
  const [shown] = await host.notifications();
  expect(shown).toMatchObject({ isOpen: true });
  expect(`${shown?.title} ${shown?.body}`).toMatch(/Staging/);
  expect(`${shown?.title} ${shown?.body}`).toMatch(/the source is closed/);
  await until('the tray tells', async () => (await host.trays())[0]?.image.sha256 !== calm?.image.sha256);
  await until('the menu names the job', async () => JSON.stringify((await host.trays())[0]?.menu).includes('Fails alone'));
  expect((await host.records()).badge).toBe(1);

  await host.answerNotification(-1, 'click');
  await until('the window is back', async () => !(await isHidden()));
  await panelOf(page).getByText('the source is closed').first().waitFor();
  expect(new URL(page.url()).searchParams.get('job')).toBe(failing);
  // Seeing it is not knowing it: the badge stays till it is acknowledged.
  expect((await host.records()).badge).toBe(1);

  await setVisible(false);
  // The same cause again: it counts on in its place, and no second one stands beside it.
  const again = await startCounting(syncdeck, 'Fails too', { total: 100, batchMs: 0, failAt: 10, failMessage: 'the source is closed' });
  await reachStatus(syncdeck, again, 'failed');
  await until('both are counted', async () => (await host.records()).badge === 2);
  const counted = await until(
    'the notification counts',
    async () => (await host.notifications()).find(({ title }) => title.includes('2')),
    40_000,
  );
  expect(counted.silent).toBe(true);
  expect((await host.notifications()).filter(({ isOpen }) => isOpen)).toHaveLength(1);

  await host.answerNotification(-1, 'click');
  await page.waitForURL((url) => url.searchParams.get('q')?.includes('signature:') ?? false);
  await rowOf(page, 'Fails too').waitFor();
  await syncdeck.api.jobs('DELETE', `/${again}`);
  await until('the one that is gone is not counted', async () => (await host.records()).badge === 1);
});

testOnHost('a short sleep is caught up with, and tells nobody', async () => {
  const host = app.host();
  await host.forgetNotifications();
  await host.emitPower('suspend');
  await host.emitPower('resume');
  await untilUp(page, 'staging');
  await untilUp(page, 'local');
  expect(await host.notifications()).toEqual([]);
});

test('the server is killed and comes back: nothing is missed', async () => {
  await page.keyboard.press('Control+2');
  await page.getByRole('link', { name: 'Control' }).click();
  await untilLive(page);
  await syncdeck.kill();
  await untilEnvironment(page, 'staging', 'is offline', ({ status }) => status.connection.kind === 'offline');
  await page
    .getByRole('status')
    .filter({ hasText: /Offline/ })
    .first()
    .waitFor();
  await syncdeck.restart();
  // What happens before the app is back is asked for, not lost.
  const jobs = await Promise.all([1, 2, 3].map((n) => startCounting(syncdeck, `While away ${n}`, { total: 20, batchMs: 0 })));
  for (const job of jobs) await reachStatus(syncdeck, job, 'completed');
  await untilUp(page, 'staging');
  await untilLive(page);
  for (const n of [1, 2, 3]) await rowOf(page, `While away ${n}`).filter({ hasText: 'Completed' }).waitFor();
  expect((await stateOf('staging')).user).toEqual({ username: 'anna', role: 'operator' });
});

test('a second start with a link to a job hands it over, and ends', async () => {
  const job = await startCounting(syncdeck, 'Linked', { total: 20, batchMs: 0 });
  await reachStatus(syncdeck, job, 'completed');
  await setVisible(false);
  expect(await app.launchSecond([`syncdeck://job/staging/${job}`])).toBe(0);
  await until('the window is there', async () => !(await isHidden()));
  await panelOf(page).getByText('Linked').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/e/staging/control');
});

test('the sign-in is kept for the next start', async () => {
  await app.close();
  const again = await desktop.launch({ userData: app.userData });
  const window = await openWindow(again);
  const { status } = await untilUp(window, 'staging');
  expect(status.user?.username).toBe('anna');
});
