import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRestClient } from '#client/rest-client.ts';
import type { JobControlClient } from '#contract/contract.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { type OpenClient, PASSWORD, startTestBackend, transports } from '#tests/support/three-transports.ts';

const database = useScratchDatabase();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let token = '';
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
  token = (await createRestClient({ url: backend.url }).auth.login({ username: 'admin', password: PASSWORD })).accessToken;
}, 60_000);
afterAll(() => backend?.stop(), 30_000);

const BAD = 'type:quran stauts:failed';
const message = 'at 12: there is no field "stauts"; did you mean status?';

describe.each(['rest', 'socket', 'port'] as const)('over %s', (name) => {
  let opened: OpenClient;
  beforeAll(async () => {
    opened = await transports[name](backend, token);
  });
  afterAll(() => opened?.close());

  test.each<[string, (client: JobControlClient) => Promise<unknown>, string[]]>([
    ['a list', (client) => client.jobs.list({ query: BAD }), ['query']],
    ['a count', (client) => client.jobs.counts({ query: BAD }), ['query']],
    ['the history', (client) => client.insight.history({ query: BAD }), ['query']],
    ['a bulk action', (client) => client.bulk.start({ action: 'cancel', filter: { query: BAD } }), ['filter', 'query']],
  ])('%s by a bad query is refused with the place, the reason and the way out', async (_what, ask, path) => {
    await expect(ask(opened.client)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      status: 400,
      message: `${path.join('.')}: ${message}`,
      data: { issues: [{ path, message }] },
    });
  });

  test('a good query does the same everywhere', async () => {
    const { jobId } = await opened.client.jobs.trigger({
      jobType: 'prayer',
      jobName: `Over ${name}`,
      runAt: new Date(Date.now() + 86_400_000),
    });
    const query = `status:pending name:"Over ${name}" newer:1h priority:<=5`;
    const { items } = await opened.client.jobs.list({ query, timeZone: 'Asia/Riyadh', skip: 0 });
    expect(items.map((job) => job.jobId)).toEqual([jobId]);
    expect(await opened.client.jobs.counts({ query })).toMatchObject({ items: [{ jobType: 'prayer', counts: { pending: 1 } }], total: 1 });
    expect((await opened.client.jobs.suggest({ field: 'name', prefix: `over ${name}` })).items).toEqual([
      { value: `Over ${name}`, count: 1 },
    ]);
    expect(await opened.client.bulk.start({ action: 'cancel', filter: { query }, dryRun: true })).toMatchObject({
      matched: 1,
      applicable: 1,
    });
    expect((await opened.client.insight.history({ query })).items).toEqual([]);
  });
});

test('an export by a bad query is refused before its first row', async () => {
  const answer = await fetch(`${backend.url}/v4/admin/jobs/export?query=${encodeURIComponent(BAD)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([answer.status, await answer.json()]).toMatchObject([400, { data: { issues: [{ path: ['query'], message }] } }]);
});
