import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { followLink } from '#electron/deep-links/follow-link.ts';
import { createLinkInbox } from '#electron/deep-links/link-inbox.ts';
import { createQuit } from '#electron/main/boot/create-quit.ts';
import { createShutdown } from '#electron/main/boot/shutdown.ts';
import { readHomepage } from '#electron/main/read-homepage.ts';
import { createCrashCounter } from '#electron/main/window/count-crashes.ts';
import { createPageOutbox } from '#electron/main/window/page-outbox.ts';
import { noWindowState } from '#electron/main/window/place-window.ts';
import { openWindowState } from '#electron/main/window/window-state-file.ts';

describe('what is pushed to a page', () => {
  const start = () => {
    const sent: unknown[] = [];
    return { sent, outbox: createPageOutbox((name, payload) => sent.push([name, payload])) };
  };

  test('that a person asked to see waits until the page listens, the newest of each kind, in their order', () => {
    const { sent, outbox } = start();
    outbox.push('window:show', { path: '/fleet' });
    outbox.push('environment:offered', { name: 'Staging' });
    outbox.push('window:show', { path: '/desktop' });
    expect(sent).toEqual([]);
    outbox.ready();
    outbox.push('window:show', { path: '/e/local/control' });
    expect(sent).toEqual([
      ['environment:offered', { name: 'Staging' }],
      ['window:show', { path: '/desktop' }],
      ['window:show', { path: '/e/local/control' }],
    ]);
  });

  test('waits again for a page that is loaded anew, and is sent once', () => {
    const { sent, outbox } = start();
    outbox.ready();
    outbox.gone();
    outbox.push('window:show', { path: '/fleet' });
    outbox.ready();
    outbox.ready();
    expect(sent).toEqual([['window:show', { path: '/fleet' }]]);
  });

  test('of a connection goes at once: who attached listens', () => {
    const { sent, outbox } = start();
    outbox.push('connection:down', { attachmentId: 'a', reason: { code: 'REFUSED', status: 503, message: 'no' }, retries: true });
    expect(sent).toHaveLength(1);
  });
});

test('a page that crashes is loaded anew, and a person is asked when it does so again soon', () => {
  const clock = { ms: 0 };
  const judge = createCrashCounter(() => clock.ms);
  expect(judge()).toBe('reload');
  clock.ms += 5_000;
  expect(judge()).toBe('ask');
  clock.ms += 3_600_000;
  expect(judge()).toBe('reload');
});

describe('a link', () => {
  test('that comes before anybody can follow it waits; of several the newest', () => {
    const inbox = createLinkInbox();
    const followed: string[] = [];
    inbox.receive('syncdeck://fleet');
    inbox.receive('syncdeck://open/local');
    inbox.open((link) => followed.push(link));
    inbox.receive('syncdeck://fleet');
    expect(followed).toEqual(['syncdeck://open/local', 'syncdeck://fleet']);
  });

  const follow = (link: string): unknown[] => {
    const done: unknown[] = [];
    followLink(link, {
      isKnown: (id) => id === 'local',
      show: (where) => done.push(['show', where]),
      offer: (draft) => done.push(['offer', draft]),
      refuse: (why) => done.push(['refuse', why]),
      sayUnknown: (id) => done.push(['unknown', id]),
    });
    return done;
  };
  test.each([
    ['syncdeck://job/local/quran-1', [['show', '/e/local/control?job=quran-1']]],
    ['syncdeck://fleet', [['show', '/fleet']]],
    [
      'syncdeck://job/elsewhere/quran-1',
      [
        ['show', '/fleet'],
        ['unknown', 'elsewhere'],
      ],
    ],
    [
      'syncdeck://add?url=https://a.example',
      [
        ['show', '/desktop/environments/new'],
        ['offer', { url: 'https://a.example' }],
      ],
    ],
    ['syncdeck://rm/-rf', [['refuse', 'unknown action']]],
  ])('%s only shows something', (link, done) => {
    expect(follow(link)).toEqual(done);
  });
});

describe('the way out', () => {
  const start = (end: () => unknown) => {
    const seen: string[] = [];
    const shutdown = createShutdown({ withinMs: 10_000, onFailure: () => {} });
    shutdown.add('connections', end);
    let leave = () => {};
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const quit = createQuit({
      shutdown,
      onBegin: () => seen.push('begin'),
      onLate: (part) => seen.push(`late ${part}`),
      exit() {
        seen.push('exit');
        leave();
      },
    });
    return { seen, quit, left };
  };

  test('waits for the parts, once, however often the app is asked to quit', async () => {
    const { seen, quit, left } = start(() => seen.push('end'));
    expect([quit.asked(), quit.asked()]).toEqual(['wait', 'wait']);
    await left;
    expect(seen).toEqual(['begin', 'end', 'exit']);
    expect(quit.asked()).toBe('go');
  });

  test('an update is installed in place of leaving, once all parts have ended', async () => {
    const { seen, quit } = start(() => seen.push('end'));
    await new Promise<void>((resolve) => {
      quit.begin(() => {
        seen.push('install', quit.asked());
        resolve();
      });
    });
    expect(seen).toEqual(['begin', 'end', 'install', 'go']);
  });
});

test('a part that starts while all end is ended at once', async () => {
  const ended: string[] = [];
  const shutdown = createShutdown({ withinMs: 1_000, onFailure: () => {} });
  await shutdown.run();
  shutdown.add('connections', () => ended.push('connections'));
  expect(ended).toEqual(['connections']);
});

test('the window’s place is kept in a file, and a broken one is no loss', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'syncdeck-window-'));
  const state = {
    last: '1:800x600',
    displays: { '1:800x600': { bounds: { x: 0, y: 0, width: 400, height: 500 }, isMaximized: false, isFullScreen: true } },
  };
  const file = openWindowState(folder);
  expect(file.read()).toEqual(noWindowState);
  file.write(state);
  expect(openWindowState(folder).read()).toEqual(state);
  for (const broken of ['{', '[]', '{"last":1}', JSON.stringify({ ...state, displays: { a: { bounds: { x: 0.5 } } } })]) {
    await writeFile(path.join(folder, 'window-state.json'), broken);
    expect(openWindowState(folder).read()).toEqual(noWindowState);
  }
  openWindowState(folder).write(state);
  expect(openWindowState(folder).read()).toEqual(state);
  await rm(folder, { recursive: true });
});

test('the documentation is where package.json says, if that is a web page', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'syncdeck-homepage-'));
  const read = async (text: object) => {
    await writeFile(path.join(folder, 'package.json'), JSON.stringify(text));
    return readHomepage(folder);
  };
  expect(await read({ homepage: 'https://example.com/docs' })).toBe('https://example.com/docs');
  expect(await read({ homepage: 'file:///etc/passwd' })).toBeNull();
  expect(await read({})).toBeNull();
  await rm(folder, { recursive: true });
});
