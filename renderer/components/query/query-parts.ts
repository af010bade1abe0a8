import type { Problem } from '#contract/query/problems.ts';
import { type ScannedTerm, scanQuery } from '#contract/query/scan.ts';

/** A stretch of a query's text that looks the same from end to end. */
interface QueryPart {
  text: string;
  /** `k`: a field's name with its colon; `v`: what it asks for. */
  look: 'k' | 'v';
  isBad: boolean;
}

/** One term as it is drawn, or the space between two. */
export interface QueryPiece {
  /** Where it begins in the text: names it among its neighbours. */
  start: number;
  /** Undefined: space. */
  parts?: QueryPart[];
  text: string;
  isBad: boolean;
  isEdited: boolean;
}

function partsOf(text: string, term: ScannedTerm, problems: readonly Problem[]): QueryPart[] {
  const valuesStart = term.name ? term.name.end + 1 : term.start;
  const cuts = new Set([term.start, valuesStart, term.end]);
  for (const { start, end } of problems) for (const at of [start, end]) if (at > term.start && at < term.end) cuts.add(at);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, n) => ({
    text: text.slice(start, places[n + 1]),
    look: start < valuesStart ? 'k' : 'v',
    isBad: problems.some((problem) => start < problem.end && (places[n + 1] as number) > problem.start),
  }));
}

/** A query's text in the pieces that it is drawn in; put together they are the text. `caret` is null while nobody writes. */
export function cutQuery(text: string, caret: number | null, problems: readonly Problem[]): QueryPiece[] {
  const pieces: QueryPiece[] = [];
  let at = 0;
  const addSpace = (end: number) => {
    if (end > at) pieces.push({ start: at, text: text.slice(at, end), isBad: false, isEdited: false });
  };
  for (const term of scanQuery(text)) {
    addSpace(term.start);
    const parts = partsOf(text, term, problems);
    const isEdited = caret !== null && term.start <= caret && caret <= term.end;
    pieces.push({
      start: term.start,
      text: text.slice(term.start, term.end),
      parts,
      isBad: parts.some((part) => part.isBad),
      isEdited,
    });
    at = term.end;
  }
  addSpace(text.length);
  return pieces;
}

/** What a query looks like once a problem's suggestion stands in place of what is wrong; null where it has none. */
export function mendQuery(text: string, { start, end, params }: Problem): { text: string; term: string } | null {
  const { suggestion } = params;
  if (typeof suggestion !== 'string') return null;
  const term = scanQuery(text).find((one) => one.start <= start && end <= one.end);
  const mended = text.slice(0, start) + suggestion + text.slice(end);
  const grown = suggestion.length - (end - start);
  return { text: mended, term: term ? mended.slice(term.start, term.end + grown) : suggestion };
}
