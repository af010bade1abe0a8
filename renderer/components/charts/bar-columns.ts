/** A bar as it is drawn: its sides in pixels, and the value of each layer from the bottom up. */
export interface Column {
  left: number;
  right: number;
  values: number[];
}

/** Below this width bars stand without a gap. */
const GAP_FROM = 3;

/**
 * Buckets as bars. Those that share a pixel become one bar as high as the highest of them, in which every layer but the lowest
 * is as thick as its thickest: a failure that lasted one bucket of thousands stays in sight.
 * `layers` are values by layer and bucket; `xAt` turns an edge into pixels.
 */
export function listColumns(edges: readonly number[], layers: readonly (readonly number[])[], xAt: (at: number) => number): Column[] {
  const columns: Column[] = [];
  const pitch = edges.length > 1 ? (xAt(edges.at(-1) ?? 0) - xAt(edges[0] ?? 0)) / (edges.length - 1) : 0;
  const gap = pitch < GAP_FROM ? 0 : Math.max(1, Math.round(pitch * 0.17));
  let last: Column | undefined;
  for (let bucket = 0; bucket + 1 < edges.length; bucket++) {
    const left = Math.round(xAt(edges[bucket] ?? 0));
    const right = Math.max(Math.round(xAt(edges[bucket + 1] ?? 0)) - gap, left + 1);
    const values = layers.map((layer) => layer[bucket] ?? 0);
    if (last && left < last.right) last.values = mergeValues(last.values, values);
    else {
      last = { left, right, values };
      columns.push(last);
    }
  }
  return columns;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function mergeValues(a: readonly number[], b: readonly number[]): number[] {
  const upper = a.slice(1).map((value, n) => Math.max(value, b[n + 1] ?? 0));
  return [Math.max(Math.max(sum(a), sum(b)) - sum(upper), 0), ...upper];
}
