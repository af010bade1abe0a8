/** Bars as they are drawn, in flat arrays as there may be thousands: sides in pixels, values by layer and bar. */
export interface Columns {
  count: number;
  left: Int32Array;
  right: Int32Array;
  layers: Float64Array[];
}

/** Below this width bars stand without a gap. */
const GAP_FROM = 3;

/**
 * Buckets as bars. Those that share a pixel become one bar as high as the highest of them, in which every layer but the lowest
 * is as thick as its thickest: a failure that lasted one bucket of thousands stays in sight.
 * `layers` are values by layer and bucket, from the bottom up; `xAt` turns an edge into pixels.
 */
export function listColumns(edges: readonly number[], layers: readonly (readonly number[])[], xAt: (at: number) => number): Columns {
  const buckets = Math.max(edges.length - 1, 0);
  const columns: Columns = {
    count: 0,
    left: new Int32Array(buckets),
    right: new Int32Array(buckets),
    layers: layers.map(() => new Float64Array(buckets)),
  };
  const pitch = buckets > 0 ? (xAt(edges[buckets] ?? 0) - xAt(edges[0] ?? 0)) / buckets : 0;
  const gap = pitch < GAP_FROM ? 0 : Math.max(1, Math.round(pitch * 0.17));
  for (let bucket = 0; bucket < buckets; bucket++) {
    const left = Math.round(xAt(edges[bucket] ?? 0));
    const isShared = columns.count > 0 && left < (columns.right[columns.count - 1] ?? 0);
    if (!isShared) {
      columns.left[columns.count] = left;
      columns.right[columns.count] = Math.max(Math.round(xAt(edges[bucket + 1] ?? 0)) - gap, left + 1);
      columns.count++;
    }
    addBucket(columns, layers, bucket);
  }
  return columns;
}

/** Makes the last bar as high as a bucket needs it. */
function addBucket({ count, layers: bars }: Columns, layers: readonly (readonly number[])[], bucket: number): void {
  const bar = count - 1;
  let before = 0;
  let total = 0;
  let upper = 0;
  for (let n = 0; n < layers.length; n++) {
    const values = bars[n];
    const value = layers[n]?.[bucket] ?? 0;
    const old = values?.[bar] ?? 0;
    before += old;
    total += value;
    if (n === 0 || !values) continue;
    values[bar] = Math.max(old, value);
    upper += Math.max(old, value);
  }
  if (bars[0]) bars[0][bar] = Math.max(Math.max(before, total) - upper, 0);
}
