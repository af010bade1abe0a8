import { actorOf, procedures } from '../procedures.ts';

const { auth } = procedures;

export const authRouter = {
  login: auth.login.handler(({ input, context }) => context.services.auth.login(input)),
  refresh: auth.refresh.handler(({ input, context }) => context.services.auth.refresh(input)),
  me: auth.me.handler(({ context }) => {
    const { username, role } = actorOf(context);
    return { username, role };
  }),
};
