import type { JobControlClient } from '#contract/contract.ts';
import type { QuerySource } from '#renderer/components/query/query-source.ts';
import { createQueries } from '#renderer/lib/queries.ts';
import type { FleetLinks } from './use-fleet-links.ts';

type JobReads = JobControlClient['jobs'];

/** What a query over all environments is completed with: the types and values that any of them has. Who doesn't answer is left out. */
export function createFleetSource(links: FleetLinks): QuerySource {
  const up = [...links.values()].filter(({ isUp }) => isUp);
  async function answers<Answer>(ask: (client: JobControlClient) => Promise<Answer>): Promise<Answer[]> {
    const settled = await Promise.allSettled(up.map(({ client }) => ask(client)));
    return settled.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }
  const jobs: Pick<JobReads, 'types' | 'suggest'> = {
    types: async (input, options) => {
      const lists = await answers((client) => client.jobs.types(input, options));
      return { items: [...new Map(lists.flatMap(({ items }) => items.map((item) => [item.jobType, item] as const))).values()] };
    },
    suggest: async (input, options) => {
      const lists = await answers((client) => client.jobs.suggest(input, options));
      const counts = new Map<string, number>();
      for (const { value, count } of lists.flatMap(({ items }) => items)) counts.set(value, (counts.get(value) ?? 0) + count);
      return {
        items: [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count),
        params: [...new Set(lists.flatMap(({ params }) => params))],
      };
    },
  };
  // Nothing else of it is asked.
  return createQueries({ jobs } as JobControlClient);
}
