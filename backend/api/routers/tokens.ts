import { actorOf, procedures } from '../procedures.ts';

const { tokens } = procedures;

export const tokensRouter = {
  list: tokens.list.handler(({ context }) => context.services.apiTokens.list()),
  create: tokens.create.handler(({ input, context }) => context.services.apiTokens.create(input, actorOf(context))),
  revoke: tokens.revoke.handler(({ input, context }) => context.services.apiTokens.revoke(input, actorOf(context))),
};
