/** Longer words are no typing errors of ours, and cost the square of their length. */
const LONGEST = 40;

/** How many letters have to be put in, taken out, changed, or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const row = rows[i] as number[];
      row[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + cost,
        isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(a.length, b.length);
}

/** Which of the words was probably meant, if any is near: in any case, with a slip in every third letter, or only begun. */
export function findClosest(word: string, words: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  if (typed.length < 2 || typed.length > LONGEST) return undefined;
  const begun = words.find((known) => known.startsWith(typed));
  if (begun) return begun;
  const [nearest] = words.map((known) => ({ known, far: distance(typed, known) })).sort((a, b) => a.far - b.far);
  return nearest && nearest.far <= Math.max(1, Math.floor(nearest.known.length / 3)) ? nearest.known : undefined;
}
