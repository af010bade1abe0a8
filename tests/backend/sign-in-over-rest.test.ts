import { afterAll, beforeAll, expect, test } from 'vitest';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD, startTestBackend } from '#tests/support/three-transports.ts';

const database = useScratchDatabase();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString, SYNCDECK_TRUSTED_PROXIES: '127.0.0.1' });
}, 60_000);
afterAll(() => backend?.stop(), 30_000);

const login = (password: string, from: string) =>
  fetch(`${backend.url}/v4/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ username: 'admin', password }),
  });

test('guessing is answered 429 with Retry-After, for the address behind a trusted proxy alone', async () => {
  for (let n = 0; n < 10; n++) expect((await login('a guess', '203.0.113.5')).status).toBe(401);
  const refused = await login(PASSWORD, '203.0.113.5');
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(900);
  expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 429, data: { retryAfterSeconds: seconds } });
  expect((await login(PASSWORD, '203.0.113.6')).status).toBe(200);
  const [row] = await database.query<{ address: string }>('SELECT address FROM sync_sessions ORDER BY created_at DESC LIMIT 1');
  expect(row?.address).toBe('203.0.113.6');
});

test('the page of the API takes the first start’s link too', async () => {
  const script = await (await fetch(`${backend.url}/v4/docs/start.js`)).text();
  expect(script).toContain('/v4/auth/link');
});
