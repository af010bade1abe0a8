import { parseQuery } from '#contract/query/parse.ts';
import { quote } from '#contract/query/quote.ts';

export type Kind = 'all' | 'jobs' | 'types' | 'pages' | 'actions';

/** In the order in which Tab goes through them. */
const kinds: readonly Kind[] = ['all', 'jobs', 'types', 'pages', 'actions'];

const prefixes: Record<string, Kind> = { '>': 'actions', '#': 'types' };

/** What is asked for: a first letter narrows to a kind, as Tab does. */
export function readInput(input: string, chosen: Kind): { kind: Kind; text: string } {
  const trimmed = input.trimStart();
  const kind = prefixes[trimmed.charAt(0)];
  return kind ? { kind, text: trimmed.slice(1).trim() } : { kind: chosen, text: input.trim() };
}

/** The kind after, or before, in a circle. */
export function nextKind(kind: Kind, step: 1 | -1): Kind {
  return kinds[(kinds.indexOf(kind) + step + kinds.length) % kinds.length] as Kind;
}

/** What is typed as a query of the job list: as it stands where it is one, else as words that are looked for. */
export const toQuery = (text: string): string => (parseQuery(text).problems.length === 0 ? text : quote(text));
