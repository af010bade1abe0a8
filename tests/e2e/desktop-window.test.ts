import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { useConsole, type Visit } from '#tests/support/console.ts';
import { until } from '#tests/support/until.ts';

// The window of the desktop app, in plain Chromium over a main process that always says the same: the page of states.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const console_ = useConsole();
const NOW = new Date('2026-03-12T14:48:00Z');

async function show(page: Page, section: string): Promise<void> {
  await page.evaluate((search) => history.pushState(null, '', search), `?show=${section}`);
  const isSettled = (id: string) => document.body.dataset.shown === id && document.body.dataset.fetching === '0';
  await page.waitForFunction(isSettled, section);
  // A page of the console comes with code of its own.
  await page.locator('h1').first().waitFor({ state: 'attached' });
}
async function open(section: string, visit: Visit = {}): Promise<Page> {
  const page = await console_.visit({ path: '/states.html', now: NOW, ...visit });
  await page.getByRole('navigation', { name: 'Sections' }).waitFor();
  await show(page, section);
  return page;
}
const asked = (page: Page, name: string): Promise<unknown[]> =>
  page.evaluate(
    (wanted) => (window as unknown as { asked: [string, unknown][] }).asked.flatMap(([each, input]) => (each === wanted ? [input] : [])),
    name,
  );
const switcherOf = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^Switch environment: .*${name}`) });
const tabOf = (page: Page, name: string) => page.getByRole('navigation', { name: 'Jobs' }).getByRole('link', { name, exact: true });

describe('environments', () => {
  test('are switched by key, from the rail and from the list, and the page stays', async () => {
    const page = await open('desktop-production');
    await tabOf(page, 'Schedules').click();
    await page.keyboard.press('Control+2');
    await switcherOf(page, 'Staging').waitFor();
    await expect.poll(() => tabOf(page, 'Schedules').getAttribute('aria-current')).toBe('page');
    await page.getByRole('link', { name: /^Production Jakarta, / }).click();
    await switcherOf(page, 'Production Jakarta').click();
    const find = page.getByRole('combobox', { name: 'Find an environment' });
    await find.fill('cust');
    expect(await page.getByRole('option').allTextContents()).toEqual([expect.stringMatching(/^Al-Noor/), expect.stringMatching(/^Cairo/)]);
    await find.press('ArrowDown');
    await find.press('Enter');
    await page.getByRole('heading', { name: 'Cairo schools can’t be reached' }).waitFor();
    await page.keyboard.press('Control+0');
    await page.getByRole('heading', { level: 1, name: '1 of 6 environments is failing' }).waitFor();
  });

  test('are in the palette, and their keys in the list of shortcuts', async () => {
    const page = await open('desktop-production');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog').getByText('Environment Staging').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('stag');
    await page.getByRole('option', { name: /Environment Staging/ }).click();
    await switcherOf(page, 'Staging').waitFor();
  });

  test('each have a connection of their own, which ends with the page', async () => {
    const page = await open('desktop-production');
    await page.keyboard.press('Control+2');
    await switcherOf(page, 'Staging').waitFor();
    await until('the first is let go', async () => (await asked(page, 'connection:detach')).length === 1);
    expect(await asked(page, 'connection:attach')).toEqual([
      expect.objectContaining({ id: 'production-eu' }),
      expect.objectContaining({ id: 'staging' }),
    ]);
  });
});

describe('care', () => {
  test('in production the name is typed before a job is cancelled', async () => {
    const page = await open('desktop-production');
    await page
      .getByRole('row', { name: /Quran text · Uthmani with two translations/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: /^Cancel / });
    await dialog.getByText('PRODUCTION', { exact: true }).waitFor();
    const button = dialog.getByRole('button', { name: 'Cancel the job' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await dialog.getByLabel('Type Production EU to confirm').fill('Production EU');
    expect(await button.getAttribute('aria-disabled')).toBeNull();
  });

  test('a read-only environment offers no action', async () => {
    const page = await open('desktop-read-only');
    await page
      .getByRole('row', { name: /Quran text · Uthmani with two translations/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /Quran text · Uthmani/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Cancel', exact: true }).count()).toBe(0);
    await page.getByRole('banner').getByText('read-only').waitFor();
  });
});

describe('an environment’s form', () => {
  test('says what is wrong at each field, and adds what is right', async () => {
    const page = await open('environment-add');
    await page.getByRole('button', { name: 'Add the environment' }).click();
    await page.getByText('must not be empty').waitFor();
    await page.getByText('must be an address such as https://sync.example.com').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Medina');
    await page.getByLabel('Address').fill('https://sync.medina.example');
    await page.getByRole('radio', { name: 'Orange' }).check();
    await page.getByRole('switch', { name: 'Production' }).click();
    await page.getByRole('button', { name: 'Add the environment' }).click();
    await until('it is added', async () => (await asked(page, 'environments:add')).length === 1);
    expect(await asked(page, 'environments:add')).toEqual([
      {
        ...{ name: 'Medina', url: 'https://sync.medina.example', color: 'orange', tags: [] },
        ...{ isProduction: true, isReadOnly: false, proxy: { mode: 'system' }, caFile: null },
      },
    ]);
  });

  test('offered by a link adds nothing by itself, and asks before it is left half done', async () => {
    const page = await open('environment-offered');
    await page.getByText('A link filled this in.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Medina');
    await page.getByLabel('Name', { exact: true }).fill('Medina 2');
    await page.keyboard.press('Control+0');
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Medina 2');
    await page.keyboard.press('Control+0');
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: /environments is failing/ }).waitFor();
    expect(await asked(page, 'environments:add')).toEqual([]);
  });

  test('tries an address before it is kept, and removes a production only with its name', async () => {
    const page = await open('environment-edit');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    expect(await asked(page, 'environments:test')).toEqual([
      { url: 'https://eu-1.syncdeck.example', proxy: { mode: 'system' }, caFile: null },
    ]);
    await page.getByText('It answers in 14 ms, contract 4.2.').waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Production EU from this app?' });
    await dialog.getByLabel('Type Production EU to confirm').fill('Production EU');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await until('it is removed', async () => (await asked(page, 'environments:remove')).length === 1);
  });
});

describe('the fleet', () => {
  test('is searched as a whole, and every job leads to its environment', async () => {
    const page = await open('fleet');
    await page.getByRole('textbox', { name: 'Search across all environments' }).fill('status:failed');
    await page.keyboard.press('Enter');
    await page.getByText(/^15 jobs in 5 environments, 5 of 6 answered in \d+ ms$/).waitFor();
    await page.getByText('Cairo schools did not answer. Its last data is from 14:18 and isn’t searched.').waitFor();
    await page
      .getByRole('link', { name: /in Staging$/ })
      .first()
      .click();
    await switcherOf(page, 'Staging').waitFor();
    await page.getByRole('heading', { name: /Hadith collections/ }).waitFor();
  });

  test('retries everywhere but where it may not, and wants the word typed for productions', async () => {
    const page = await open('fleet-search');
    await page.getByRole('button', { name: 'Retry all…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Retry .* jobs\?$/ });
    await dialog.getByText('Production Jakarta and Cairo schools are left out: read-only, or they do not answer.').waitFor();
    const lines = await dialog.getByRole('listitem').allTextContents();
    expect(lines.map((line) => line.replace(/:.*/, ''))).toEqual(['Local', 'Staging', 'Production EU', 'Al-Noor Foundation']);
    await dialog.getByLabel('Type Production EU to confirm').waitFor();
  });

  test('tries again, and acknowledges failures', async () => {
    const page = await open('fleet');
    await page.getByRole('button', { name: 'Try now: Cairo schools' }).click();
    await page.getByRole('button', { name: 'More for Production EU' }).click();
    await page.getByRole('menuitem', { name: 'Acknowledge 41 failures' }).click();
    await until('both are asked', async () => (await asked(page, 'notifications:acknowledge')).length === 1);
    expect(await asked(page, 'environments:retry')).toEqual([{ id: 'cairo-schools' }]);
    expect(await asked(page, 'notifications:acknowledge')).toEqual([{ id: 'production-eu' }]);
  });
});

describe('the app’s settings', () => {
  test('are written as they are changed', async () => {
    const page = await open('desktop-settings');
    await page.getByRole('switch', { name: 'Close to the tray' }).click();
    await page.getByRole('button', { name: 'Unmute' }).click();
    await page.getByRole('button', { name: 'Move Staging up' }).click();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('When').selectOption('long run');
    await page.getByLabel('For longer than, in minutes').fill('soon');
    const add = page.locator('.rule-form').getByRole('button', { name: 'Add a rule' });
    await add.click();
    await page.getByText('It must be a whole number of minutes').waitFor();
    await page.getByLabel('For longer than, in minutes').fill('90');
    await add.click();
    await until('all is written', async () => (await asked(page, 'settings:write')).length === 2);
    const [tray, rules] = (await asked(page, 'settings:write')) as [unknown, { notifications: { rules: unknown[] } }];
    expect(tray).toEqual({ closesToTray: false });
    expect(rules.notifications.rules.at(-1)).toMatchObject({ event: 'long run', afterMinutes: 90, environments: 'all', isOn: true });
    expect(await asked(page, 'notifications:mute')).toEqual([{ until: null }]);
    expect(await asked(page, 'environments:reorder')).toEqual([
      { ids: ['staging', 'local', 'production-eu', 'production-jakarta', 'al-noor-foundation', 'cairo-schools'] },
    ]);
  });

  test('of theme and language are the app’s, so that menu and tray follow', async () => {
    const page = await open('desktop-settings');
    await page.getByRole('button', { name: 'Dark', exact: true }).click();
    await until('it is written', async () => (await asked(page, 'settings:write')).length === 1);
    expect(await asked(page, 'settings:write')).toEqual([{ language: 'en', theme: 'dark' }]);
  });
});

test('a local backend that was given up is started again, and helps who helps', async () => {
  const page = await open('local-given-up');
  await page.getByText('could not create any TCP sockets').first().waitFor();
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.getByRole('button', { name: 'Open log folder' }).click();
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await page.getByText('Diagnostics are on the clipboard.').waitFor();
  expect(await asked(page, 'environments:retry')).toEqual([{ id: 'local' }]);
  expect(await asked(page, 'app:open-folder')).toEqual([{ which: 'logs' }]);
});

const looked = [
  ...['fleet', 'fleet-search', 'fleet-alone', 'switcher', 'desktop-lost', 'desktop-refused', 'desktop-sign-in', 'desktop-read-only'],
  ...[
    'local-starting',
    'local-restarting',
    'local-given-up',
    'local-stopped',
    'environment-offered',
    'environment-edit',
    'desktop-settings',
  ],
  ...['environment-wrong', 'notification-rule', 'connection-tests', 'confirm-production', 'desktop-gone'],
];

describe.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
] as const)('axe finds nothing in %s, %i wide,', (theme, width) => {
  test('on any page of the window', { timeout: 300_000 }, async () => {
    const page = await open('fleet', { theme, width });
    await page.evaluate(axe);
    const all: string[] = [];
    for (const section of looked) {
      await show(page, section);
      const found = await page.evaluate(async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        interface Axe {
          run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
        }
        const { violations } = await (window as unknown as { axe: Axe }).axe.run({ runOnly: tags });
        return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => `${id} (${impact}): ${html.slice(0, 160)}`));
      });
      all.push(...found.map((each) => `${section}: ${each}`));
    }
    expect(all).toEqual([]);
  });
});
