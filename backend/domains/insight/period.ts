import { badRequest } from '../domain-error.ts';

const DAY_MS = 86_400_000;
/** A longer period would keep the database busy for one chart. */
const LONGEST_DAYS = 366;

export interface Period {
  from: Date;
  to: Date;
}

/** The period asked for; the last 24 hours where it is left out. @throws BAD_REQUEST */
export function readPeriod(input: { from?: Date | undefined; to?: Date | undefined }, now: Date): Period {
  const to = input.to ?? now;
  const from = input.from ?? new Date(to.getTime() - DAY_MS);
  if (from >= to) throw badRequest(['from'], 'must be before `to`');
  if (to.getTime() - from.getTime() > LONGEST_DAYS * DAY_MS)
    throw badRequest(['from'], `must not be more than ${LONGEST_DAYS} days before \`to\``);
  return { from, to };
}

export const lengthMs = ({ from, to }: Period): number => to.getTime() - from.getTime();
