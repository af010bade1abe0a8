import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '#electron/main/log/create-log.ts';
import { openLogFile } from '#electron/main/log/open-log-file.ts';
import { readLastLines } from '#electron/main/log/read-last-lines.ts';
import { redact, redactText } from '#electron/main/log/redact.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'syncdeck-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const linesOf = (log: (lines: string[]) => void): string[] => {
  const lines: string[] = [];
  log(lines);
  return lines;
};
const at = new Date('2026-01-02T03:04:05.678Z');

describe('what is hidden', () => {
  test.each([
    ['https://anna:hunter2@sync.example.com/x', 'https://***@sync.example.com/x'],
    ['socks5://:p@ss/w@proxy:1080 refused', 'socks5://***@proxy:1080 refused'],
    ['GET https://a.example/x?token=abc&limit=5', 'GET https://a.example/x?token=[redacted]&limit=5'],
    ['Or open http://localhost:4747/#sign-in=one-time once', 'Or open http://localhost:4747/#sign-in=[redacted] once'],
    ['Authorization: Bearer abcdefgh.ijk', 'Authorization: Bearer [redacted]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.sig here', '[redacted] here'],
    ['made sdk_0123456789abcdef', 'made [redacted]'],
    [
      'body {"username":"anna","password":"hun\\"ter2","refreshToken": "x"}',
      'body {"username":"anna","password":"[redacted]","refreshToken": "[redacted]"}',
    ],
    ['Sign in as admin with the password correct-horse (shown only now)', 'Sign in as admin with the password [redacted] (shown only now)'],
    ['Sign in as admin with the password of the first start', 'Sign in as admin with the password of the first start'],
  ])('%s', (given, shown) => {
    expect(redactText(given)).toBe(shown);
  });

  test('secrets of fields at any depth, in errors and their causes', () => {
    const cause = Object.assign(new Error('https://u:p@h.example is away'), { password: 'x' });
    const clean = JSON.stringify(
      redact({ a: [{ accessToken: 'secret1', nested: new Map([['apiKey', 'secret2']]) }], err: new Error('no', { cause }) }),
    );
    expect(clean).not.toMatch(/secret1|secret2|u:p@|"password":"x"/);
    expect(clean).toContain('https://***@h.example is away');
  });

  test('a circle and a depth without end are cut', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(redact(circle)).toEqual({ self: '[circular]' });
  });
});

describe('a line', () => {
  test('has time, level, part, message and fields', () => {
    const lines = linesOf((into) =>
      createLog({ write: (line) => into.push(line), level: 'info', now: () => at })
        .child('ipc')
        .warn({ id: 3 }, 'Refused'),
    );
    expect(lines).toEqual(['2026-01-02T03:04:05.678Z WARN  ipc: Refused {"id":3}']);
  });

  test('below the level is left out', () => {
    const lines = linesOf((into) => createLog({ write: (line) => into.push(line), level: 'warn', now: () => at }).info('nothing'));
    expect(lines).toEqual([]);
  });

  test('stays one line whatever the message holds', () => {
    const [line] = linesOf((into) =>
      createLog({ write: (each) => into.push(each), level: 'info', now: () => at }).info('a\n2026 ERROR main: forged'),
    );
    expect(line).toBe('2026-01-02T03:04:05.678Z INFO  main: a\\n2026 ERROR main: forged');
  });

  test('shows an error with its stack, without secrets', () => {
    const error = Object.assign(new Error('GET https://a:b@h.example failed'), { code: 'ECONNREFUSED' });
    const [line] = linesOf((into) =>
      createLog({ write: (each) => into.push(each), level: 'info', now: () => at }).error({ err: error }, 'Lost'),
    );
    expect(line).toMatch(/^2026-01-02T03:04:05.678Z ERROR main: Lost \{"err":\{"type":"Error","code":"ECONNREFUSED"/);
    expect(line).toMatch(/\n {4}Error: GET https:\/\/\*\*\*@h\.example failed\n {8}at /);
    expect(line).not.toContain('a:b@');
  });
});

describe('the file', () => {
  test('is begun anew when it is large, and three old ones stay', async () => {
    const file = openLogFile(folder, 'main.log', { mostBytes: 100 });
    for (let line = 0; line < 40; line += 1) file.write(`line ${line} ${'x'.repeat(40)}`);
    expect((await readdir(folder)).sort()).toEqual(['main.1.log', 'main.2.log', 'main.3.log', 'main.log']);
    const all = (
      await Promise.all(['main.3.log', 'main.2.log', 'main.1.log', 'main.log'].map((name) => readFile(path.join(folder, name), 'utf8')))
    ).join('');
    const numbers = [...all.matchAll(/^line (\d+)/gm)].map(([, number]) => Number(number));
    expect(numbers.at(-1)).toBe(39);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] as number) + index));
  });

  test('writes a line as it is', async () => {
    openLogFile(folder, 'main.log').write('100% of {text} %s %o');
    expect(await readFile(path.join(folder, 'main.log'), 'utf8')).toBe('100% of {text} %s %o\n');
  });

  test('its last lines are read; none where there is none', async () => {
    const file = openLogFile(folder, 'main.log');
    for (let line = 0; line < 10; line += 1) file.write(`line ${line}`);
    expect(await readLastLines(file.path, 3)).toEqual(['line 7', 'line 8', 'line 9']);
    expect(await readLastLines(path.join(folder, 'none.log'), 3)).toEqual([]);
  });
});
