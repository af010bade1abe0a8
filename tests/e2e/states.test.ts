import { expect, type TestContext, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { expectPicture } from '#tests/support/compare-pictures.ts';
import { useConsole, type Visit } from '#tests/support/console.ts';
import { needFontsOfPictures } from '#tests/support/picture-fonts.ts';
import { until } from '#tests/support/until.ts';

const console_ = useConsole();
const NOW = new Date('2026-03-12T14:48:00Z');
const SLOW = { timeout: 300_000 };

const pages = ['overview', 'control', 'bulk', 'analytics', 'schedules', 'history', 'users', 'settings'];
const inStates = (page: string) => ['empty', 'failing', 'loading'].map((state) => `page-${page}-${state}`);

/** By what they are about. */
const parts = {
  'marks, controls and messages': [
    'status',
    'priority',
    'types',
    'buttons',
    'fields',
    'priority-menu',
    'progress',
    'empty',
    'errors',
    'skeletons',
  ],
  charts: ['bars', 'lines', 'small-charts', 'week'],
  'lists and queries': [
    'grid',
    'grid-without-rows',
    'query',
    'views',
    'history',
    'changes',
    'selection',
    'selection-of-failed',
    'selection-of-viewer',
  ],
  'the job panel by status': ['running', 'pending', 'paused', 'failed', 'completed', 'cancelled'].map((status) => `job-${status}`),
  'the rest of the job panel': ['viewer', 'payload', 'checkpoint', 'attempts', 'audit', 'deleted', 'unknown', 'failing', 'loading'].map(
    (what) => `job-${what}`,
  ),
  schedules: [
    'schedules',
    'schedules-viewer',
    ...['editor', 'viewer', 'edited', 'wrong', 'changed', 'missing'].map((what) => `schedule-${what}`),
  ],
  'the connection': ['connecting', 'catching-up', 'live', 'offline', 'refused', 'parts-away'].map((state) => `connection-${state}`),
  forms: ['forms', 'params-diff'],
  'forms of the desktop app': ['environment-wrong', 'connection-tests', 'notification-rule'],
};
const wholes = {
  'dialogs and overlays': [
    'confirm-plain',
    'confirm-risk',
    'confirm-names',
    'toasts',
    'notices',
    'notices-empty',
    'palette',
    'trigger',
    'retry',
  ],
  'sign-in': ['sign-in', 'sign-in-again'],
  'the window of the desktop app': ['fleet', 'fleet-search', 'switcher', 'confirm-production', 'desktop-settings', 'environment-edit'],
  'what stands in a console’s place': ['desktop-lost', 'desktop-refused', 'desktop-sign-in', 'local-restarting', 'local-given-up'],
  pages: [
    'page-overview',
    'page-control-panel',
    'page-bulk-operation',
    'page-analytics',
    'page-schedules-editor',
    'page-history',
    'page-users',
    'page-settings',
  ],
};
/** Variants of what is looked at in both themes elsewhere. */
const variants = [
  ...['page-control', 'page-control-wrong', 'page-bulk', 'page-schedules', 'page-viewer', 'page-unknown', 'page-not-allowed'],
  ...['fleet-alone', 'desktop-production', 'desktop-read-only', 'desktop-untrusted', 'desktop-mismatch', 'desktop-gone'],
  ...['environment-add', 'environment-offered', 'local-starting', 'local-stopped'],
];
const onPhone = [
  'fields',
  'grid',
  'history',
  'selection',
  'job-running',
  'retry',
  'schedules',
  'page-overview-loading',
  ...pages.map((page) => `page-${page}`),
  ...['fleet-search', 'switcher', 'environment-edit', 'desktop-settings', 'desktop-refused', 'local-given-up'],
];
const inArabic = [
  'fields',
  'query',
  'history',
  'selection',
  'job-failed',
  'schedule-editor',
  'page-overview',
  'page-bulk-operation',
  'fleet-search',
  'switcher',
  'desktop-settings',
  'notification-rule',
];

const isPart = (section: string): boolean => Object.values(parts).flat().includes(section);

/** The section in the page that is open. A page of the console comes with code of its own: before that it is blank. */
async function show(page: Page, section: string, theme: 'light' | 'dark' = 'light'): Promise<void> {
  await page.evaluate((search) => history.pushState(null, '', search), `?show=${section}&theme=${theme}`);
  const isRead = (known: { section: string; waits: boolean }) => {
    const { shown, fetching } = document.body.dataset;
    const body = document.querySelector('.body');
    return shown === known.section && (!known.waits || fetching === '0') && (!body || body.childElementCount > 0);
  };
  await page.waitForFunction(isRead, { section, waits: !section.endsWith('-loading') });
}

/** Compares sections with their pictures, all of them whatever becomes of one. */
async function look(context: TestContext, visit: Visit, pictures: readonly { section: string; theme?: 'light' | 'dark'; name: string }[]) {
  const page = await console_.visit({ path: '/states.html', now: NOW, ...visit });
  await needFontsOfPictures(context, page);
  const problems: string[] = [];
  for (const { section, theme, name } of pictures) {
    try {
      await show(page, section, theme);
      await expectPicture(isPart(section) ? page.locator('.states-section') : page, name);
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  expect(problems).toEqual([]);
}

const inBothThemes = (sections: readonly string[]) =>
  (['light', 'dark'] as const).flatMap((theme) => sections.map((section) => ({ section, theme, name: `${section}.${theme}` })));

test('every section of the page of states is among those that are looked at here', SLOW, async () => {
  const page = await console_.visit({ path: '/states.html' });
  const list = page.getByRole('navigation', { name: 'Sections' });
  await list.waitFor();
  const listed = await list.getByRole('link').allTextContents();
  const known = [...Object.values(parts).flat(), ...Object.values(wholes).flat(), ...variants, ...pages.flatMap(inStates), 'moving'];
  expect(listed.sort()).toEqual(known.sort());
});

test.for(Object.entries({ ...parts, ...wholes }))('%s look as in their pictures, light and dark', SLOW, async ([, sections], context) => {
  await look(context, {}, inBothThemes(sections));
});

// Shapes more than colours: one theme tells it. What settings read stands below what is seen.
test.for(pages.filter((page) => page !== 'settings'))(
  'the page %s looks as in its pictures with nothing, failing and loading',
  SLOW,
  async (page, context) => {
    await look(
      context,
      { width: 1024, height: 700 },
      inStates(page).map((section) => ({ section, name: section })),
    );
  },
);

test('pages look as in their pictures in other ways that they are come to', SLOW, async (context) => {
  await look(
    context,
    {},
    variants.map((section) => ({ section, name: section })),
  );
});

test('a phone has what is in its pictures', SLOW, async (context) => {
  await look(
    context,
    { width: 390, height: 844 },
    onPhone.map((section) => ({ section, name: `${section}.phone` })),
  );
});

test('Arabic goes from right to left as in its pictures', SLOW, async (context) => {
  await look(
    context,
    { language: 'ar' },
    inArabic.map((section) => ({ section, name: `${section}.ar` })),
  );
});

interface Seen {
  percents: number;
  shifts: readonly string[];
}

/** From now on, notes what moves, and how many percents the job has shown. A value that grows at its free end moves nothing. */
const watchLayout = (page: Page) =>
  page.evaluate(() => {
    const percents = new Set<string>();
    const shifts: string[] = [];
    Object.assign(window, { readSeen: (): Seen => ({ percents: percents.size, shifts }) });
    interface Shift extends PerformanceEntry {
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    }
    new PerformanceObserver((list) => {
      for (const { node, previousRect: from, currentRect: to } of (list.getEntries() as Shift[]).flatMap(({ sources }) => sources)) {
        const hasMoved = from.top !== to.top || (from.left !== to.left && from.right !== to.right);
        // The sign of a percentage goes with its digits.
        const isSign = node?.parentElement?.closest('.job-figure') != null;
        if (hasMoved && !isSign)
          shifts.push(`${node?.nodeName} “${node?.textContent?.slice(0, 60)}” ${from.x},${from.y} → ${to.x},${to.y}`);
      }
    }).observe({ type: 'layout-shift' });
    setInterval(() => percents.add(document.querySelector('.job-panel .job-figure')?.textContent ?? ''), 20);
  });

test('nothing moves on the page while the values of running jobs change', SLOW, async () => {
  const page = await console_.visit({ path: '/states.html', now: NOW });
  await show(page, 'moving');
  await page.getByText('Syncing 6,236 verses').waitFor();
  await page.getByRole('tab', { name: /^Audit ?2$/ }).waitFor();
  await watchLayout(page);
  const read = () => page.evaluate(() => (window as unknown as { readSeen(): Seen }).readSeen());
  const seen = await until(
    'the job went through most of its percents',
    async () => {
      const now = await read();
      return now.percents > 50 && now;
    },
    60_000,
  );
  expect(seen.shifts).toEqual([]);
});
