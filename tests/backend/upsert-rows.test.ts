import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sql } from '#backend/infra/database/sql.ts';
import { upsertRows } from '#backend/infra/database/upsert-rows.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';

const database = useScratchDatabase();
const spec = {
  table: 'odd "things"',
  key: ['a', 'b'],
  columns: { a: 'integer', b: 'text', value: 'numeric(10,2)', data: 'jsonb', at: 'timestamptz(3)' },
};
const sql: Sql = { query: (text, values) => database.query(text, values) };
const upsert = (...rows: object[]) => upsertRows(sql, spec, rows);

beforeAll(() =>
  database.query(`CREATE TABLE "odd ""things""" (a integer, b text, value numeric(10,2), data jsonb, at timestamptz(3),
    updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (a, b))`),
);
beforeEach(() => database.query('TRUNCATE "odd ""things"""'));

describe('upserting rows', () => {
  test('counts what it made, what it changed, and what was right already', async () => {
    const row = { a: 1, b: 'x', value: 1.5, data: { k: [1] }, at: new Date('2026-01-01T00:00:00Z') };
    expect(await upsert(row, { ...row, a: 2 })).toEqual({ created: 2, updated: 0, unchanged: 0 });
    await database.query(`UPDATE "odd ""things""" SET updated_at = '2000-01-01'`);
    // Beyond the column's two digits nothing differs.
    expect(await upsert({ ...row, value: 1.501 }, { ...row, a: 2, value: null }, { ...row, a: 3 })).toEqual({
      created: 1,
      updated: 1,
      unchanged: 1,
    });
    expect(await database.query(`SELECT a, value, updated_at > '2001-01-01' AS moved FROM "odd ""things""" ORDER BY a`)).toEqual([
      { a: 1, value: '1.50', moved: false },
      { a: 2, value: null, moved: true },
      { a: 3, value: '1.50', moved: true },
    ]);
  });

  test('takes the last of rows with one key, and no rows at all', async () => {
    expect(await upsert({ a: 1, b: 'x', value: 1 }, { a: 1, b: 'y' }, { a: 1, b: 'x', value: 2 })).toEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
    });
    expect(await database.query(`SELECT value FROM "odd ""things""" WHERE b = 'x'`)).toEqual([{ value: '2.00' }]);
    expect(await upsert()).toEqual({ created: 0, updated: 0, unchanged: 0 });
  });

  test('never deadlocks where two write the same rows in opposite orders', async () => {
    const clients = await Promise.all(
      [1, 2].map(async () => {
        const client = new pg.Client({ connectionString: database.connectionString });
        await client.connect();
        return client;
      }),
    );
    const rows = Array.from({ length: 300 }, (_, a) => ({ a, b: 'x' }));
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        clients.map(async (client, index) => {
          const tx: Sql = { query: async (text, values) => (await client.query(text, values && [...values])).rows };
          const mine = rows.map((row) => ({ ...row, value: round * 2 + index }));
          await upsertRows(tx, spec, index === 0 ? mine : mine.reverse());
        }),
      );
    }
    await Promise.all(clients.map((client) => client.end()));
    expect(await database.query('SELECT count(*)::int AS rows, count(DISTINCT value)::int AS values FROM "odd ""things"""')).toEqual([
      { rows: 300, values: 1 },
    ]);
  });
});
