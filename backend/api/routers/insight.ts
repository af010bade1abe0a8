import { procedures } from '../procedures.ts';

const { insight } = procedures;

export const insightRouter = {
  history: insight.history.handler(({ input, context }) => context.services.jobs.history(input)),
  audit: insight.audit.handler(({ input, context }) => context.services.insight.audit(input)),
  failures: insight.failures.handler(({ input, context }) => context.services.insight.failures(input)),
  queueStatus: insight.queueStatus.handler(({ context }) => context.services.insight.queueStatus()),
  analytics: insight.analytics.handler(({ input, context }) => context.services.insight.analytics(input)),
  heatmap: insight.heatmap.handler(({ input, context }) => context.services.insight.heatmap(input)),
};
