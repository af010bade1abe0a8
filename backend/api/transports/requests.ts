import { type EventsSinceAnswer, EventsSinceInput } from '#contract/events/durable.ts';
import { ProgressSubscription } from '#contract/events/live.ts';
import type { Role } from '#contract/schemas/user.ts';
import type { ApiContext } from '../context.ts';
import type { Live, LiveMember } from '../live.ts';
import { badInput, toContractError, toIssue, tooMany } from '../map-errors.ts';
import { type Calls, createCalls } from './calls.ts';
import { errorBody } from './error-body.ts';

/** What a client may ask for over a connection that pushes, by the event's name; each answer is its acknowledgement. */
export type Requests = Record<string, (payload: unknown) => unknown>;

/** Answers of the requests beside `call`: what they have, or `{ ok: false, error }`. */
export function answering(
  onUnexpected: (error: unknown) => void,
  work: (payload: unknown) => unknown,
): (payload: unknown) => Promise<unknown> {
  return async (payload) => {
    try {
      return await work(payload);
    } catch (error) {
      return { ok: false, error: errorBody(toContractError(error, onUnexpected)) };
    }
  };
}

function parsed<Value>(
  schema: {
    safeParse(value: unknown): { success: true; data: Value } | { success: false; error: { issues: Parameters<typeof toIssue>[0][] } };
  },
  value: unknown,
): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw badInput(result.error.issues.map(toIssue));
}

/** The requests that Socket.IO and a port have in common. */
export function createRequests(deps: {
  live: Live;
  member: LiveMember;
  role(): Role;
  contextOf(requestId: string): ApiContext;
  onUnexpected(error: unknown): void;
}): { requests: Requests; calls: Calls } {
  const { live, member, onUnexpected } = deps;
  const calls = createCalls(deps.contextOf);
  let isCatchingUp = false;

  /** One at a time for a connection: an answer may hold thousands of events. */
  async function catchUp(payload: unknown): Promise<EventsSinceAnswer> {
    const { seq } = parsed(EventsSinceInput, payload);
    if (isCatchingUp) throw tooMany('This connection is catching up already');
    isCatchingUp = true;
    try {
      return await live.since(deps.role(), seq);
    } finally {
      isCatchingUp = false;
    }
  }
  return {
    calls,
    requests: {
      call: calls.call,
      abort: (id) => calls.abort(id),
      'events:since': answering(onUnexpected, catchUp),
      'progress:subscribe': answering(onUnexpected, (payload) => {
        member.subscribe(parsed(ProgressSubscription, payload ?? {}));
        return { ok: true };
      }),
    },
  };
}
