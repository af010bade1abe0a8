/** Milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

interface Segment extends Span {
  x0: number;
  x1: number;
}

export interface TimeScale {
  /** Stretches of time that are drawn in proportion, first to last. */
  segments: readonly Segment[];
  /** Idle time that is drawn shorter than it was. */
  breaks: readonly Segment[];
  pxPerMs: number;
  x(at: number): number;
  at(x: number): number;
}

/** So wide is a stretch of idle time, however long it was. */
const BREAK_PX = 26;
/** Breaks together take at most so much of the axis. */
const BREAKS_SHARE = 0.6;
/** What is shorter is drawn as if it were so long. */
const LEAST_MS = 1_000;

function join(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to: Math.max(from, to) });
  }
  return joined;
}

/** Stretches between which nothing went on for longer than everything that did takes together. */
function split(busy: readonly Span[]): Span[] {
  const spans = join(busy);
  const total = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  // Where only moments are known there is nothing to make room for.
  const longest = total === 0 ? Number.POSITIVE_INFINITY : Math.max(total, LEAST_MS);
  const parts: Span[] = [];
  for (const span of spans) {
    const last = parts.at(-1);
    if (last && span.from - last.to <= longest) last.to = span.to;
    else parts.push({ ...span });
  }
  return parts;
}

/**
 * Places moments on an axis from `left` to `right` pixels. `busy` is when something went on, moments among it; a wait that dwarfs all of it
 * (a night between two attempts) is cut short, so that what happened can be seen.
 */
export function createTimeScale(busy: readonly Span[], left: number, right: number): TimeScale {
  const parts = split(busy);
  const width = Math.max(1, right - left);
  const gaps = Math.max(0, parts.length - 1);
  const breakPx = gaps === 0 ? 0 : Math.min(BREAK_PX, (width * BREAKS_SHARE) / gaps);
  const last = parts.at(-1);
  const length = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  if (last && length < LEAST_MS) last.to += LEAST_MS - length;
  const pxPerMs = (width - gaps * breakPx) / Math.max(length, LEAST_MS);
  const segments: Segment[] = [];
  const breaks: Segment[] = [];
  let x = left;
  for (const part of parts) {
    const before = segments.at(-1);
    if (before) {
      breaks.push({ from: before.to, to: part.from, x0: x, x1: x + breakPx });
      x += breakPx;
    }
    const x1 = x + (part.to - part.from) * pxPerMs;
    segments.push({ ...part, x0: x, x1 });
    x = x1;
  }
  const all = [...segments, ...breaks].sort((a, b) => a.from - b.from || a.to - b.to);
  const share = (value: number, from: number, to: number) => (to > from ? Math.min(1, Math.max(0, (value - from) / (to - from))) : 0);
  return {
    segments,
    breaks,
    pxPerMs,
    x(at) {
      const found = all.find((each) => at <= each.to) ?? all.at(-1);
      return found ? found.x0 + share(at, found.from, found.to) * (found.x1 - found.x0) : left;
    },
    at(px) {
      const found = all.find((each) => px <= each.x1) ?? all.at(-1);
      return found ? found.from + share(px, found.x0, found.x1) * (found.to - found.from) : 0;
    },
  };
}
