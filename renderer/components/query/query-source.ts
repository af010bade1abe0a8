import { createContext, useContext } from 'react';
import { ConsoleContext } from '#renderer/lib/console.ts';
import type { Queries } from '#renderer/lib/queries.ts';

export type QuerySource = Pick<Queries, 'types' | 'suggest'>;

/** Where the values come from that a query is completed with, where it is about more than one environment. */
export const QuerySourceContext = createContext<QuerySource | null>(null);

/** The environment on screen, unless something else is given. */
export function useQuerySource(): QuerySource {
  const given = useContext(QuerySourceContext);
  const console_ = useContext(ConsoleContext);
  const source = given ?? console_?.queries;
  if (!source) throw new Error('a query field stands outside the console');
  return source;
}
