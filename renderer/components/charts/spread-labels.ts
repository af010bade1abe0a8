/**
 * Moves labels apart that would cover each other: `tops` are where they want to be, in pixels from the top,
 * and the answer keeps their order, `space` between them, and all inside `height`.
 */
export function spreadLabels(tops: readonly number[], space: number, height: number): number[] {
  const order = tops.map((top, n) => ({ top, n })).sort((a, b) => a.top - b.top);
  let least = 0;
  for (const label of order) {
    label.top = Math.max(label.top, least);
    least = label.top + space;
  }
  let most = height;
  for (const label of order.toReversed()) {
    label.top = Math.min(label.top, most);
    most = label.top - space;
  }
  const placed = new Array<number>(tops.length).fill(0);
  for (const { top, n } of order) placed[n] = top;
  return placed;
}
