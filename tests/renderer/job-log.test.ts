import { describe, expect, it, vi } from 'vitest';
import { cutAt, findLines } from '#renderer/components/job/log/find-in-log.ts';
import { levelsFrom } from '#renderer/components/job/log/levels.ts';
import { createLogWindow, type ReadLog } from '#renderer/components/job/log/log-window.ts';

const T = Date.parse('2026-03-14T14:00:00Z');
type Line = Awaited<ReturnType<ReadLog>>['items'][number];
const line = (id: number): Line => ({ id, level: 'info', message: `line ${id}`, data: null, loggedAt: new Date(T + id * 1_000) });
const ids = (lines: readonly Line[]) => lines.map(({ id }) => id);

/** A log of lines 1 to `count`, a second apart, read as the server reads it: filtered by time, paged by a cursor that belongs to its filter. */
function serve(count: number) {
  let lines = Array.from({ length: count }, (_, n) => line(n + 1));
  const read = vi.fn<ReadLog>(async ({ order = 'asc', after = 0, from, to, limit = 50, cursor }) => {
    const filter = JSON.stringify([order, after, from, to]);
    const start = cursor ? (JSON.parse(cursor) as [string, number]) : undefined;
    if (start && start[0] !== filter) throw new Error('a cursor of another list');
    const fitting = lines.filter(
      ({ id, loggedAt }) =>
        id > after &&
        (!from || +loggedAt >= +new Date(from)) &&
        (!to || +loggedAt < +new Date(to)) &&
        (!start || (order === 'asc' ? id > start[1] : id < start[1])),
    );
    const ordered = order === 'asc' ? fitting : fitting.toReversed();
    const items = ordered.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: last && ordered.length > limit ? JSON.stringify([filter, last.id]) : null };
  });
  return {
    read,
    add(more: number) {
      lines = [...lines, ...Array.from({ length: more }, (_, n) => line(lines.length + n + 1))];
    },
  };
}

describe('a window on a log', () => {
  it('begins with the newest lines', async () => {
    const log = createLogWindow(serve(1_000).read);
    await log.showEnd();
    expect(ids(log.state().lines)).toEqual(Array.from({ length: 200 }, (_, n) => 801 + n));
    expect(log.state()).toMatchObject({ hasOlder: true, hasNewer: false, isLoading: false });
  });

  it('grows to the beginning, each line once', async () => {
    const log = createLogWindow(serve(450).read);
    await log.showEnd();
    await log.loadOlder();
    await log.loadOlder();
    expect(ids(log.state().lines)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
    expect(log.state().hasOlder).toBe(false);
  });

  it('jumps to a moment and grows both ways from there', async () => {
    const log = createLogWindow(serve(10_000).read);
    await log.showEnd();
    await log.jump(new Date(T + 5_000_500));
    expect(log.state().hit.id).toBe(5_001);
    expect(ids(log.state().lines)).toEqual(Array.from({ length: 200 }, (_, n) => 4_901 + n));
    await log.loadOlder();
    await log.loadNewer();
    expect([log.state().lines[0]?.id, log.state().lines.at(-1)?.id]).toEqual([4_701, 5_200 + 100]);
    expect(log.state().lines).toHaveLength(600);
  });

  it('asks for nothing where it holds the moment', async () => {
    const { read } = serve(100);
    const log = createLogWindow(read);
    await log.showEnd();
    read.mockClear();
    await log.jump(new Date(T + 50_000));
    await log.jump(new Date(T - 50_000));
    await log.jump(new Date(T + 900_000));
    expect(log.state().hit).toEqual({ id: 100, n: 3 });
    expect(read).not.toHaveBeenCalled();
  });

  it('takes new lines at its end', async () => {
    const server = serve(10);
    const log = createLogWindow(server.read);
    await log.showEnd();
    server.add(3);
    await log.loadNewer();
    expect(ids(log.state().lines)).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
  });

  it('changes nothing when there is nothing new', async () => {
    const log = createLogWindow(serve(10).read);
    await log.showEnd();
    const before = log.state();
    await log.loadNewer();
    expect(log.state()).toBe(before);
  });

  it('takes the first lines of a job that had none', async () => {
    const server = serve(0);
    const log = createLogWindow(server.read);
    await log.showEnd();
    expect(log.state()).toMatchObject({ lines: [], hasOlder: false, hasNewer: false });
    server.add(2);
    await log.loadNewer();
    expect(ids(log.state().lines)).toEqual([1, 2]);
  });

  it('lets go of what is far from where a person reads, and finds it again', async () => {
    const log = createLogWindow(serve(12_000).read);
    await log.jump(new Date(T));
    while (log.state().hasNewer) await log.loadNewer();
    expect(log.state().lines).toHaveLength(5_000);
    expect(log.state()).toMatchObject({ hasOlder: true, hasNewer: false });
    expect(log.state().lines.at(-1)?.id).toBe(12_000);
    while (log.state().hasOlder) await log.loadOlder();
    expect(ids(log.state().lines)).toEqual(Array.from({ length: 5_000 }, (_, n) => n + 1));
    expect(log.state().hasNewer).toBe(true);
    await log.loadNewer();
    expect(log.state().lines.at(-1)?.id).toBe(5_200);
  });

  it('shows the last place that was asked for, whichever answer comes last', async () => {
    const { read } = serve(10_000);
    const answers: (() => void)[] = [];
    const log = createLogWindow(async (input, signal) => {
      const page = await read(input, signal);
      await new Promise<void>((resolve) => answers.push(resolve));
      return page;
    });
    const first = log.showEnd();
    const second = log.jump(new Date(T + 100_000));
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    for (const answer of answers.toReversed()) answer();
    await Promise.all([first, second]);
    expect(log.state().lines.at(-1)?.id).toBe(199);
  });

  it('tells what failed, keeps what it has, and goes on', async () => {
    const { read } = serve(500);
    const log = createLogWindow(read);
    await log.showEnd();
    read.mockRejectedValueOnce(new Error('away'));
    await log.loadOlder();
    expect(log.state()).toMatchObject({ error: new Error('away'), isLoading: false, hasOlder: true });
    expect(log.state().lines).toHaveLength(200);
    await log.loadOlder();
    expect(log.state().error).toBeNull();
    expect(log.state().lines).toHaveLength(400);
  });

  it('asks for its levels each time', async () => {
    const { read } = serve(500);
    const log = createLogWindow(read, levelsFrom('warn'));
    await log.showEnd();
    await log.loadNewer();
    await log.jump(new Date(T));
    for (const [input] of read.mock.calls) expect(input.level).toEqual(['warn', 'error']);
  });

  it('says nothing after it is closed', async () => {
    const listener = vi.fn();
    const log = createLogWindow(serve(10).read);
    const shown = log.showEnd();
    log.subscribe(listener);
    log.close();
    await shown;
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('finding in a log', () => {
  it('cuts a text around what is looked for, in any case', () => {
    expect(cutAt('Page 62: page not found', 'PAGE')).toEqual([
      { text: 'Page', isHit: true },
      { text: ' 62: ', isHit: false },
      { text: 'page', isHit: true },
      { text: ' not found', isHit: false },
    ]);
    expect(cutAt('all of it', '')).toEqual([{ text: 'all of it', isHit: false }]);
    expect(cutAt('nothing', 'x')).toEqual([{ text: 'nothing', isHit: false }]);
  });

  it('leaves a text whole whose lower case is longer', () => {
    expect(cutAt('İstanbul', 'stan')).toEqual([{ text: 'İstanbul', isHit: false }]);
  });

  it('finds lines by message and data', () => {
    const lines = [
      { message: 'a', data: null },
      { message: 'Rate limit', data: null },
      { message: 'b', data: { why: 'rate limit' } },
    ];
    expect(findLines(lines, 'rate')).toEqual([1, 2]);
    expect(findLines(lines, '')).toEqual([]);
  });
});
