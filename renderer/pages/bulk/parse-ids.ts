/** Each is looked up by itself: for more there is the query. */
export const MOST_IDS = 2_000;

export interface ParsedIds {
  /** Each once, in the order of the text. */
  jobIds: string[];
  /** How many more there were. */
  left: number;
}

/** The job ids in a text, whatever stands between them: lines, commas, quotes, brackets, a list of links. */
export function parseIds(text: string): ParsedIds {
  // A full stop may be part of an id, but at its end it is the sentence's.
  const words = text.match(/[A-Za-z0-9][A-Za-z0-9._-]*/g) ?? [];
  const ids = new Set(words.map((word) => word.replace(/\.+$/, '')).filter((word) => word.length <= 255));
  return { jobIds: [...ids].slice(0, MOST_IDS), left: Math.max(0, ids.size - MOST_IDS) };
}
