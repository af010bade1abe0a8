import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { startTestBackend } from '#tests/support/three-transports.ts';
import { compressRenderer } from '../../scripts/compress-renderer.mjs';
import { root } from '../../scripts/prepare.mjs';

const page = `<!doctype html><title>Syncdeck</title><script type="module" src="/assets/index-a1b2.js"></script>${'<!-- words -->'.repeat(100)}`;
const script = `export const text = ${JSON.stringify('the same words again '.repeat(200))};\n`;

const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-console-'));
const built = path.join(folder, 'dist/renderer');
const database = useScratchDatabase();
let backend: Awaited<ReturnType<typeof startTestBackend>>;

beforeAll(async () => {
  symlinkSync(path.join(root, 'prisma'), path.join(folder, 'prisma'));
  writeFileSync(path.join(folder, 'secret.txt'), 'not for anyone');
  backend = await startTestBackend({ DATABASE_URL: database.connectionString }, folder);
}, 60_000);
afterAll(async () => {
  await backend?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

async function build(): Promise<void> {
  mkdirSync(path.join(built, 'assets'), { recursive: true });
  writeFileSync(path.join(built, 'index.html'), page);
  writeFileSync(path.join(built, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(path.join(built, 'assets/index-a1b2.js'), script);
  writeFileSync(path.join(built, 'assets/.hidden'), 'not for anyone');
  await compressRenderer(built);
}

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** As it goes over the wire: `fetch` would tidy up the path and decompress the body. */
function ask(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(backend.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: target, method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}
const asPerson = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };
const errorOf = ({ body }: Answer) => JSON.parse(body.toString());

describe('where no console is built', () => {
  test.each(['/', '/jobs/quran-1'])('%s is 404 and says how to build it, and the API works', async (target) => {
    const answer = await ask(target, asPerson);
    expect(answer.status).toBe(404);
    expect(errorOf(answer)).toEqual({ code: 'NOT_FOUND', status: 404, message: expect.stringContaining('npm run build') });
    expect((await ask('/health/ready')).status).toBe(200);
    expect((await ask('/v4/docs')).status).toBe(200);
  });
});

describe('a built console', () => {
  beforeAll(build);

  test.each(['/', '/jobs', '/jobs/quran-mwu3hh3a-d0924wic?tab=logs', '/jobs/my.type-mwu3hh3a-d0924wic', '/v4x', '/assetsx'])(
    'has its page at %s, asked for anew each time',
    async (target) => {
      const answer = await ask(target, asPerson);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
      expect(answer.body.toString()).toBe(page);
      const again = await ask(target, { ...asPerson, 'if-none-match': answer.headers.etag as string });
      expect([again.status, again.body.length]).toEqual([304, 0]);
    },
  );

  test('has its page at the root for whoever asks, and elsewhere for a person alone', async () => {
    expect((await ask('/', { accept: '*/*' })).body.toString()).toBe(page);
    const answer = await ask('/jobs', { accept: 'application/json' });
    expect([answer.status, errorOf(answer).code]).toEqual([404, 'NOT_FOUND']);
  });

  test('lets no page be framed, nor run or load what comes from elsewhere', async () => {
    const { headers } = await ask('/', asPerson);
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split(';')
        .map((directive) => directive.trim().split(/ (.*)/s).slice(0, 2)),
    );
    expect(policy).toEqual({
      'default-src': "'self'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    });
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('keeps for good what has its hash in its name, and nothing else', async () => {
    const asset = await ask('/assets/index-a1b2.js');
    expect(asset.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'application/javascript; charset=utf-8',
    });
    expect(asset.body.toString()).toBe(script);
    expect((await ask('/favicon.svg')).headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'image/svg+xml' });
  });

  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip;q=1, br;q=0', 'gzip', gunzipSync],
  ] as const)('sends, to who takes %s, %s', async (accepted, encoding, decompress) => {
    for (const [target, content] of [
      ['/assets/index-a1b2.js', script],
      ['/', page],
    ] as const) {
      const answer = await ask(target, { ...asPerson, 'accept-encoding': accepted });
      expect(answer.headers).toMatchObject({ 'content-encoding': encoding, vary: expect.stringMatching(/accept-encoding/i) });
      expect(answer.body.length).toBeLessThan(content.length / 2);
      expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
      expect(decompress(answer.body).toString()).toBe(content);
      expect(answer.headers['content-type']).toMatch(/^(?:application\/javascript|text\/html); charset=utf-8$/);
    }
  });

  test('sends as it is what is too small to be worth compressing, and to who takes no encoding', async () => {
    expect((await ask('/favicon.svg', { 'accept-encoding': 'br' })).headers).not.toHaveProperty('content-encoding');
    expect((await ask('/', { ...asPerson, 'accept-encoding': 'identity' })).headers).not.toHaveProperty('content-encoding');
  });

  test.each(['/assets/gone.js', '/gone.png', '/assets', '/assets/', '/health', '/health/gone', '/assets/.hidden'])(
    '%s is 404, and no page',
    async (target) => {
      const answer = await ask(target, asPerson);
      expect(answer.status).toBe(404);
      expect(errorOf(answer).code).toBe('NOT_FOUND');
      expect(answer.headers['cache-control']).toBeUndefined();
    },
  );

  test.each(['/v4', '/v4/jobs', '/metrics'])('%s is the API’s, whoever asks', async (target) => {
    expect((await ask(target, asPerson)).status).toBe(401);
  });

  test.each([
    '/../../secret.txt',
    '/assets/../../../secret.txt',
    '/%2e%2e/%2e%2e/secret.txt',
    '/..%2f..%2fsecret.txt',
    '/assets/..%2f..%2f..%2fsecret.txt',
    '/..%5c..%5csecret.txt',
    '//etc/passwd.txt',
    '/%2fetc/passwd.txt',
    '/secret.txt%00.js',
    '/%ff.txt',
  ])('%s leads nowhere', async (target) => {
    const answer = await ask(target, asPerson);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.toString()).not.toContain('not for anyone');
    expect(errorOf(answer)).toEqual(expect.objectContaining({ code: expect.any(String), status: answer.status }));
  });

  test('answers HEAD as GET without the body, and nothing else', async () => {
    for (const target of ['/', '/jobs', '/assets/index-a1b2.js']) {
      const [get, head] = [await ask(target, asPerson), await ask(target, asPerson, 'HEAD')];
      expect([head.status, head.body.length]).toEqual([200, 0]);
      for (const name of ['content-type', 'content-length', 'cache-control', 'etag'])
        expect(head.headers[name], name).toBe(get.headers[name]);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      expect((await ask('/', asPerson, method)).status).toBe(404);
    }
  });
});
