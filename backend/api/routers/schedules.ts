import { actorOf, procedures } from '../procedures.ts';

const { schedules } = procedures;

export const schedulesRouter = {
  list: schedules.list.handler(({ context }) => context.services.schedules.list()),
  preview: schedules.preview.handler(({ input, context }) => context.services.schedules.preview(input)),
  update: schedules.update.handler(({ input, context }) => context.services.schedules.update(input, actorOf(context))),
  toggle: schedules.toggle.handler(({ input, context }) => context.services.schedules.toggle(input, actorOf(context))),
};
