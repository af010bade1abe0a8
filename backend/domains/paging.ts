import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DateTime } from '#contract/schemas/common.ts';
import { badRequest } from './domain-error.ts';

/** The place after which a page begins: the values of the sort's columns (times and numbers) in the last row of the page before. */
export type Place = readonly (Date | string | number | null)[];

/** What a cursor holds: its place, and what the first page found out that the others need not ask again. */
export interface CursorContent {
  after: Place;
  total?: number | undefined;
}

const Content = z.tuple([
  z.string(),
  z.array(z.union([DateTime, z.number().int(), z.null()])).max(4),
  z.number().int().nonnegative().nullable(),
]);

/** Stands for the filter and the order that a cursor belongs to. */
function fingerprint(filter: object): string {
  const { cursor: _cursor, limit: _limit, ...rest } = filter as Record<string, unknown>;
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  return createHash('sha256')
    .update(JSON.stringify(known.sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url')
    .slice(0, 12);
}

export function writeCursor(filter: object, { after, total }: CursorContent): string {
  return Buffer.from(JSON.stringify([fingerprint(filter), after, total ?? null])).toString('base64url');
}

/** @throws BAD_REQUEST for a cursor that is not ours, has another number of columns, or belongs to another filter or order. */
export function readCursor(filter: object & { cursor?: string | undefined }, columns: number): CursorContent | null {
  if (filter.cursor === undefined) return null;
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(filter.cursor, 'base64url').toString('utf8'));
  } catch {
    json = null;
  }
  const content = Content.safeParse(json);
  if (!content.success || content.data[1].length !== columns) {
    throw badRequest(['cursor'], 'is no cursor of this list: take `nextCursor` of the page before, or leave it out for the first page');
  }
  const [of, after, total] = content.data;
  if (of !== fingerprint(filter)) throw badRequest(['cursor'], 'belongs to another filter or order: leave it out to begin again');
  return { after, total: total ?? undefined };
}

/** Cuts rows, of which one more than a page was asked for, into a page and the place after which the next one begins. */
export function cutPage<Row>(rows: readonly Row[], limit: number, placeOf: (row: Row) => Place): { rows: Row[]; next: Place | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? placeOf(last) : null };
}
