import { describe, expect, test } from 'vitest';
import type { DurableEvent } from '#contract/events/durable.ts';
import { createAdmission } from '#electron/native/notifications/admit-events.ts';
import { until } from '#tests/support/until.ts';

const failed = (jobId: string, priority?: number): DurableEvent => ({
  event: 'job:status',
  payload: {
    seq: 1,
    at: new Date(),
    jobId,
    jobType: 'quran',
    status: 'failed',
    previousStatus: 'running',
    ...(priority ? { priority } : {}),
  },
});

/** A server that doesn't tell priorities with its events, and is asked for them. */
function start(lookUp: (jobIds: readonly string[]) => Promise<Map<string, number>>) {
  const taken: [string, string, number | undefined][] = [];
  const asked: string[][] = [];
  const errors: unknown[] = [];
  const admission = createAdmission({
    needsPriority: (id, { event, payload }) => id === 'old' && event === 'job:status' && payload.priority === undefined,
    async lookUp(_id, jobIds) {
      asked.push([...jobIds]);
      return lookUp(jobIds);
    },
    take(id, { event, payload }) {
      if (event === 'job:status') taken.push([id, payload.jobId, payload.priority]);
    },
    onError: (error) => errors.push(error),
  });
  return { admission, taken, asked, errors };
}

describe('events of a server that does not tell priorities', () => {
  test('wait for one answer for many, and keep their order; others go by at once', async () => {
    const { admission, taken, asked } = start(async (ids) => new Map(ids.filter((id) => id !== 'c').map((id, n) => [id, n + 1])));
    for (const id of ['a', 'b', 'c']) admission.admit('old', failed(id));
    admission.admit('old', failed('d', 7));
    admission.admit('new', failed('x'));
    expect(taken).toEqual([['new', 'x', undefined]]);
    await until('all are through', () => taken.length === 5);
    expect(taken.slice(1)).toEqual([
      ['old', 'a', 1],
      ['old', 'b', 2],
      ['old', 'c', undefined],
      ['old', 'd', 7],
    ]);
    expect(asked).toEqual([['a', 'b', 'c']]);
  });

  test('that come while the answer is under way are behind those that wait', async () => {
    let answer = (_priorities: Map<string, number>) => {};
    const { admission, taken, asked } = start(() => new Promise((resolve) => (answer = resolve)));
    admission.admit('old', failed('a'));
    await until('it is asked for', () => asked.length === 1);
    admission.admit('old', failed('b', 3));
    expect(taken).toEqual([]);
    answer(new Map([['a', 1]]));
    await until('both are through', () => taken.length === 2);
    expect(taken).toEqual([
      ['old', 'a', 1],
      ['old', 'b', 3],
    ]);
    expect(asked).toEqual([['a']]);
  });

  test('are told without where the server can not be asked', async () => {
    const { admission, taken, errors } = start(async () => {
      throw new Error('gone');
    });
    admission.admit('old', failed('a'));
    await until('it is through', () => taken.length === 1);
    expect(taken).toEqual([['old', 'a', undefined]]);
    expect(errors).toEqual([new Error('gone')]);
  });
});
