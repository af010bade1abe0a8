import { quoteValue, quoteWord } from '#contract/query/quote.ts';
import type { JobFilter } from '#contract/schemas/job.ts';

const oneOf = (field: string, values: readonly string[] | undefined): string[] =>
  values === undefined || values.length === 0 ? [] : [`${field}:${values.map(quoteValue).join(',')}`];

/** A filter as one query: what it says beside its query is told in the same words. Empty where it takes every job. */
export function chosenBy({ query = '', status, jobType, priority, search, from, to }: JobFilter): string {
  return [
    ...(query.trim() === '' ? [] : [query.trim()]),
    ...oneOf('status', status),
    ...oneOf('type', jobType),
    ...(priority === undefined ? [] : [`priority:${priority}`]),
    ...(from ? [`created:>=${from.toISOString()}`] : []),
    ...(to ? [`created:<${to.toISOString()}`] : []),
    ...(search ? [quoteWord(search)] : []),
  ].join(' ');
}
