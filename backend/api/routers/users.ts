import { actorOf, procedures } from '../procedures.ts';

const { users } = procedures;

export const usersRouter = {
  list: users.list.handler(({ context }) => context.services.users.list()),
  create: users.create.handler(({ input, context }) => context.services.users.create(input, actorOf(context))),
  update: users.update.handler(({ input, context }) => context.services.users.update(input, actorOf(context))),
  delete: users.delete.handler(({ input, context }) => context.services.users.delete(input, actorOf(context))),
  sessions: users.sessions.handler(({ input, context }) => context.services.users.sessions(input, actorOf(context))),
  signOut: users.signOut.handler(({ input, context }) => context.services.users.signOut(input, actorOf(context))),
};
