import type { z } from 'zod';
import { type CallName, type CallOutput, calls } from '#electron/bridge/calls.ts';
import type { Answer } from '#electron/bridge/failure.ts';
import { badInput, toFailure } from './to-failure.ts';

/** Who does what a window asks for; each sees only input that fits its schema. */
export type Handlers<Context> = {
  [Name in CallName]: (input: z.output<(typeof calls)[Name]>, context: Context) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

interface Call<Context> {
  name: unknown;
  input: unknown;
  context: Context;
}

/** Answers a call of a window: an unknown name and an input that does not fit are refused before anybody acts. It never throws. */
export async function answerCall<Context>(
  { name, input, context }: Call<Context>,
  handlers: Handlers<Context>,
  onUnexpected: (error: unknown, name: CallName) => string,
): Promise<Answer<unknown>> {
  if (typeof name !== 'string' || !Object.hasOwn(calls, name)) {
    return { ok: false, error: { code: 'NOT_FOUND', status: 404, message: 'The app knows no such call' } };
  }
  const known = name as CallName;
  const parsed = calls[known].safeParse(input);
  if (!parsed.success) return { ok: false, error: badInput(parsed.error) };
  try {
    // Which schema belongs to which handler stands in their types; a name that is only known here can't say it.
    const handle = handlers[known] as (input: unknown, context: Context) => unknown;
    return { ok: true, output: await handle(parsed.data, context) };
  } catch (error) {
    return { ok: false, error: toFailure(error, (unexpected) => onUnexpected(unexpected, known)) };
  }
}
