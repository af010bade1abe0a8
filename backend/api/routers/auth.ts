import { actorOf, procedures } from '../procedures.ts';

const { auth } = procedures;

export const authRouter = {
  login: auth.login.handler(({ input, context }) => context.services.auth.login(input, context.client)),
  refresh: auth.refresh.handler(({ input, context }) => context.services.auth.refresh(input, context.client)),
  redeem: auth.redeem.handler(({ input, context }) => context.services.auth.redeem(input, context.client)),
  me: auth.me.handler(({ context }) => {
    const { username, role } = actorOf(context);
    return { username, role };
  }),
  logout: auth.logout.handler(({ context }) => context.services.auth.logout(actorOf(context))),
  logoutEverywhere: auth.logoutEverywhere.handler(({ context }) => context.services.auth.logoutEverywhere(actorOf(context))),
  changePassword: auth.changePassword.handler(({ input, context }) =>
    context.services.auth.changePassword(input, actorOf(context), context.client),
  ),
  sessions: auth.sessions.handler(({ context }) => context.services.auth.sessions(actorOf(context))),
  endSession: auth.endSession.handler(({ input, context }) => context.services.auth.endSession(input, actorOf(context))),
};
