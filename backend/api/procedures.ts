import { implement } from '@orpc/server';
import { contract } from '#contract/contract.ts';
import type { Actor } from '../domains/actor.ts';
import { withSpan } from '../infra/traces.ts';
import { authorize } from './authorize.ts';
import type { ApiContext } from './context.ts';
import { badInput, toContractError } from './map-errors.ts';

const os = implement(contract).$context<ApiContext>();

/** Every procedure, on every transport: a span where traces are on, errors as declared, the role checked, and only then the input looked at. */
export const procedures = os
  .use(({ context, path, next }) =>
    withSpan(
      path.join('.'),
      { 'syncdeck.transport': context.client.origin, 'syncdeck.request_id': context.requestId },
      async () => next(),
      context.traceparent ?? null,
    ),
  )
  .use(async ({ context, next }) => {
    try {
      return await next();
    } catch (error) {
      const told = toContractError(error, context.onUnexpected);
      const { retryAfterSeconds } = (told.data ?? {}) as { retryAfterSeconds?: number };
      if (retryAfterSeconds !== undefined) context.reply.retryAfterSeconds = retryAfterSeconds;
      throw told;
    }
  })
  .use(({ context, procedure, next }) => {
    authorize(context.actor, procedure['~orpc'].meta.role);
    if (context.malformed !== undefined) throw badInput([{ path: [], message: context.malformed }]);
    return next();
  });

/** The actor of a procedure that is not open. */
export function actorOf(context: ApiContext): Actor {
  if (!context.actor) throw new Error('an open procedure has no actor');
  return context.actor;
}
