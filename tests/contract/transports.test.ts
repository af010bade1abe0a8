import { MessageChannel } from 'node:worker_threads';
import { ORPCError } from '@orpc/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, createConnection } from '#client/connection.ts';
import { connectPort } from '#client/port-wire.ts';
import { createRestClient } from '#client/rest-client.ts';
import { connectSocket } from '#client/socket-wire.ts';
import type { JobControlClient } from '#contract/contract.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import { CONTRACT_VERSION, CONTRACT_VERSION_HEADER, versionMismatch } from '#contract/version.ts';
import { listProcedures, type Procedure, sample } from '#tests/support/procedures.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { type OpenClient, PASSWORD, startTestBackend, toClientPort, transports } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
const names = ['rest', 'socket', 'port'] as const;
type TransportName = (typeof names)[number];

let backend: Awaited<ReturnType<typeof startTestBackend>>;
let admin: JobControlClient;
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
  admin = (await transports.port(backend)).client;
}, 60_000);
afterAll(() => backend?.stop(), 30_000);

const signIn = () => createRestClient({ url: backend.url }).auth.login({ username: 'admin', password: PASSWORD });
const open = async (name: TransportName): Promise<OpenClient> => transports[name](backend, (await signIn()).accessToken);

let serial = 0;
const nextName = () => {
  serial += 1;
  return `made-${serial}`;
};
/** What a field of an input is filled with, so that each call finds something of its own to act on. Any other is made from its schema. */
const suppliers: Record<string, (procedure: Procedure) => Promise<unknown> | unknown> = {
  jobId: async () => (await admin.jobs.trigger({ jobType: 'quran', runAt: new Date(Date.now() + 86_400_000) })).jobId,
  bulkId: async () => (await admin.bulk.start({ action: 'cancel', jobIds: ['none-of-these'] })).bulkId,
  tokenId: async () => (await admin.tokens.create({ name: nextName(), role: 'viewer' })).tokenId,
  username: async ({ name }) => {
    if (name === 'auth.login') return 'admin';
    const username = nextName();
    if (name !== 'users.create') await admin.users.create({ username, role: 'viewer', password: PASSWORD });
    return username;
  },
  name: nextName,
  password: () => PASSWORD,
  currentPassword: () => PASSWORD,
  newPassword: () => PASSWORD,
  refreshToken: async () => (await signIn()).refreshToken,
  cronExpression: () => '0 3 * * *',
  action: ({ name }) => (name === 'bulk.start' ? 'cancel' : undefined),
  jobIds: () => ['none-of-these'],
};

async function inputOf(procedure: Procedure): Promise<unknown> {
  if (!procedure.input) return undefined;
  const supplied: Record<string, unknown> = {};
  for (const field of JSON.stringify(procedure.input).matchAll(/"(\w+)":\{/g)) {
    const supply = suppliers[field[1] as string];
    if (supply && !((field[1] as string) in supplied)) supplied[field[1] as string] = await supply(procedure);
  }
  return sample(procedure.input, (field) => supplied[field]);
}

type Outcome = { ok: true; fields: string[] } | { ok: false; code: string; status: number; defined: boolean; data: string[] };
const fieldsOf = (value: unknown) => Object.keys((value ?? {}) as object).sort();

async function call(client: JobControlClient, { path }: Procedure, input: unknown, signal?: AbortSignal): Promise<Outcome> {
  const procedure = path.reduce<unknown>((level, key) => (level as Record<string, unknown>)[key], client) as (
    input: unknown,
    options?: object,
  ) => Promise<unknown>;
  try {
    return { ok: true, fields: fieldsOf(await procedure(input, signal ? { signal } : {})) };
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    return { ok: false, code: error.code, status: error.status, defined: error.defined, data: fieldsOf(error.data) };
  }
}

const procedures = listProcedures();
/** What only a person's sign-in has: over the port there is none, which is said in the contract's words. */
const needsSession = (name: string) => /^auth\.(logout|logoutEverywhere|changePassword|sessions|endSession)$/.test(name);

describe.each(procedures)('$name', (procedure) => {
  test('answers the same over REST, Socket.IO and a port', async () => {
    const outcomes: Outcome[] = [];
    for (const name of names) {
      const opened = await open(name);
      outcomes.push(await call(opened.client, procedure, await inputOf(procedure)));
      opened.close();
    }
    const [rest, socket, port] = outcomes;
    expect(socket).toEqual(rest);
    if (needsSession(procedure.name)) expect(port).toMatchObject({ ok: false, code: 'BAD_REQUEST', status: 400, defined: true });
    else expect(port).toEqual(rest);
    // A refusal must be one that the contract declares, with the data that it declares.
    if (rest && !rest.ok) expect(rest).toMatchObject({ defined: true });
  });

  const inBody = Object.keys(procedure.input?.properties ?? {}).find((field) => !procedure.url.includes(`{${field}}`));
  if (inBody === undefined) return;
  test('refuses a wrong field the same everywhere', async () => {
    const outcomes: unknown[] = [];
    for (const name of names) {
      const opened = await open(name);
      const input = { ...((await inputOf(procedure)) as object), [inBody]: { nonsense: 'yes' } };
      outcomes.push(await call(opened.client, procedure, input));
      opened.close();
    }
    const refused = { ok: false, code: 'BAD_REQUEST', status: 400, defined: true, data: ['issues'] };
    expect(outcomes).toEqual([refused, refused, refused]);
  });
});

test('the suite has every procedure, and most of them do what they are for', async () => {
  expect(procedures.length).toBeGreaterThan(40);
  const opened = await open('socket');
  const outcomes = [];
  for (const procedure of procedures.filter(({ path }) => path[0] !== 'auth')) {
    outcomes.push({ name: procedure.name, ...(await call(opened.client, procedure, await inputOf(procedure))) });
  }
  opened.close();
  const refused = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
  // A job that waits can't be resumed, retried or deleted.
  expect(refused.sort()).toEqual(['jobs.delete', 'jobs.resume', 'jobs.retry']);
});

describe.each(names)('over %s', (name) => {
  let opened: OpenClient;
  beforeAll(async () => {
    opened = await open(name);
  });
  afterAll(() => opened?.close());

  test('moments are dates, both ways', async () => {
    const runAt = new Date(Date.now() + 3_600_000);
    const job = await opened.client.jobs.trigger({ jobType: 'quran', runAt });
    expect(job.nextAttemptAt).toEqual(runAt);
    expect(job.createdAt).toBeInstanceOf(Date);
    expect((await opened.client.jobs.list({ from: job.createdAt, status: ['pending'] })).items.map(({ jobId }) => jobId)).toContain(
      job.jobId,
    );
  });

  test('a call that takes too long, or is given up, ends; and what it waited for goes on', async () => {
    const job = await opened.client.jobs.trigger({ jobType: 'quran', runAt: new Date(Date.now() + 3_600_000) });
    const holder = new pg.Client({ connectionString: database.connectionString });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE sync_job_control IN ACCESS EXCLUSIVE MODE');
      const { accessToken } = await signIn();
      const { port1, port2 } = new MessageChannel();
      const impatient: Record<TransportName, () => JobControlClient> = {
        rest: () => createRestClient({ url: backend.url, token: () => accessToken, timeoutMs: 150 }),
        socket: () => live(createConnection(connectSocket({ url: backend.url, token: () => accessToken }), {}, { timeoutMs: 150 })),
        port() {
          backend.connectPort?.(port2);
          return live(createConnection(connectPort(toClientPort(port1)), {}, { timeoutMs: 150 }));
        },
      };
      const toClose: Connection[] = [];
      const live = (connection: Connection) => {
        toClose.push(connection);
        return connection.client;
      };
      const client = impatient[name]();
      await until('it is live', () => toClose.every(({ state }) => state.kind === 'live'));
      await expect(client.jobs.get({ jobId: job.jobId })).rejects.toMatchObject({ code: 'TIMEOUT', status: 408 });
      for (const connection of toClose) connection.close();

      const reason = new Error('the operator went elsewhere');
      const abort = new AbortController();
      const abandoned = opened.client.jobs.get({ jobId: job.jobId }, { signal: abort.signal });
      setTimeout(() => abort.abort(reason), 50);
      await expect(abandoned).rejects.toBe(reason);
    } finally {
      await holder.query('ROLLBACK');
      await holder.end();
    }
    expect((await opened.client.jobs.get({ jobId: job.jobId })).jobId).toBe(job.jobId);
  });

  test('a call with a signal that is aborted already is not made', async () => {
    const reason = new Error('too late');
    await expect(opened.client.jobs.trigger({ jobType: 'quran' }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('the same key triggers one job', async () => {
    const input = { jobType: 'quran', runAt: new Date(Date.now() + 3_600_000), idempotencyKey: `key of ${name}` };
    const first = await opened.client.jobs.trigger(input);
    expect((await opened.client.jobs.trigger(input)).jobId).toBe(first.jobId);
    await expect(opened.client.jobs.trigger({ ...input, priority: 1 })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
      status: 409,
    });
  });

  test('the audit trail says where an action came from', async () => {
    const { jobId } = await opened.client.jobs.trigger({ jobType: 'quran', runAt: new Date(Date.now() + 3_600_000) });
    await opened.client.jobs.cancel({ jobId });
    const { items } = await opened.client.jobs.audit({ jobId });
    const origin = { rest: 'rest', socket: 'socket', port: 'ipc' }[name];
    expect(items).toHaveLength(2);
    for (const { metadata, performedBy } of items) {
      expect(metadata.origin).toBe(origin);
      expect(performedBy).toMatch(name === 'port' ? /^local:.+/ : /^admin$/);
    }
  });
});

describe('versions', () => {
  test('fit within a major version', () => {
    expect(versionMismatch(undefined, '4.1')).toBeNull();
    expect(versionMismatch('4.0', '4.1')).toBeNull();
    expect(versionMismatch('4.9', '4.1')).toBeNull();
    expect(versionMismatch('3.9', '4.1')).toMatch(/console is too old.*3\.9.*4\.1.*Update the console/);
    expect(versionMismatch('5.0', '4.1')).toMatch(/backend is too old.*5\.0.*4\.1.*Update the backend/);
    expect(versionMismatch('new', '4.1')).toMatch(/"new"/);
  });

  test('that do not fit are refused over REST, which says its own', async () => {
    const ask = (version: string) =>
      fetch(`${backend.url}/v4/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [CONTRACT_VERSION_HEADER]: version },
        body: JSON.stringify({ username: 'admin', password: PASSWORD }),
      });
    const refused = await ask('3.0');
    expect(refused.status).toBe(426);
    expect(refused.headers.get(CONTRACT_VERSION_HEADER)).toBe(CONTRACT_VERSION);
    expect(await refused.json()).toMatchObject({ code: 'VERSION_MISMATCH', status: 426 });
    expect((await ask(CONTRACT_VERSION)).status).toBe(200);
  });

  test.each(['3.0', '5.0'])('that do not fit are refused over a socket and a port, for good: %s', async (contractVersion) => {
    const { accessToken } = await signIn();
    const { port1, port2 } = new MessageChannel();
    backend.connectPort?.(port2);
    for (const wire of [
      connectSocket({ url: backend.url, token: () => accessToken, contractVersion }),
      connectPort(toClientPort(port1), { contractVersion }),
    ]) {
      const connection = createConnection(wire, {});
      const state = await until('it is refused', () => connection.state.kind === 'offline' && connection.state);
      expect(state).toMatchObject({ reason: { code: 'VERSION_MISMATCH', status: 426 }, retries: false });
      await expect(connection.client.jobs.types()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      connection.close();
    }
  });
});

describe.each(['socket', 'port'] as const)('events over %s', (name) => {
  test('are told as they happen, with progress of what is asked for', async () => {
    const events: DurableEvent[] = [];
    const progressOf: string[] = [];
    const states: number[] = [];
    const opened = await transports[name](backend, (await signIn()).accessToken, {
      onEvent: (event) => events.push(event),
      onProgress: ({ jobs }) => progressOf.push(...jobs.map(({ jobId }) => jobId)),
      onEnvironment: ({ seq }) => states.push(seq),
    });
    expect(states.length).toBeGreaterThan(0);
    const { client, connection } = opened;
    await admin.schedules.update({ jobType: 'quran', maxConcurrency: 2 });
    const params = { ratePerSecond: 300 };
    const watched = await client.jobs.trigger({ jobType: 'quran', params });
    connection?.subscribeProgress({ jobIds: [watched.jobId] });
    const other = await client.jobs.trigger({ jobType: 'quran', params });
    await until('there is progress', () => progressOf.length > 2);
    expect(new Set(progressOf)).toEqual(new Set([watched.jobId]));

    connection?.subscribeProgress({ jobTypes: ['quran'] });
    await until('there is progress of both', () => progressOf.includes(other.jobId));
    connection?.subscribeProgress({ all: false });
    for (const { jobId } of [watched, other]) await client.jobs.cancel({ jobId, reason: 'seen' });
    const told = await until('both cancellations are told', () => {
      const ends = events.filter(({ event, payload }) => event === 'job:action' && payload.action === 'cancel');
      return ends.length === 2 && ends;
    });
    expect(told).toMatchObject([{ payload: { jobId: watched.jobId, result: 'cancelled' } }, { payload: { jobId: other.jobId } }]);
    expect(events[0]?.payload.at).toBeInstanceOf(Date);
    expect(events.some(({ event }) => event === 'schedule:changed')).toBe(true);
    const seqs = events.map(({ payload }) => payload.seq);
    expect(seqs).toEqual([...seqs].sort((one, two) => one - two));
    const job = await client.jobs.get({ jobId: other.jobId });
    expect(job.seq).toBe(told[1]?.payload.seq);
    opened.close();
  });
});
