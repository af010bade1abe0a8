import { randomUUID } from 'node:crypto';
import { type AnyProcedure, createProcedureClient, isProcedure, ORPCError, unlazy } from '@orpc/server';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { badInput, toContractError, toIssue, tooMany } from '../map-errors.ts';
import { router } from '../router.ts';
import { errorBody } from './error-body.ts';

/** Calls of one connection under way at once: what a screen needs many times over, and far from what would wear the database out. */
const MOST_CALLS = 100;

const CallInput = z.object({
  path: z.array(z.string().min(1).max(64)).min(1).max(6),
  input: z.unknown().optional(),
  id: z.string().max(64).optional(),
});

/** What a call is acknowledged with. */
type CallAnswer = { ok: true; output: unknown } | { ok: false; error: object };

export interface Calls {
  call(raw: unknown): Promise<CallAnswer>;
  /** Gives up a call by its id: what it waits for is let go. */
  abort(id: unknown): void;
  /** Resolves once every call under way has its answer. */
  settled(): Promise<void>;
  /** The client is gone: so is whoever waits for these. */
  abortAll(): void;
}

/** The procedure at `path`. Own members only, so that `constructor` is none. @throws NOT_FOUND */
async function findProcedure(path: readonly string[]): Promise<AnyProcedure> {
  let level: unknown = router;
  for (const key of path) {
    if (typeof level !== 'object' || level === null || isProcedure(level) || !Object.hasOwn(level, key)) {
      level = undefined;
      break;
    }
    level = (await unlazy((level as Record<string, unknown>)[key])).default;
  }
  if (isProcedure(level)) return level;
  throw new ORPCError('NOT_FOUND', { status: 404, message: `There is no procedure ${path.join('.')}` });
}

/** Calls of the contract's procedures over a connection that acknowledges. */
export function createCalls(contextOf: (requestId: string) => ApiContext): Calls {
  const running = new Map<string, AbortController>();
  let whenIdle: (() => void)[] = [];

  async function answer(raw: unknown, context: ApiContext, abort: AbortController): Promise<CallAnswer> {
    const parsed = CallInput.safeParse(raw);
    if (!parsed.success) throw badInput(parsed.error.issues.map(toIssue));
    const { path, input, id } = parsed.data;
    if (running.size >= MOST_CALLS) {
      throw tooMany(`More than ${MOST_CALLS} calls are under way on this connection`);
    }
    const key = id ?? context.requestId;
    running.set(key, abort);
    try {
      const client = createProcedureClient(await findProcedure(path), { context, path });
      return { ok: true, output: await client(input as never, { signal: abort.signal }) };
    } finally {
      if (running.get(key) === abort) running.delete(key);
      if (running.size === 0) {
        // The answer leaves first.
        for (const resolve of whenIdle) setImmediate(resolve);
        whenIdle = [];
      }
    }
  }

  return {
    async call(raw) {
      const context = contextOf(randomUUID());
      try {
        return await answer(raw, context, new AbortController());
      } catch (error) {
        return { ok: false, error: errorBody(toContractError(error, context.onUnexpected)) };
      }
    },
    abort(id) {
      if (typeof id === 'string') running.get(id)?.abort(new Error('The client gave the call up'));
    },
    settled: () =>
      new Promise((resolve) => {
        if (running.size === 0) resolve();
        else whenIdle.push(resolve);
      }),
    abortAll() {
      for (const abort of running.values()) abort.abort(new Error('The client is gone'));
    },
  };
}
