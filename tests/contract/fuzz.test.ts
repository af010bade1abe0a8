import fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listProcedures, sample } from '#tests/support/procedures.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { startTestBackend, transports } from '#tests/support/three-transports.ts';

/** Requests and frames in all; more by SYNCDECK_FUZZ. */
const MESSAGES = Number(process.env.SYNCDECK_FUZZ ?? 20_000);
const AT_ONCE = 16;
/** What an answer must never hold: a stack, a query, a path of this machine. */
const LEAK = /\n\s+at |node_modules|\.ts:\d+|SELECT |INSERT |UPDATE |sync_job_|password_hash|prisma/i;

const database = useScratchDatabase();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let token = '';
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
  const { client } = await transports.port(backend);
  // No random call can sign a script out.
  await client.users.create({ username: 'fuzzed', role: 'viewer', password: 'a password of the tests' });
  const job = await client.jobs.trigger({ jobType: 'quran', runAt: new Date(Date.now() + 3_600_000) });
  await database.query(`UPDATE sync_job_control SET job_id = 'the-job' WHERE job_id = $1`, [job.jobId]);
  token = (await client.tokens.create({ name: 'fuzz', role: 'admin' })).token;
}, 60_000);
afterAll(() => backend?.stop(), 30_000);

const nasty = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    '%00',
    '../..',
    '%',
    '%E0%A4%A',
    '__proto__',
    'constructor',
    "' OR 1=1 --",
    '🦀',
    '\ud800',
    '1e999',
    '-1',
    'null',
    '2026-13-45',
    'quran',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const value = fc.oneof(
  nasty,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ minLength: 3_000, maxLength: 9_000 }),
);

interface Operation {
  path: string;
  method: string;
  parameters: { name: string; in: string }[];
  fields: string[];
  /** An input that fits. */
  sample: unknown;
}
type Document = {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string }[];
        requestBody?: { content?: Record<string, { schema?: { properties?: object; allOf?: { properties?: object }[] } }> };
      }
    >
  >;
};

const looksEncodable = (text: string) => {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80'; // a lone surrogate
  }
};

const requestFor = (operations: readonly Operation[]) =>
  fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      path: fc.array(
        fc.oneof(
          { weight: 3, arbitrary: nasty.map(looksEncodable) },
          { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '..%2f', 'a/b') },
          { weight: 4, arbitrary: fc.constantFrom('quran', 'the-job', 'fuzzed') },
        ),
        {
          minLength: 3,
          maxLength: 3,
        },
      ),
      query: fc.array(
        fc.tuple(
          fc.constantFrom(
            ...operation.parameters.filter(({ in: where }) => where === 'query').map(({ name }) => name),
            'limit',
            'x[y]',
            '__proto__',
          ),
          nasty,
        ),
        { maxLength: 4 },
      ),
      body: fc.oneof(
        {
          // Nearly right: what gets past the schemas goes deeper.
          weight: 4,
          arbitrary: fc
            .dictionary(fc.constantFrom(...operation.fields, 'params'), value, { maxKeys: 1 })
            .map((wrong) => JSON.stringify({ ...(operation.sample as object), ...wrong })),
        },
        {
          weight: 4,
          arbitrary: fc
            .dictionary(fc.constantFrom(...operation.fields, 'params', '__proto__'), value, { maxKeys: 6 })
            .map((body) => JSON.stringify(body)),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '',
            '{',
            '[]',
            'null',
            '7',
            '"x"',
            '{"a":'.repeat(500),
            `{"params":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
          ),
        },
        { weight: 1, arbitrary: nasty },
      ),
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constant('application/json') },
        { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', 'x') },
      ),
      key: fc.option(fc.constantFrom('k', 'ü', ' '.repeat(3), 'x'.repeat(300)), { freq: 20 }),
    }),
  );

async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
    }),
  );
}

test(
  'requests made from the OpenAPI document, wrong in every way, get an answer that says so and tells nothing',
  async () => {
    const procedures = listProcedures();
    const document = (await (await fetch(`${backend.url}/v4/openapi.json`)).json()) as Document;
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]): Operation => {
        const schema = requestBody?.content?.['application/json']?.schema;
        const parts = schema?.allOf ?? [schema ?? {}];
        const input = procedures.find(({ url, method: verb }) => url === path && verb === method.toUpperCase())?.input;
        return {
          path,
          method: method.toUpperCase(),
          parameters,
          fields: parts.flatMap((part) => Object.keys(part.properties ?? {})),
          sample: input && sample(input),
        };
      }),
    );
    expect(operations.length).toBeGreaterThan(40);
    const requests = fc.sample(requestFor(operations), {
      numRuns: Math.ceil(MESSAGES / 2),
      seed: Number(process.env.SYNCDECK_FUZZ_SEED ?? Date.now()),
    });
    const wrong: unknown[] = [];
    const statuses = new Map<number, number>();
    await atOnce(requests, async ({ operation, path, query, body, type, key }) => {
      let part = 0;
      const address = operation.path.replaceAll(/\{\w+\}/g, () => path[part++] ?? 'x');
      const search = query.map(([name, text]) => `${encodeURIComponent(name)}=${looksEncodable(text)}`).join('&');
      const hasBody = operation.method === 'POST' || operation.method === 'PUT';
      const headers: Record<string, string> = { authorization: `Bearer ${token}` };
      if (hasBody) headers['content-type'] = type;
      if (key !== null && /^[\x20-\xff]*$/.test(key)) headers['idempotency-key'] = key;
      const response = await fetch(`${backend.url}${address}${search ? `?${search}` : ''}`, {
        method: operation.method,
        headers,
        ...(hasBody ? { body } : {}),
      });
      const text = await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const leaks = response.status >= 400 && LEAK.test(text.replaceAll(body.slice(0, 50), ''));
      if (response.status >= 500 || leaks)
        wrong.push({
          method: operation.method,
          address,
          search,
          body: body.slice(0, 300),
          status: response.status,
          text: text.slice(0, 500),
        });
    });
    console.log(`${requests.length} requests: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`);
    expect(wrong).toEqual([]);
    expect(statuses.get(400)).toBeGreaterThan(requests.length / 4);
    expect((await fetch(`${backend.url}/health/ready`)).status).toBe(200);
  },
  MESSAGES * 10 + 60_000,
);

test(
  'random socket frames bring nothing down, and what is acknowledged tells nothing',
  async () => {
    const connect = () =>
      new Promise<Socket>((resolve, reject) => {
        const socket = io(`${backend.url}/job-control`, {
          transports: ['websocket'],
          forceNew: true,
          reconnection: false,
          auth: { token },
        });
        socket.on('connect', () => resolve(socket));
        socket.on('connect_error', reject);
      });
    const paths = listProcedures().map(({ path, input }) => ({ path, input: input ? sample(input) : undefined }));
    const call = fc.oneof(
      fc.constantFrom(...paths).chain(({ path, input }) =>
        fc.record({
          path: fc.constant(path),
          input: fc.oneof(fc.constant(input), value, fc.dictionary(fc.constantFrom(...Object.keys(input ?? { x: 1 }), '__proto__'), value)),
          id: fc.option(nasty, { nil: undefined }),
        }),
      ),
      fc.record({ path: fc.array(fc.oneof(nasty, fc.constantFrom('jobs', 'list', '~orpc', 'handler')), { maxLength: 8 }), input: value }),
      value,
    );
    const frame = fc.oneof(
      { weight: 6, arbitrary: call.map((payload) => ({ kind: 'event' as const, event: 'call', args: [payload] as unknown[] })) },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('event' as const),
          event: fc.oneof(
            fc.constantFrom('events:since', 'progress:subscribe', 'auth:refresh', 'abort', 'message', '__proto__', 'toString'),
            nasty,
          ),
          args: fc.array(value, { maxLength: 4 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('packet' as const),
          text: fc.oneof(
            nasty,
            fc.constantFrom(
              '2',
              '2/job-control,',
              '2/job-control,["call"]',
              '2/job-control,99999999999999999999["call",{}]',
              '5',
              '51-["call",{"_placeholder":true,"num":9}]',
              '0/elsewhere,',
              '1',
            ),
          ),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('frame' as const), text: nasty }) },
    );
    const frames = fc.sample(frame, { numRuns: Math.floor(MESSAGES / 2), seed: Number(process.env.SYNCDECK_FUZZ_SEED ?? Date.now()) });
    const wrong: unknown[] = [];
    let answered = 0;
    let broken = 0;
    const sockets: Socket[] = [];
    await atOnce(
      Array.from({ length: AT_ONCE }, (_, n) => n),
      async (n) => {
        let socket = await connect();
        sockets[n] = socket;
        for (let next = n; next < frames.length; next += AT_ONCE) {
          if (!socket.connected) {
            broken += 1;
            socket = await connect().catch(async () => {
              return connect();
            });
            sockets[n] = socket;
          }
          const one = frames[next] as (typeof frames)[number];
          if (one.kind === 'packet') socket.io.engine.write(one.text);
          else if (one.kind === 'frame') (socket.io.engine.transport as unknown as { ws: { send(text: string): void } }).ws.send(one.text);
          else if (['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].includes(one.event))
            continue;
          else {
            const acknowledged = new Promise<unknown>((resolve) => {
              socket.once('disconnect', () => resolve(undefined));
              socket.emit(one.event, ...one.args, resolve);
            });
            // Only what is a request of ours is acknowledged.
            if (!['call', 'events:since', 'progress:subscribe', 'auth:refresh'].includes(one.event)) continue;
            const answer = (await acknowledged) as { ok?: boolean; error?: { status: number } } | undefined;
            answered += answer ? 1 : 0;
            const text = JSON.stringify(answer?.error ?? {});
            if ((answer?.error?.status ?? 0) >= 500 || LEAK.test(text)) wrong.push({ sent: JSON.stringify(one).slice(0, 500), text });
            socket.removeAllListeners('disconnect');
          }
        }
      },
    );
    for (const socket of sockets) socket.disconnect();
    console.log(`${frames.length} frames: ${answered} answered, ${broken} connections ended`);
    expect(wrong).toEqual([]);
    expect(answered).toBeGreaterThan(frames.length / 3);
    const healthy = await connect();
    expect(await healthy.timeout(5_000).emitWithAck('call', { path: ['jobs', 'types'] })).toMatchObject({ ok: true });
    healthy.disconnect();
  },
  MESSAGES * 10 + 60_000,
);
