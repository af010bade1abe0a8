import { useState } from 'react';
import type { z } from 'zod';
import type { Job, TriggerInput } from '#contract/schemas/job.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { toCallError } from '#renderer/lib/errors.ts';

/** Not randomUUID: a page over plain HTTP from another machine has none. */
const makeKey = (): string => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

export type TriggerRequest = Omit<z.input<typeof TriggerInput>, 'idempotencyKey'>;

/**
 * Starts a job, once for an opened form: a second click waits for nothing, and a repeat after a timeout has the same key, so the server
 * answers with the job that the first try made.
 */
export function useTrigger(onStarted: (job: Job) => void) {
  const { client } = useConsole();
  const [key, setKey] = useState(makeKey);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function start(request: TriggerRequest): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      onStarted(await client.jobs.trigger({ ...request, idempotencyKey: key }));
    } catch (failure) {
      // The form was changed after a try that did make a job: the next try is about another one.
      if (toCallError(failure).code === 'IDEMPOTENCY_MISMATCH') setKey(makeKey());
      setError(failure);
    } finally {
      setBusy(false);
    }
  }
  return { start, isBusy, error };
}
