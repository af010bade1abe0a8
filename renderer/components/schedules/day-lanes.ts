/** A stretch of the day in which a type runs, as shares of the day. */
export interface LaneBar {
  start: number;
  width: number;
  firstAt: Date;
  /** Firings in it: those that are closer than they are long are one bar. */
  count: number;
}

/**
 * Firings, in order, as bars as long as a run usually takes; null: nothing was measured, they are as short as can be seen. What lies
 * outside the day is cut off.
 */
export function layLane(firings: readonly Date[], durationMs: number | null, day: { from: Date; to: Date }, least: number): LaneBar[] {
  const length = day.to.getTime() - day.from.getTime();
  const width = Math.max(least, (durationMs ?? 0) / length);
  const bars: LaneBar[] = [];
  for (const firing of firings) {
    const start = (firing.getTime() - day.from.getTime()) / length;
    const end = Math.min(1, start + width);
    const last = bars.at(-1);
    if (last && start <= last.start + last.width) {
      last.width = Math.max(last.width, end - last.start);
      last.count += 1;
    } else bars.push({ start, width: end - start, firstAt: firing, count: 1 });
  }
  return bars;
}
