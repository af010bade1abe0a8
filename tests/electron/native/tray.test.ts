import { describe, expect, test } from 'vitest';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { EnvironmentStatus } from '#electron/bridge/status.ts';
import { countOpenFailures } from '#electron/native/count-open-failures.ts';
import { trayImageName } from '#electron/native/tray/tray-image.ts';
import { makeTrayMenu, type TrayActions } from '#electron/native/tray/tray-menu.ts';
import { makeTrayModel } from '#electron/native/tray/tray-model.ts';
import { createTexts, type Language } from '#electron/texts/texts.ts';
import { MINUTE, start } from './play-notifications.ts';

const since = new Date(start);

function view(id: string, name: string, status: Partial<EnvironmentStatus> = {}, isProduction = false): EnvironmentView {
  const common = { id, name, color: 'blue' as const, tags: [], isReadOnly: false, isProduction };
  return {
    environment:
      id === 'local'
        ? { kind: 'local', ...common }
        : { kind: 'remote', ...common, url: 'https://x.test', proxy: { mode: 'system' }, caFile: null },
    status: {
      id,
      connection: { kind: 'live', since },
      health: 'healthy',
      user: { username: 'anna', role: 'operator' },
      roundTripMs: 4,
      counts: { pending: 0, running: 0, paused: 0 },
      slots: null,
      version: '1.0.0',
      contractVersion: '4.3',
      openFailures: 0,
      running: [],
      failed: [],
      local: null,
      ...status,
    },
  };
}
const offline = (code = 'REFUSED', status = 503): Partial<EnvironmentStatus> => ({
  health: 'unknown',
  connection: { kind: 'offline', since, reason: { code, status, message: 'no' }, retryAt: null },
});
const job = (jobId: string, jobName: string, minutesAgo: number) => ({
  jobId,
  jobName,
  jobType: 'quran',
  at: new Date(start - minutesAgo * MINUTE),
});
const busy = (running: number): Partial<EnvironmentStatus> => ({ counts: { pending: 0, running, paused: 0 } });

const failing = view(
  'production-eu',
  'Production EU',
  { ...busy(24), health: 'failing', openFailures: 41, failed: [job('q-1', 'English & Saheeh', 9)] },
  true,
);
const catchingUp = view('al-noor', 'Al-Noor Foundation', { health: 'attention', connection: { kind: 'catching up', since } });
const away = view('cairo', 'Cairo schools', offline());
const working = view('staging', 'Staging', {
  ...busy(3),
  running: [job('h-1', 'Sahih al-Bukhari', 5)],
  failed: [job('f-1', 'gold and silver', 31)],
});
const local = view('local', 'Local', { local: { state: 'running' } });
const stopped = view('local', 'Local', { ...offline(), local: { state: 'stopped' } });

const modelOf = (views: EnvironmentView[], mutedUntil: Date | null = null, language: Language = 'en') =>
  makeTrayModel({ views, texts: createTexts(language), language, mutedUntil, now: start });

describe('the icon', () => {
  test.each([
    ['all well', [local, view('staging', 'Staging')], 'well', 'All is well'],
    ['running', [local, working], 'running', 'All is well, 3 jobs run'],
    ['attention', [working, catchingUp], 'attention', 'Al-Noor Foundation needs attention'],
    ['offline before attention', [catchingUp, away], 'offline', 'Cairo schools is offline'],
    ['failing before all', [away, catchingUp, working, failing], 'failing', 'Production EU is failing'],
    ['the first of several', [away, view('jakarta', 'Jakarta', offline())], 'offline', 'Cairo schools is offline, and 1 more'],
    ['a local backend that is not to run', [stopped, working], 'running', 'All is well, 3 jobs run'],
    ['nothing but that', [stopped], 'well', 'All is well'],
  ] as const)('for %s', (_, views, shape, headline) => {
    expect(modelOf([...views])).toMatchObject({ shape, headline });
  });

  test.each([
    ['darwin', false, '', 'tray/failingTemplate.png'],
    ['darwin', true, '', 'tray/failingTemplate.png'],
    ['win32', false, '', 'tray/failing-dark-ink.png'],
    ['win32', true, '', 'tray/failing-light-ink.png'],
    ['linux', false, 'KDE', 'tray/linux/failing-dark-ink.png'],
    ['linux', false, 'ubuntu:GNOME', 'tray/linux/failing-light-ink.png'],
    ['linux', true, 'KDE', 'tray/linux/failing-light-ink.png'],
  ])('on %s, dark: %s, %s, is %s', (platform, isDark, desktop, name) => {
    expect(trayImageName('failing', { platform, isDark, desktop })).toBe(name);
  });

  test('has beside it, and the badge on it, how many jobs of open incidents there are', () => {
    expect(modelOf([failing, working]).failures).toBe(41);
    expect(countOpenFailures([failing, view('b', 'B', { openFailures: 2 }), local])).toBe(43);
    expect(countOpenFailures([])).toBe(0);
  });
});

describe('an environment in the menu', () => {
  test.each([
    [failing, 'Production EU · PROD · 41 failed'],
    [catchingUp, 'Al-Noor Foundation · catching up'],
    [away, 'Cairo schools · offline since 11:42'],
    [view('cairo', 'Cairo', { ...offline('UNAUTHORIZED', 401), user: null }), 'Cairo · sign in'],
    [view('cairo', 'Cairo', { connection: { kind: 'connecting', since }, health: 'unknown' }), 'Cairo · connecting'],
    [view('cairo', 'Cairo', { health: 'attention' }), 'Cairo · needs attention'],
    [working, 'Staging · 3 running'],
    [local, 'Local · nothing runs'],
    [stopped, 'Local · not started'],
    [view('local', 'Local', { ...offline(), local: { state: 'given up', reason: 'x', log: [] } }), 'Local · could not be started'],
  ])('%#', (one, label) => {
    expect(modelOf([one]).environments).toEqual([{ id: one.environment.id, label }]);
  });
});

describe('the menu', () => {
  function menuOf(views: EnvironmentView[], mutedUntil: Date | null = null, language: Language = 'en') {
    const done: unknown[] = [];
    const act: TrayActions = {
      open: (path) => done.push(['open', path]),
      mute: (how) => done.push(['mute', how]),
      acknowledgeAll: () => done.push(['acknowledge all']),
      quit: () => done.push(['quit']),
    };
    const template = makeTrayMenu(modelOf(views, mutedUntil, language), { texts: createTexts(language), language, now: start, act });
    const all = template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])]);
    const choose = (id: string) => {
      const click = all.find((item) => item.id === id)?.click as (() => void) | undefined;
      if (!click) throw new Error(`there is no ${id}`);
      click();
      return done.at(-1);
    };
    return { template, lines: template.map(({ type, label }) => (type === 'separator' ? '—' : label)), choose };
  }

  test('says what is wrong, where, what runs, what failed last, and what can be done', () => {
    expect(menuOf([failing, away, working, local]).lines).toEqual([
      'Production EU is failing',
      '—',
      'Production EU · PROD · 41 failed',
      'Cairo schools · offline since 11:42',
      'Staging · 3 running',
      'Local · nothing runs',
      '—',
      'Running: 27',
      'Sahih al-Bukhari · Staging',
      '—',
      'Failed last',
      'English && Saheeh · Production EU · 11:33',
      'gold and silver · Staging · 11:11',
      '—',
      'Acknowledge all failures',
      'Mute notifications',
      'Open Syncdeck',
      'Quit',
    ]);
  });

  test('leads where it says', () => {
    const { choose } = menuOf([failing, working]);
    expect(choose('environment:staging')).toEqual(['open', '/e/staging/overview']);
    expect(choose('failed:production-eu:q-1')).toEqual(['open', '/e/production-eu/control?job=q-1']);
    expect(choose('running:staging:h-1')).toEqual(['open', '/e/staging/control?job=h-1']);
    expect(choose('acknowledge')).toEqual(['acknowledge all']);
    expect(choose('mute-hour')).toEqual(['mute', 'hour']);
    expect(choose('mute-tomorrow')).toEqual(['mute', 'tomorrow']);
    expect(choose('open')).toEqual(['open', undefined]);
    expect(choose('quit')).toEqual(['quit']);
  });

  test('says till when it is muted, and offers the end of that', () => {
    const { lines, choose } = menuOf([working], new Date(start + 60 * MINUTE));
    expect(lines).toContain('Muted until 12:42');
    expect(choose('unmute')).toEqual(['mute', 'end']);
    expect(lines).not.toContain('Acknowledge all failures');
  });

  test('promises that jobs stop safely where jobs of this machine run', () => {
    expect(menuOf([working, local]).lines.at(-1)).toBe('Quit');
    expect(menuOf([view('local', 'Local', { ...busy(1), local: { state: 'running' } })]).lines.at(-1)).toBe(
      'Quit (local jobs stop safely)',
    );
  });

  test('looks the same while nothing that it shows changed', () => {
    const looks = (views: EnvironmentView[]) => JSON.stringify(menuOf(views).template);
    const measured = { ...working, status: { ...working.status, roundTripMs: 99, slots: { busy: 3, workers: 1 } } };
    expect(looks([failing, measured])).toBe(looks([failing, working]));
    expect(looks([failing, view('staging', 'Staging', busy(4))])).not.toBe(looks([failing, working]));
  });

  test('is in Arabic too', () => {
    const { lines } = menuOf([failing, away, local], null, 'ar');
    const names = /^English|^—/;
    for (const line of lines.filter((line) => !names.test(line ?? ''))) expect(line).toMatch(/[\u0600-\u06ff]/);
  });
});
