/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  isHit: boolean;
}

/** The text in pieces around what is looked for, in any case. */
export function cutAt(text: string, wanted: string): Piece[] {
  if (wanted === '') return [{ text, isHit: false }];
  const pieces: Piece[] = [];
  const [lower, needle] = [text.toLowerCase(), wanted.toLowerCase()];
  // Letters whose lower case is longer would move the places.
  if (lower.length !== text.length) return [{ text, isHit: false }];
  let from = 0;
  for (let at = lower.indexOf(needle); at !== -1; at = lower.indexOf(needle, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), isHit: false });
    pieces.push({ text: text.slice(at, at + needle.length), isHit: true });
    from = at + needle.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false });
  return pieces;
}

/** Places of the lines that hold what is looked for, in their message or data. */
export function findLines(lines: readonly { message: string; data: unknown }[], wanted: string): number[] {
  if (wanted === '') return [];
  const needle = wanted.toLowerCase();
  return lines.flatMap(({ message, data }, n) =>
    message.toLowerCase().includes(needle) || (data && JSON.stringify(data).toLowerCase().includes(needle)) ? [n] : [],
  );
}
