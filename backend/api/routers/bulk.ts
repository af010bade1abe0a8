import { actorOf, procedures } from '../procedures.ts';

const { bulk } = procedures;

export const bulkRouter = {
  start: bulk.start.handler(({ input, context }) => context.services.bulk.start(input, actorOf(context))),
  list: bulk.list.handler(({ input, context }) => context.services.bulk.list(input)),
  get: bulk.get.handler(({ input, context }) => context.services.bulk.get(input)),
  results: bulk.results.handler(({ input, context }) => context.services.bulk.results(input)),
  stop: bulk.stop.handler(({ input, context }) => context.services.bulk.stop(input, actorOf(context))),
};
