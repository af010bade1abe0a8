/** The words of what is typed, in lower case. */
export const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** Whether every word stands somewhere in the label; without words everything matches. */
export function isMatch(label: string, words: readonly string[]): boolean {
  const lower = label.toLowerCase();
  return words.every((word) => lower.includes(word));
}

export interface MarkedPart {
  text: string;
  isHit: boolean;
}

/** A label cut into what was typed and what was not, as it stands. */
export function markParts(label: string, words: readonly string[]): MarkedPart[] {
  const lower = label.toLowerCase();
  const isHit = new Array<boolean>(label.length).fill(false);
  // Some letters change their length with their case; their label is left unmarked.
  for (const word of lower.length === label.length ? words : []) {
    for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + word.length)) isHit.fill(true, at, at + word.length);
  }
  const parts: MarkedPart[] = [];
  for (const [at, hit] of isHit.entries()) {
    const last = parts.at(-1);
    if (last?.isHit === hit) last.text += label.charAt(at);
    else parts.push({ text: label.charAt(at), isHit: hit });
  }
  return parts;
}
