import type { z } from 'zod';
import type { JobLog, LogPage, LogsInput } from '#contract/schemas/records.ts';

type Line = z.output<typeof JobLog>;
type LogsRequest = Omit<z.input<typeof LogsInput>, 'jobId'>;

/** Asks the server for a page of one job's log. */
export type ReadLog = (input: LogsRequest, signal: AbortSignal) => Promise<z.output<typeof LogPage>>;

export interface LogState {
  /** The part of the log that is held, oldest first. */
  lines: readonly Line[];
  hasOlder: boolean;
  hasNewer: boolean;
  /** The line that was jumped to. `n` rises with each jump, to the same line too. */
  hit: { id: number | null; n: number };
  isLoading: boolean;
  error: unknown;
}

export interface LogWindow {
  state(): LogState;
  subscribe(listener: () => void): () => void;
  /** The newest lines. */
  showEnd(): Promise<void>;
  /** The lines around a moment; those that are held are not asked for again. */
  jump(at: Date): Promise<void>;
  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  close(): void;
}

const PAGE = 200;
const AROUND = 100;
/** Lines held at most: what is further from where a person reads is let go, and asked for again when they come back. */
const MOST = 5_000;

/** Lines of both, by their ids, each once. */
function mergeLines(a: readonly Line[], b: readonly Line[]): Line[] {
  const byId = new Map([...a, ...b].map((line) => [line.id, line]));
  return [...byId.values()].sort((x, y) => x.id - y.id);
}

/** The first line at or after the moment; the last one where all are older. */
const findMoment = (lines: readonly Line[], at: Date): Line | undefined => lines.find((line) => +line.loggedAt >= +at) ?? lines.at(-1);

/** A window on a job's log, however long it is: it begins at the end, jumps to moments and grows both ways as a person scrolls. */
export function createLogWindow(read: ReadLog, level?: LogsRequest['level']): LogWindow {
  const listeners = new Set<() => void>();
  const filter = level ? { level } : {};
  let state: LogState = { lines: [], hasOlder: false, hasNewer: false, hit: { id: null, n: 0 }, isLoading: false, error: null };
  let stop = new AbortController();
  let busy = { older: false, newer: false };
  /** Where the next older page begins: after a cursor, or before a moment. */
  let older: { to?: Date; cursor?: string } = {};

  function set(change: Partial<LogState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  /** Runs one read; what an abort interrupts says nothing, and neither does a look for new lines that finds none. */
  async function attempt(work: (signal: AbortSignal) => Promise<void>, { isQuiet = false } = {}): Promise<void> {
    const { signal } = stop;
    if (!isQuiet) set({ isLoading: true, error: null });
    try {
      await work(signal);
      if (!signal.aborted && state.error !== null) set({ error: null });
    } catch (error) {
      if (!signal.aborted) set({ error });
    } finally {
      if (!signal.aborted && !isQuiet) set({ isLoading: false });
    }
  }

  /** What is under way is about another place. */
  function begin(): void {
    stop.abort();
    stop = new AbortController();
    busy = { older: false, newer: false };
  }

  async function showEnd(): Promise<void> {
    begin();
    await attempt(async (signal) => {
      const page = await read({ ...filter, order: 'desc', limit: PAGE }, signal);
      if (signal.aborted) return;
      older = page.nextCursor ? { cursor: page.nextCursor } : {};
      set({
        lines: mergeLines(page.items, []),
        hasOlder: page.nextCursor !== null,
        hasNewer: false,
        hit: { id: null, n: state.hit.n },
      });
    });
  }

  async function jump(at: Date): Promise<void> {
    const [first] = state.lines;
    const last = state.lines.at(-1);
    const isHeld = first && last && (!state.hasOlder || +first.loggedAt < +at) && (!state.hasNewer || +last.loggedAt > +at);
    if (isHeld) {
      set({ hit: { id: findMoment(state.lines, at)?.id ?? null, n: state.hit.n + 1 } });
      return;
    }
    begin();
    await attempt(async (signal) => {
      const [before, after] = await Promise.all([
        read({ ...filter, order: 'desc', to: at, limit: AROUND }, signal),
        read({ ...filter, order: 'asc', from: at, limit: AROUND }, signal),
      ]);
      if (signal.aborted) return;
      const lines = mergeLines(before.items, after.items);
      older = before.nextCursor ? { to: at, cursor: before.nextCursor } : {};
      set({
        lines,
        hasOlder: before.nextCursor !== null,
        hasNewer: after.nextCursor !== null,
        hit: { id: findMoment(lines, at)?.id ?? null, n: state.hit.n + 1 },
      });
    });
  }

  async function loadOlder(): Promise<void> {
    if (busy.older || !state.hasOlder) return;
    busy.older = true;
    const mine = busy;
    await attempt(async (signal) => {
      const page = await read({ ...filter, order: 'desc', limit: PAGE, ...older }, signal);
      if (signal.aborted) return;
      older = page.nextCursor ? { ...older, cursor: page.nextCursor } : {};
      const lines = mergeLines(page.items, state.lines);
      const isTooMany = lines.length > MOST;
      set({
        lines: isTooMany ? lines.slice(0, MOST) : lines,
        hasOlder: page.nextCursor !== null,
        ...(isTooMany ? { hasNewer: true } : {}),
      });
    });
    mine.older = false;
  }

  function append(items: readonly Line[], hasNewer: boolean): void {
    const all = mergeLines(state.lines, items);
    const lines = all.slice(-MOST);
    const [first] = lines;
    const areLetGo = first !== undefined && lines.length < all.length;
    // Lines of the same millisecond may have gone with those that were let go: they come again, and count once.
    if (areLetGo) older = { to: new Date(+first.loggedAt + 1) };
    set({ lines, hasNewer, hasOlder: state.hasOlder || areLetGo });
  }

  async function loadNewer(): Promise<void> {
    if (busy.newer) return;
    busy.newer = true;
    const mine = busy;
    const look = async (signal: AbortSignal) => {
      const page = await read({ ...filter, order: 'asc', after: state.lines.at(-1)?.id ?? 0, limit: PAGE }, signal);
      const hasNewer = page.nextCursor !== null;
      if (!signal.aborted && (page.items.length > 0 || hasNewer !== state.hasNewer)) append(page.items, hasNewer);
    };
    await attempt(look, { isQuiet: !state.hasNewer });
    mine.newer = false;
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    showEnd,
    jump,
    loadOlder,
    loadNewer,
    close: () => stop.abort(),
  };
}
