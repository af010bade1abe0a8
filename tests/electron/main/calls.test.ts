import { describe, expect, test } from 'vitest';
import { type CallName, calls } from '#electron/bridge/calls.ts';
import type { EnvironmentDraft } from '#electron/bridge/environment.ts';
import { FailureError } from '#electron/connections/failure-error.ts';
import { answerCall, type Handlers } from '#electron/main/ipc/answer-call.ts';

const draft: EnvironmentDraft = {
  name: ' Staging ',
  color: 'teal',
  tags: [],
  isReadOnly: false,
  isProduction: false,
  url: 'https://staging.example.com/',
  proxy: { mode: 'system' },
  caFile: null,
};

/** Handlers that answer what they were asked, but for what a test says. */
function call(name: unknown, input: unknown, throws?: unknown) {
  const unexpected: unknown[] = [];
  const asked: unknown[] = [];
  const handle = (given: unknown) => {
    asked.push(given);
    if (throws) throw throws;
    return given;
  };
  const handlers = Object.fromEntries(Object.keys(calls).map((each) => [each, handle])) as unknown as Handlers<null>;
  const answer = answerCall({ name, input, context: null }, handlers, (error) => {
    unexpected.push(error);
    return 'f-1';
  });
  return { answer, asked, unexpected };
}

describe('a call of a window', () => {
  test.each(['nothing', 'constructor', '__proto__', 'toString', '', 7, null, undefined, {}, ['state:read']])(
    'named %o is refused',
    async (name) => {
      const { answer, asked } = call(name, undefined);
      expect(await answer).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', status: 404 } });
      expect(asked).toEqual([]);
    },
  );

  test('reaches its handler with what the schema makes of the input', async () => {
    const { answer } = call('environments:add', draft);
    expect(await answer).toEqual({ ok: true, output: { ...draft, name: 'Staging', url: 'https://staging.example.com' } });
  });

  test.each([
    ['environments:add', { ...draft, more: 1 }, []],
    ['environments:add', { ...draft, url: 'https://anna:secret@a.example' }, ['url']],
    ['environments:remove', { id: '../x' }, ['id']],
    ['environments:sign-in', { id: 'local', username: 'anna', password: 7 }, ['password']],
    ['connection:attach', { id: 'local', attachmentId: 'a b' }, ['attachmentId']],
    ['settings:write', { environments: [] }, []],
    ['settings:write', { theme: 'pink' }, ['theme']],
    ['notifications:mute', { until: 'tomorrow' }, ['until']],
    ['state:read', {}, []],
    ['app:open-folder', { which: '/etc' }, ['which']],
  ])('%s with %o is refused, and says where', async (name, input, at) => {
    const { answer, asked } = call(name, input);
    const refused = await answer;
    expect(refused).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST', status: 400, data: { issues: [{ path: at }] } } });
    expect(JSON.stringify(refused)).not.toContain('secret');
    expect(asked).toEqual([]);
  });

  test('no call takes more than its schema names', async () => {
    for (const name of Object.keys(calls) as CallName[]) {
      const { answer, asked } = call(name, { surplus: true });
      expect(await answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
      expect(asked).toEqual([]);
    }
  });
});

describe('an error of a handler', () => {
  test('that says what it is goes to the window as it is, without secrets', async () => {
    const failure = new FailureError({
      code: 'REFUSED',
      status: 503,
      message: 'https://a:b@h.example refused the connection',
      data: { port: 1 },
    });
    const { answer, unexpected } = call('state:read', undefined, failure);
    expect(await answer).toEqual({
      ok: false,
      error: { code: 'REFUSED', status: 503, message: 'https://***@h.example refused the connection', data: { port: 1 } },
    });
    expect(unexpected).toEqual([]);
  });

  test.each([new TypeError('x is undefined'), Object.assign(new Error('ENOENT: /home/anna'), { code: 'ENOENT' }), 'text'])(
    'that was not foreseen goes to the log: %s',
    async (error) => {
      const { answer, unexpected } = call('state:read', undefined, error);
      expect(await answer).toEqual({
        ok: false,
        error: { code: 'INTERNAL_SERVER_ERROR', status: 500, message: 'Something went wrong in the app; its log has it under f-1' },
      });
      expect(unexpected).toEqual([error]);
    },
  );
});
