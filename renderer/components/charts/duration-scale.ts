/** In a strip of 92 pixels, p5 and p95 always lie at these two, so that rows compare down a column. */
export const STRIP = { width: 92, p5: 22, p95: 70, dot: 3.5 } as const;

/** ms below which a duration is noise, and its logarithm of no use. */
const LEAST_MS = 1;

/** Where in the strip a duration lies: on a log scale on which p5 and p95 are fixed, held inside the strip. */
export function placeDuration(ms: number, p5: number, p95: number): number {
  const log = (value: number) => Math.log(Math.max(value, LEAST_MS));
  const span = log(p95) - log(p5);
  const share = span > 0 ? (log(ms) - log(p5)) / span : sideOf(ms, p5);
  const x = STRIP.p5 + share * (STRIP.p95 - STRIP.p5);
  return Math.min(Math.max(x, STRIP.dot), STRIP.width - STRIP.dot);
}

/** Where all runs took equally long there is no scale: shorter left of the bar, the same in its middle, longer right of it. */
const sideOf = (ms: number, usual: number): number => (ms < usual ? -0.2 : ms > usual ? 1.2 : 0.5);
