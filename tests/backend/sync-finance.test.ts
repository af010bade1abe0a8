import packagedUsd from '@fawazahmed0/currency-api/v1/currencies/usd.json' with { type: 'json' };
import { beforeEach, describe, expect, test } from 'vitest';
import { PermanentSyncError } from '#backend/runner/define-sync.ts';
import { finance } from '#backend/sync/finance.ts';
import { driveSync, NOWHERE } from '#tests/support/drive-sync.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { sendJson, sendStatus, sendText, staySilent, useSourceServer } from '#tests/support/source-server.ts';
import eur from '../fixtures/finance/eur.json' with { type: 'json' };
import usd from '../fixtures/finance/usd.json' with { type: 'json' };

const database = useScratchDatabase();
const server = useSourceServer();
const ratesPath = (date: string, code: string) => `/npm/currency-api@${date}/v1/currencies/${code}.json`;
const drive = (options: Partial<Parameters<typeof driveSync>[1]> = {}) =>
  driveSync(finance, { connectionString: database.connectionString, sources: { finance: server.url('/npm/currency-api') }, ...options });
const offline = { sources: { finance: NOWHERE } };
const readAll = () => database.query('SELECT date::text, base, quote, rate::text FROM finance_rates ORDER BY base, quote');

beforeEach(() => database.query('TRUNCATE finance_rates'));

function serve(date = 'latest') {
  server.on(ratesPath(date, 'usd'), sendJson(usd));
  server.on(ratesPath(date, 'eur'), sendJson(eur));
}

describe('exchange rates over HTTP', () => {
  test('stores the newest day’s rates, metals too, and a second run finds them unchanged', async () => {
    serve();
    const first = await drive();
    expect(first).toMatchObject({ finished: true, done: 12, total: 12, counts: { created: 12, updated: 0, unchanged: 0 } });
    expect(first.details).toEqual({ ratesDate: '2026-11-20', ratesFrom: new URL(server.origin).host });
    expect(await database.query(`SELECT date::text, rate::float AS rate FROM finance_rates WHERE base = 'usd' AND quote = 'xau'`)).toEqual([
      { date: '2026-11-20', rate: usd.usd.xau },
    ]);
    expect((await drive()).counts).toEqual({ created: 0, updated: 0, unchanged: 12 });
  });

  test('asks for a dated address where a day is wanted, and checks that it came', async () => {
    serve('2026-11-20');
    expect((await drive({ params: { date: '2026-11-20', bases: ['usd'] } })).counts.created).toBe(6);
    server.on(ratesPath('2026-11-19', 'usd'), sendJson(usd));
    await expect(drive({ params: { date: '2026-11-19' } })).rejects.toThrow(
      /usd\.json sent the rates of 2026-11-20 instead of 2026-11-19$/,
    );
  });

  test('goes on from a checkpoint with the day that it began with, no gap and no repeat', async () => {
    serve();
    await drive();
    const expected = await readAll();
    await database.query('TRUNCATE finance_rates');
    const part = await drive({ batchSize: 4, stopAfter: 2 });
    expect(part).toMatchObject({ checkpoint: { date: '2026-11-20', base: 1, rates: 0, done: 6 }, total: 12 });
    const within = await drive({ batchSize: 4, stopAfter: 1, checkpoint: part.checkpoint });
    expect(within.checkpoint).toEqual({ date: '2026-11-20', base: 1, rates: 4, done: 10 });
    // Meanwhile a new day came out: the run stays with its own.
    server.on(ratesPath('latest', 'eur'), sendJson({ ...eur, date: '2026-11-21' }));
    server.on(ratesPath('2026-11-20', 'eur'), sendJson(eur));
    const rest = await drive({ batchSize: 4, checkpoint: within.checkpoint });
    expect(rest).toMatchObject({ finished: true, done: 12, total: 12, counts: { created: 2, updated: 0, unchanged: 0 } });
    expect(await readAll()).toEqual(expected);
  });

  test('fails for good on a day that the source does not have', async () => {
    const run = drive({ params: { date: '1999-01-01' } });
    await expect(run).rejects.toThrow(PermanentSyncError);
    await expect(run).rejects.toThrow(/^There are no rates of usd on 1999-01-01: .*@1999-01-01\/v1\/currencies\/usd\.json answered 404$/);
    await expect(drive({ params: { bases: ['zzz'] } })).rejects.toThrow(/^There are no rates of zzz: /);
  });

  test('fails on broken answers without taking the package for them', async () => {
    server.on(ratesPath('latest', 'usd'), sendText('<html>'));
    await expect(drive()).rejects.toThrow(/usd\.json sent something that is not JSON/);
    server.on(ratesPath('latest', 'usd'), sendJson({ date: '2026-11-20', usd: { eur: 'x' } }));
    await expect(drive()).rejects.toThrow(/at usd\.eur/);
    server.on(ratesPath('latest', 'usd'), sendStatus(403));
    await expect(drive()).rejects.toThrow(/answered 403$/);
  });

  test('stops at once when aborted in the middle of a request', async () => {
    server.on(ratesPath('latest', 'usd'), staySilent);
    const controller = new AbortController();
    const asked = server.requested(ratesPath('latest', 'usd'));
    const ended = expect(drive({ signal: controller.signal })).rejects.toThrow('paused');
    await asked;
    controller.abort(new Error('paused'));
    await ended;
  });
});

describe('exchange rates where the source is out of reach', () => {
  test('are the installed package’s, and the result says of which day', async () => {
    const run = await drive({ ...offline, params: { bases: ['usd', 'eur', 'xau'] } });
    expect(run).toMatchObject({ finished: true, details: { ratesDate: packagedUsd.date, ratesFrom: 'package' } });
    expect(run.counts.created).toBe(run.total);
    expect(run.counts.created).toBeGreaterThan(900);
    expect(run.logs.filter(({ level }) => level === 'warn')[0]?.message).toMatch(
      /^127\.0\.0\.1:5\/nowhere@latest\/v1\/currencies\/usd\.json refused the connection after 3 tries\. The installed package's rates of 2026-09-29 are taken instead$/,
    );
  });

  test('are to be had for the very day that the package carries, also behind a 503', async () => {
    const params = { date: packagedUsd.date, bases: ['usd'], ratePerSecond: 50 };
    expect((await drive({ ...offline, params })).batches).toBe(Math.ceil(Object.keys(packagedUsd.usd).length / 50));
    server.otherwise(sendStatus(503));
    expect((await drive({ params })).details).toEqual({ ratesDate: packagedUsd.date, ratesFrom: 'package' });
  });

  test('go on from the package’s day when the source is back without that day', async () => {
    const part = await drive({ ...offline, stopAfter: 1 });
    serve();
    const rest = await drive({ checkpoint: part.checkpoint });
    expect(rest.details).toEqual({ ratesDate: packagedUsd.date, ratesFrom: 'package' });
    expect(rest.counts.unchanged + rest.counts.updated).toBe(0);
    expect(rest.counts.created).toBe((rest.total ?? 0) - part.counts.created);
  });

  test('fail for any other day, and for a currency that the package lacks', async () => {
    await expect(drive({ ...offline, params: { date: '2026-01-01' } })).rejects.toThrow(
      '127.0.0.1:5/nowhere@2026-01-01/v1/currencies/usd.json refused the connection after 3 tries, and the installed package carries 2026-09-29, not 2026-01-01',
    );
    await expect(drive({ ...offline, params: { bases: ['zzz'] } })).rejects.toThrow(/and the installed package has no rates of zzz$/);
  });
});

test('exchange rates take {} as their params, and refuse what they do not know', () => {
  expect(finance.params.parse({})).toEqual({ bases: ['usd', 'eur'], date: 'latest' });
  for (const params of [{ bases: ['../x'] }, { bases: [] }, { date: 'tomorrow' }, { x: 1 }])
    expect(finance.params.safeParse(params).success).toBe(false);
});
