import type { z } from 'zod';
import type { JobControlClient } from '#contract/contract.ts';
import type { Job, JobPage, ListInput } from '#contract/schemas/job.ts';

/** What a list of jobs shows. */
export interface ListQuestion {
  query: string;
  /** Whose days the query means. */
  timeZone: string;
  sort: ListInput['sort'];
  order: ListInput['order'];
}

/** The list as it was at one moment. Jobs that are made later are not in it, so that nothing is pushed down by them. */
export interface Snapshot {
  /** Of this snapshot alone: what is read for one is not taken for another's. */
  number: number;
  question: ListQuestion;
  /** Its jobs were created before this; null where there was none. */
  before: Date | null;
  total: number;
  totalIsLowerBound: boolean;
}

export type PageInput = z.input<typeof ListInput>;

/** Rows asked for at once. */
export const PAGE_ROWS = 100;

/** What a question's jobs are found by. */
export const filterOf = ({ query, timeZone }: ListQuestion): Pick<PageInput, 'query' | 'timeZone'> =>
  query === '' ? {} : { query, timeZone };

/** What a snapshot's jobs are counted by. */
export const countInput = ({ question, before }: Snapshot) => ({ ...filterOf(question), ...(before ? { to: before } : {}) });

/**
 * How each page of a snapshot is asked for: by the cursor of the page before it, which costs the same at any depth, or by a jump where
 * that isn't known. `cursorOf` gives the next cursor of a page that is at hand. A page is always asked for in the way in which it was first.
 */
export function createPageInputs(
  snapshot: Snapshot,
  cursorOf: (input: PageInput) => string | null | undefined,
): (page: number) => PageInput {
  const { sort, order } = snapshot.question;
  const base = { ...countInput(snapshot), sort, order, limit: PAGE_ROWS };
  const inputs = new Map<number, PageInput>();
  return (page) => {
    const known = inputs.get(page);
    if (known) return known;
    const before = inputs.get(page - 1);
    const cursor = before && cursorOf(before);
    const input = cursor ? { ...base, cursor } : page === 0 ? base : { ...base, skip: page * PAGE_ROWS };
    inputs.set(page, input);
    return input;
  };
}

let snapshots = 0;

/** The newest job of all says where a list ends that isn't in the order of creation. */
async function findNewest(client: JobControlClient, signal: AbortSignal): Promise<Job | undefined> {
  const { items } = await client.jobs.list({ limit: 1 }, { signal });
  return items[0];
}

/** Takes a snapshot, and its first page with it. The boundary comes from the jobs themselves: the clock of this machine may be another. */
export async function takeSnapshot(
  client: JobControlClient,
  question: ListQuestion,
  signal: AbortSignal,
): Promise<{ snapshot: Snapshot; first: JobPage }> {
  const { sort, order } = question;
  const isByCreation = sort === 'createdAt' && order === 'desc';
  const [page, newest] = await Promise.all([
    client.jobs.list({ ...filterOf(question), sort, order, limit: PAGE_ROWS }, { signal }),
    isByCreation ? undefined : findNewest(client, signal),
  ]);
  const created = (isByCreation ? page.items[0] : newest)?.createdAt;
  const { total, totalIsLowerBound } = page;
  // A cursor belongs to its filter, and the pages to come have one more condition.
  const first = { ...page, nextCursor: null };
  snapshots += 1;
  const before = created ? new Date(created.getTime() + 1) : null;
  return { snapshot: { number: snapshots, question, before, total, totalIsLowerBound }, first };
}
