import { setTerm } from '#contract/query/edit.ts';
import { parseQuery } from '#contract/query/parse.ts';
import { type QueryClock, resolveQuery } from '#contract/query/resolve.ts';
import type { TimeRange } from '#renderer/components/charts/chart-props.ts';
import { writeMoment } from '#renderer/lib/query-moment.ts';

/** The query for runs that finished in the range; null: whenever. The rest of it stays as it was written. */
export function setFinished(query: string, range: TimeRange | null, timeZone: string): string {
  const raw = range && `${writeMoment(range.from, timeZone)}..${writeMoment(range.to, timeZone)}`;
  return setTerm(query, 'finished', raw);
}

/** The one stretch of time in which the query wants its runs finished; open ends are infinite. Null: any time, or more than one stretch. */
export function readFinished(query: string, clock: QueryClock): TimeRange | null {
  const { terms, problems } = parseQuery(query);
  if (problems.length > 0) return null;
  const wanted = resolveQuery(terms, clock).filter((each) => each.kind === 'moment' && each.field === 'finished' && !each.negated);
  const [only, ...others] = wanted.flatMap((each) => (each.kind === 'moment' ? each.ranges : []));
  if (!only || others.length > 0) return null;
  return { from: only.from?.getTime() ?? Number.NEGATIVE_INFINITY, to: only.before?.getTime() ?? Number.POSITIVE_INFINITY };
}

/** The types that the query asks for, of those that there are; undefined: all. */
export function typesOf(query: string, known: readonly string[]): string[] | undefined {
  const [only, ...others] = parseQuery(query).terms.filter(({ field, negated }) => field === 'type' && !negated);
  if (!only || others.length > 0) return undefined;
  const wanted = only.values.map(({ raw }) => raw.toLowerCase());
  const found = known.filter((jobType) => wanted.includes(jobType.toLowerCase()));
  return found.length > 0 ? found : undefined;
}

/** Whether the query asks for more than types and times: a chart of those then shows runs that the list does not. */
export const asksMore = (query: string): boolean => parseQuery(query).terms.some(({ field }) => field !== 'type' && field !== 'finished');
