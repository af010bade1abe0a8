import type { Completion, CompletionOption } from '#contract/query/complete.ts';
import { fieldOf } from '#contract/query/fields.ts';
import { quoteValue } from '#contract/query/quote.ts';
import type { Suggestions } from '#contract/schemas/job.ts';

export interface QueryOption extends CompletionOption {
  /** Recent jobs that have it, of values that were asked for. */
  count?: number;
}

/** What is offered at the caret: what the language knows, then what the jobs have. */
export function optionsOf(completion: Completion, suggestions: Suggestions | undefined): QueryOption[] {
  const { options, remote, typed } = completion;
  if (!remote || !suggestions) return options;
  if (remote === 'params.') {
    const names = suggestions.params.filter((name) => name.toLowerCase().includes(typed.toLowerCase()));
    return names.map((name) => ({ insert: `params.${name}:`, label: `params.${name}` }));
  }
  const values = remote === 'error' ? literalsOf(suggestions.items, typed) : suggestions.items;
  return [...options, ...values.map(({ value, count }) => ({ insert: quoteValue(value), label: value, count }))];
}

/** The field whose values are asked for: what errors of one cause share, and not one of them with its numbers and ids. */
export const askedField = (remote: NonNullable<Completion['remote']>): string => (remote === 'error' ? 'signature' : remote);

const TAKEN_OUT = /<(?:n|id|url|time|address)>/;

/** The longest stretch of each signature that an error has word for word, with what was typed in it. */
function literalsOf(signatures: Suggestions['items'], typed: string): Suggestions['items'] {
  const counts = new Map<string, number>();
  for (const { value, count } of signatures) {
    const stretches = value.split(TAKEN_OUT).map((stretch) => stretch.trim());
    const [longest] = stretches
      .filter((stretch) => stretch.toLowerCase().includes(typed.toLowerCase()))
      .sort((a, b) => b.length - a.length);
    if (longest) counts.set(longest, (counts.get(longest) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

/** Whether a name was chosen, whose value is still to be written. */
const isOpen = (insert: string): boolean => insert.endsWith(':') || insert.endsWith('.');

/** The text with an option taken, and where the caret is then; `isOpen` where more is to be written there. */
export function takeOption(text: string, completion: Completion, option: QueryOption): { text: string; caret: number; isOpen: boolean } {
  const before = text.slice(0, completion.start) + option.insert;
  const after = text.slice(completion.end);
  if (isOpen(option.insert)) return { text: before + after, caret: before.length, isOpen: true };
  // The next term can be written at once.
  const space = after.startsWith(' ') ? '' : ' ';
  return { text: before + space + after, caret: before.length + 1, isOpen: false };
}

/** Whether a name, or one of a fixed set, is being written: half of it means nothing, and must not filter yet. */
export function isHalfWritten({ kind, field, typed, options, remote }: Completion): boolean {
  if (remote === 'params.') return true;
  if (options.length === 0) return false;
  if (kind === 'field' || field === undefined) return typed !== '';
  const isFixed = ['enum', 'word'].includes(fieldOf(field).kind);
  return isFixed && !options.some(({ label }) => label.toLowerCase() === typed.toLowerCase());
}

/** Which option Enter takes: of a fixed set, or of names, the first that begins so; a value that the jobs have has to be chosen. */
export function firstChoice({ kind, typed, remote }: Completion, options: readonly QueryOption[]): number {
  if (options.length === 0 || typed === '') return -1;
  if (kind === 'field') return 0;
  const isWritten = options.some(({ label }) => label.toLowerCase() === typed.toLowerCase());
  return remote || isWritten ? -1 : 0;
}
