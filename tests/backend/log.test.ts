import { describe, expect, test } from 'vitest';
import { createLog } from '#backend/infra/log.ts';

function lines(write: (log: ReturnType<typeof createLog>) => void, level = 'debug'): { text: string; first: Record<string, unknown> } {
  const written: string[] = [];
  write(createLog(level, { write: (line) => void written.push(line) }));
  return { text: written.join(''), first: JSON.parse(written[0] as string) };
}

const SECRET = 'hunter2hunter2';
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.${'x'.repeat(20)}`;
const failed = Object.assign(new Error(`connect to postgresql://anna:${SECRET}@db.test:5432/jobs failed`), {
  config: { headers: { Authorization: `Bearer ${SECRET}`, accept: 'text/html' }, auth: { username: 'anna', password: SECRET } },
  cause: new Error(`GET https://api.test/x?token=${SECRET}&page=2`),
});

describe('no line of the log has', () => {
  test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
    ['a field of a secret’s name, at the top', (log) => log.info({ password: SECRET }, 'a')],
    ['one far below', (log) => log.info({ a: { b: { c: [{ d: { refreshToken: SECRET } }] } } }, 'a')],
    [
      'one in any spelling',
      (log) => log.info({ 'x-api-key': SECRET, SYNCDECK_JWT_SECRET: SECRET, 'Set-Cookie': [SECRET], run_token: SECRET }),
    ],
    ['an error’s own', (log) => log.error({ err: failed }, 'a')],
    ['an error that is the line', (log) => log.error(failed)],
    ['an error under another name, or in a list', (log) => log.error({ why: failed, all: [failed], deep: { cause: failed } })],
    ['the credentials of a URL', (log) => log.info({ url: `redis://:${SECRET}@one.test:6379` })],
    ['those of a URL object', (log) => log.info({ url: new URL(`https://anna:${SECRET}@one.test/`) })],
    ['those with an @ in the password', (log) => log.info(`postgresql://anna:p@${SECRET}@db.test/jobs`)],
    ['those with a slash in the password', (log) => log.info(`postgresql://anna:p/${SECRET}@db.test/jobs`)],
    ['the token of a query', (log) => log.info(`/v4/admin/jobs?access_token=${SECRET}&limit=1`)],
    ['the code of a link', (log) => log.info(`open http://127.0.0.1:4747/#/link?code=${SECRET}`)],
    ['what a message is given', (log) => log.info('signed in with %s', `Bearer ${SECRET}`)],
    ['a child’s own fields', (log) => log.child({ token: SECRET, url: `https://u:${SECRET}@a.test` }).info('a')],
    ['a map', (log) => log.info({ headers: new Map([['authorization', SECRET]]) })],
  ])('%s', (_what, write) => {
    const { text } = lines(write);
    expect(text).not.toContain(SECRET);
    expect(text).toMatch(/\*\*\*@|\[redacted\]/);
  });

  test('a JWT or an API token, wherever it stands', () => {
    const { text } = lines((log) => log.info({ a: [`it is ${JWT}`] }, `and sdk_${'a1'.repeat(20)} too`));
    expect(text).not.toContain(JWT.slice(0, 20));
    expect(text).not.toContain('a1a1');
  });
});

test('what is no secret stays as it is', () => {
  const at = new Date(0);
  const { first } = lines((log) =>
    log.warn(
      { err: failed, jobId: 'quran-1', ticket: 3, at, tickets: 2, mail: 'anna@example.test', url: 'https://one.test/a?page=2', none: null },
      'A job waits',
    ),
  );
  expect(first).toMatchObject({
    jobId: 'quran-1',
    ticket: 3,
    tickets: 2,
    at: at.toISOString(),
    mail: 'anna@example.test',
    url: 'https://one.test/a?page=2',
    none: null,
    msg: 'A job waits',
    err: { type: 'Error', config: { headers: { accept: 'text/html' }, auth: { username: 'anna' } } },
  });
  expect((first.err as { stack: string }).stack).toContain('log.test.ts');
});

test('what goes round, is huge or can’t be written is cut, not thrown', () => {
  const round: Record<string, unknown> = { n: 1n, bytes: Buffer.alloc(9), call() {} };
  round.self = round;
  const { first } = lines((log) => log.info({ round, many: Array.from({ length: 10_000 }, (_, n) => n) }));
  expect(first.round).toEqual({ n: '1', bytes: '[9 bytes]', self: '[circular]' });
  expect(first.many).toHaveLength(200);
});

test('a line below the level costs nothing and says nothing', () => {
  const written: string[] = [];
  createLog('warn', { write: (line) => void written.push(line) }).info(
    {
      get password() {
        throw new Error('was looked at');
      },
    },
    'a',
  );
  expect(written).toEqual([]);
});

test('bindings that are set later are in the lines of loggers made afterwards, and in its own', () => {
  const { text } = lines((log) => {
    log.setBindings({ environment: 'e1' });
    log.info('one');
    log.child({ jobId: 'j1' }).info('two');
  });
  for (const line of text.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ environment: 'e1', pid: process.pid });
});
