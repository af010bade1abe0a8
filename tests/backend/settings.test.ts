import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from '#backend/settings.ts';

type Env = Record<string, string | undefined>;

/** What the refusal says, line by line. */
function refusalsOf(args: string[], env: Env): string[] {
  try {
    readSettings(args, env);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message.split('\n');
  }
  throw new Error('the settings were taken');
}

describe('settings', () => {
  test('are complete with nothing told', () => {
    const settings = readSettings([], {});
    expect(settings).toEqual({
      port: 4747,
      host: '127.0.0.1',
      dataDir: expect.any(String),
      role: 'all',
      databaseUrl: undefined,
      redisUrl: undefined,
      adminPassword: undefined,
      jwtSecret: undefined,
      firstRun: 'on',
      frontendUrls: [],
      logLevel: 'info',
      metricsPort: undefined,
      otlpEndpoint: undefined,
      traceExporter: undefined,
      quranSource: 'package',
      hadithSource: new URL('https://cdn.jsdelivr.net/gh/fawazahmed0/hadith-api@1'),
      audioSource: new URL('https://mp3quran.net/api/v3'),
      financeSource: new URL('https://cdn.jsdelivr.net/npm/@fawazahmed0/currency-api'),
      headless: false,
    });
    expect(path.isAbsolute(settings.dataDir)).toBe(true);
    expect(path.basename(path.dirname(settings.dataDir)) + path.basename(settings.dataDir)).toContain('syncdeck');
  });

  test('come from the environment', () => {
    const settings = readSettings([], {
      PORT: '0',
      HOST: '::1',
      SYNCDECK_DATA_DIR: 'some/folder',
      SYNCDECK_ROLE: 'worker',
      DATABASE_URL: 'postgresql://user:secret@db.test:5432/name',
      REDIS_URL: 'redis://one.test:6379,rediss://two.test:6379',
      SYNCDECK_ADMIN_PASSWORD: 'eight888',
      SYNCDECK_JWT_SECRET: 'x'.repeat(32),
      SYNCDECK_FIRST_RUN: 'off',
      LOG_LEVEL: 'silent',
      SYNCDECK_QURAN_SOURCE: 'http://quran.test/api/v4',
      SYNCDECK_HADITH_SOURCE: 'http://hadith.test',
      SYNCDECK_AUDIO_SOURCE: 'http://audio.test',
      SYNCDECK_FINANCE_SOURCE: 'http://finance.test',
    });
    expect(settings).toMatchObject({
      port: 0,
      host: '::1',
      dataDir: path.resolve('some/folder'),
      role: 'worker',
      databaseUrl: 'postgresql://user:secret@db.test:5432/name',
      redisUrl: 'redis://one.test:6379,rediss://two.test:6379',
      adminPassword: 'eight888',
      jwtSecret: 'x'.repeat(32),
      firstRun: 'off',
      logLevel: 'silent',
      quranSource: new URL('http://quran.test/api/v4'),
      hadithSource: new URL('http://hadith.test'),
      audioSource: new URL('http://audio.test'),
      financeSource: new URL('http://finance.test'),
    });
  });

  test('of the command line beat those of the environment', () => {
    const env = { PORT: '1', HOST: 'env.test', SYNCDECK_DATA_DIR: '/env', SYNCDECK_ROLE: 'worker', LOG_LEVEL: 'debug' };
    const settings = readSettings(['--port', '2', '--host=flag.test', '--data-dir', '/flag', '--role', 'all', '--headless'], env);
    expect(settings).toMatchObject({
      port: 2,
      host: 'flag.test',
      dataDir: path.resolve('/flag'),
      role: 'all',
      headless: true,
      logLevel: 'debug',
    });
  });

  test('of the command line beat even what the environment has wrong', () => {
    expect(readSettings(['--port', '2'], { PORT: 'wrong' }).port).toBe(2);
  });

  test('take an empty variable for one that is not set', () => {
    const names = [
      'PORT',
      'HOST',
      'SYNCDECK_DATA_DIR',
      'SYNCDECK_ROLE',
      'DATABASE_URL',
      'REDIS_URL',
      'SYNCDECK_JWT_SECRET',
      'FRONTEND_URL',
      'SYNCDECK_TRUSTED_PROXIES',
    ];
    expect(readSettings([], Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readSettings([], {}));
  });

  test('send traces where OpenTelemetry’s own variables say, the one of traces first', () => {
    const base = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.test:4318/otlp/' };
    expect(readSettings([], base).traceExporter).toEqual(new URL('http://collector.test:4318/otlp/v1/traces'));
    const own = { ...base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.test/in' };
    expect(readSettings([], own).traceExporter).toEqual(new URL('https://traces.test/in'));
  });

  test('read SYNCDECK_TRUSTED_PROXIES as addresses and ranges', () => {
    expect(readSettings([], { SYNCDECK_TRUSTED_PROXIES: '10.0.0.0/8,::1' }).trustedProxies).toBe('10.0.0.0/8,::1');
  });

  test('read FRONTEND_URL as a list of origins', () => {
    expect(readSettings([], { FRONTEND_URL: 'https://One.test/app/?a=1' }).frontendUrls).toEqual(['https://one.test']);
    expect(readSettings([], { FRONTEND_URL: 'http://localhost:5173, https://two.test:443/' }).frontendUrls).toEqual([
      'http://localhost:5173',
      'https://two.test',
    ]);
  });
});

describe('a refused setting', () => {
  const PORT = 'a port from 0 to 65535 (0 picks a free one)';
  const ROLE = '`all`, `api` or `worker`';
  const LEVELS = 'one of fatal, error, warn, info, debug, trace, silent';
  const ORIGINS = 'an http:// or https:// origin, or several separated by commas';
  const POSTGRES = 'a postgresql:// URL, or nothing for the embedded PostgreSQL';
  const REDIS =
    'a redis:// or rediss:// URL (of a Redis Cluster: several, separated by commas), or nothing to keep the queue in PostgreSQL';

  test.each([
    ['PORT', 'http', PORT],
    ['PORT', '65536', PORT],
    ['PORT', '-1', PORT],
    ['PORT', '80.5', PORT],
    ['HOST', 'not a host', 'a host name or address to listen on'],
    ['SYNCDECK_ROLE', 'API', ROLE],
    ['DATABASE_URL', 'localhost', POSTGRES],
    ['DATABASE_URL', 'mysql://db.test/name', POSTGRES],
    ['REDIS_URL', 'http://redis.test', REDIS],
    ['REDIS_URL', 'redis://one.test,http://two.test', REDIS],
    ['SYNCDECK_FIRST_RUN', 'true', '`on`, or `off` to queue nothing at the first start'],
    [
      'SYNCDECK_TRUSTED_PROXIES',
      '10.0.0.0/8,proxy',
      'addresses of the reverse proxies in front, or ranges such as 10.0.0.0/8, separated by commas',
    ],
    ['FRONTEND_URL', '*', ORIGINS],
    ['FRONTEND_URL', 'http://one.test,', ORIGINS],
    ['FRONTEND_URL', 'file:///index.html', ORIGINS],
    ['LOG_LEVEL', 'verbose', LEVELS],
    ['SYNCDECK_METRICS_PORT', 'on', `${PORT} where a worker serves its health and metrics`],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4317', 'the http(s) base URL of an OTLP collector, to which v1/traces is added'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'grpc://one.test', 'the http(s) URL of an OTLP collector that takes traces'],
    ['SYNCDECK_QURAN_SOURCE', 'local', '`package`, or the http(s) base URL of a Quran.com API v4'],
    ['SYNCDECK_HADITH_SOURCE', 'ftp://hadith.test', 'the http(s) base URL of the hadith API'],
    ['SYNCDECK_AUDIO_SOURCE', '/audio', 'the http(s) base URL of the mp3quran API v3'],
    ['SYNCDECK_FINANCE_SOURCE', 'finance', 'the http(s) base URL of the currency API, without its date'],
  ])('names its variable, what it got and what it wants: %s=%s', (name, value, wants) => {
    expect(refusalsOf([], { [name]: value })).toEqual([`${name} is "${value}"; it must be ${wants}.`]);
  });

  test.each([
    [['--port', 'http'], `--port is "http"; it must be ${PORT}.`],
    [['--port='], `--port is ""; it must be ${PORT}.`],
    [['--host', 'a b'], '--host is "a b"; it must be a host name or address to listen on.'],
    [['--data-dir='], '--data-dir is ""; it must be a folder that Syncdeck may write in.'],
    [['--role', 'both'], `--role is "both"; it must be ${ROLE}.`],
  ])('of the command line is named by its flag: %j', (args, line) => {
    expect(refusalsOf(args, { PORT: '1', HOST: 'fine', SYNCDECK_ROLE: 'all' })).toEqual([line]);
  });

  test('is told together with all the others', () => {
    const lines = refusalsOf(['--role', 'both'], { PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'nowhere' });
    expect(lines.map((line) => line.split(' is ')[0])).toEqual(['PORT', '--role', 'DATABASE_URL', 'LOG_LEVEL']);
  });

  test.each([
    [['--prot', '1'], "Unknown option '--prot'. The flags are --port, --host, --data-dir, --role, --headless."],
    [['serve'], 'There is an argument that belongs to no flag. The flags are --port, --host, --data-dir, --role, --headless.'],
    [['--port'], "Option '--port <value>' argument missing. The flags are --port, --host, --data-dir, --role, --headless."],
  ])('is also a flag that there is not, or that lacks its value: %j', (args, line) => {
    expect(refusalsOf(args, {})).toEqual([line]);
  });

  test('is told beside an unknown flag', () => {
    expect(refusalsOf(['--prot', '1'], { LOG_LEVEL: 'loud' })).toHaveLength(2);
  });

  test.each([
    ['SYNCDECK_ADMIN_PASSWORD', 'seven77', 'a value of 7 characters', 'a password of 8 to 256 characters for the user admin'],
    ['SYNCDECK_ADMIN_PASSWORD', 'secret'.repeat(50), 'a value of 300 characters', 'a password of 8 to 256 characters for the user admin'],
    ['SYNCDECK_JWT_SECRET', 'too-short-a-secret', 'a value of 18 characters', 'a secret of at least 32 characters'],
  ])('never shows a secret: %s', (name, value, shown, wants) => {
    expect(refusalsOf([], { [name]: value })).toEqual([`${name} is ${shown}; it must be ${wants}.`]);
  });

  test.each([
    ['DATABASE_URL', 'mysql://user:hunter2@db.test/name', '"mysql://***@db.test/name"'],
    ['DATABASE_URL', 'postgresql://user:hunter2@db.test:notaport/name', '"postgresql://***@db.test:notaport/name"'],
    ['REDIS_URL', 'redis://:hunter2@one.test,http://user:hunter2@two.test', '"redis://***@one.test,http://***@two.test"'],
    ['SYNCDECK_AUDIO_SOURCE', 'ftp://user:hunter2@audio.test', '"ftp://***@audio.test"'],
  ])('never shows the credentials in a URL: %s=%s', (name, value, shown) => {
    const [line] = refusalsOf([], { [name]: value });
    expect(line).toContain(`${name} is ${shown};`);
  });

  // Such passwords should be percent-encoded, and that they are not is often why the URL is refused.
  test.each([
    ['mysql://user:hun@ter2@db.test/name'],
    ['postgresql://user:hun/ter2@db.test/name'],
    ['postgresql://user:hun ter2@db.test:notaport/name'],
    ['user:hunter2@db.test/name'],
    ['mysql://db.test/name?user=me&password=hunter2'],
  ])('never shows credentials, however the URL is wrong: %s', (value) => {
    expect(refusalsOf([], { DATABASE_URL: value }).join('\n')).not.toContain('ter2');
  });
});

describe('a database URL', () => {
  test('may have a password with an encoded comma', () => {
    expect(readSettings([], { DATABASE_URL: 'postgresql://user:hun%2Cter2@db.test/name' }).databaseUrl).toContain('%2C');
  });

  test('may have a password with a comma', () => {
    expect(readSettings([], { DATABASE_URL: 'postgresql://user:hun,ter2@db.test/name' }).databaseUrl).toContain('hun,ter2');
  });
  test('is one, not several', () => {
    expect(refusalsOf([], { DATABASE_URL: 'postgresql://one.test/name,postgresql://two.test/name' })).toHaveLength(1);
  });
});

describe('a role', () => {
  const jwtSecret = 'x'.repeat(32);

  test('of api needs a secret that all API processes share', () => {
    expect(refusalsOf(['--role', 'api'], {})).toEqual([
      'SYNCDECK_JWT_SECRET is not set; with the role `api` it must be a secret of at least 32 characters, the same on every API process.',
    ]);
    expect(readSettings(['--role', 'api'], { SYNCDECK_JWT_SECRET: jwtSecret })).toMatchObject({ role: 'api', jwtSecret });
  });

  test('of worker needs the database of the API processes', () => {
    expect(refusalsOf([], { SYNCDECK_ROLE: 'worker' })).toEqual([
      'DATABASE_URL is not set; with the role `worker` it must be the postgresql:// URL of the database that the API processes use.',
    ]);
    expect(readSettings([], { SYNCDECK_ROLE: 'worker', DATABASE_URL: 'postgres://db.test/name' }).role).toBe('worker');
  });

  test('of all needs neither', () => {
    expect(readSettings(['--role', 'all'], {})).toMatchObject({ role: 'all', jwtSecret: undefined, databaseUrl: undefined });
  });
});

test('a stray argument is refused without being repeated', () => {
  const refusals = refusalsOf(['postgresql://user:hunter2@db.test/name'], {});
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).not.toContain('hunter2');
});

test('several Redis URLs may have commas of their own', () => {
  const url = 'redis://:a,b@one.test,redis://:a,b@two.test';
  expect(readSettings([], { REDIS_URL: url }).redisUrl).toBe(url);
});

test('what a role needs is told beside what else does not fit', () => {
  expect(refusalsOf(['--role', 'api', '--port', 'x'], {})).toHaveLength(2);
  expect(refusalsOf(['--role', 'api'], { SYNCDECK_JWT_SECRET: 'short' })).toHaveLength(1);
});
