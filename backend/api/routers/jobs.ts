import { actorOf, procedures } from '../procedures.ts';

const { jobs } = procedures;

export const jobsRouter = {
  list: jobs.list.handler(({ input, context }) => context.services.jobs.list(input)),
  counts: jobs.counts.handler(({ input, context }) => context.services.jobs.counts(input)),
  suggest: jobs.suggest.handler(({ input, context }) => context.services.jobs.suggest(input)),
  types: jobs.types.handler(({ context }) => context.services.jobs.types()),
  get: jobs.get.handler(({ input, context }) => context.services.jobs.get(input)),
  status: jobs.status.handler(({ input, context }) => context.services.jobs.status(input)),
  progress: jobs.progress.handler(({ input, context }) => context.services.jobs.progress(input)),
  logs: jobs.logs.handler(({ input, context }) => context.services.jobs.logs(input)),
  attempts: jobs.attempts.handler(({ input, context }) => context.services.jobs.attempts(input)),
  checkpoints: jobs.checkpoints.handler(({ input, context }) => context.services.jobs.checkpoints(input)),
  audit: jobs.audit.handler(({ input, context }) => context.services.jobs.audit(input)),
  trigger: jobs.trigger.handler(async ({ input, context }) => {
    const idempotencyKey = context.idempotencyKey ?? input.idempotencyKey;
    const { job, repeated } = await context.services.trigger.trigger({ ...input, idempotencyKey }, actorOf(context));
    if (repeated) context.reply.status = 200;
    return job;
  }),
  pause: jobs.pause.handler(({ input, context }) => context.services.control.pause(input, actorOf(context))),
  resume: jobs.resume.handler(({ input, context }) => context.services.control.resume(input, actorOf(context))),
  cancel: jobs.cancel.handler(({ input, context }) => context.services.control.cancel(input, actorOf(context))),
  retry: jobs.retry.handler(({ input, context }) => context.services.control.retry(input, actorOf(context))),
  delete: jobs.delete.handler(({ input, context }) => context.services.control.delete(input, actorOf(context))),
  priority: jobs.priority.handler(({ input, context }) => context.services.control.changePriority(input, actorOf(context))),
};
