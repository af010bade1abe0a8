import { z } from 'zod';
import { upsertRows } from '../infra/database/upsert-rows.ts';
import { SourceError } from '../infra/http/source-error.ts';
import { CommonParams, defineSync, PermanentSyncError, type RunContext } from '../runner/define-sync.ts';
import { type DayRates, fetchRates, readPackagedRates } from './finance/rates-source.ts';

const FinanceParams = CommonParams.extend({
  bases: z
    .array(z.string().regex(/^[a-z0-9]{2,15}$/, 'is no currency code in lower-case letters'))
    .min(1)
    .max(400)
    .default(['usd', 'eur'])
    .describe('Currencies and metals (xau, xag) whose rates against all others are stored, by lower-case code.'),
  date: z
    .union([z.literal('latest'), z.iso.date()])
    .default('latest')
    .describe('The day of the rates, or `latest`. A day that can’t be had fails the run with its reason.'),
}).strict();

// The day is kept, so that a run that began with `latest` stays with the day that it began with.
const FinanceCheckpoint = z
  .object({ date: z.iso.date(), base: z.int(), rates: z.int(), done: z.int() })
  .describe('The day; how many bases are stored in full, and how many rates of the next; how many rates in all.');

type Context = RunContext<z.output<typeof FinanceParams>, z.output<typeof FinanceCheckpoint>>;

export const finance = defineSync({
  type: 'finance',
  title: 'Exchange rates',
  unit: 'rates',
  needsNetwork: false,
  batchSize: 200,
  params: FinanceParams,
  checkpoint: FinanceCheckpoint,

  async *run(context) {
    const { params, checkpoint, log, signal, batchSize } = context;
    const bases = [...new Set(params.bases)];
    let date = checkpoint?.date ?? params.date;
    let done = checkpoint?.done ?? 0;

    for (let index = checkpoint?.base ?? 0; index < bases.length; index++) {
      signal.throwIfAborted();
      const { rates, from, ...day } = await obtainRates(context, bases[index] as string, date);
      date = day.date;
      log.info(`${rates.length} rates of ${day.base} on ${date}, from ${from}`);
      const first = index === checkpoint?.base ? checkpoint.rates : 0;
      // The others are taken to have as many as this one, until they are there.
      const total = done + (rates.length - first) + (bases.length - index - 1) * rates.length;
      for (let start = first; start < rates.length; start += batchSize) {
        signal.throwIfAborted();
        const rows = rates.slice(start, start + batchSize).map((rate) => ({ date: day.date, base: day.base, ...rate }));
        const end = start + rows.length;
        done += rows.length;
        yield {
          write: async (tx) => ({ items: await upsertRows(tx, FINANCE_RATES, rows) }),
          checkpoint: end < rates.length ? { date, base: index, rates: end, done } : { date, base: index + 1, rates: 0, done },
          done,
          total,
          message: `${day.base} on ${date}`,
          details: { ratesDate: date, ratesFrom: from },
        };
      }
    }
  },
});

/** From the source; where that is out of reach, from the installed package, if that carries the day that is wanted. */
async function obtainRates(context: Context, code: string, date: string): Promise<DayRates & { from: string }> {
  const { params, sources, log } = context;
  try {
    return { ...(await fetchDay(context, code, date)), from: sources.finance.host };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // A run that began with `latest` may be bound to the package's day, which the source need not have.
    const bound = params.date === 'latest' && date !== 'latest';
    if (error.status === 404 && !bound) {
      const when = date === 'latest' ? '' : ` on ${date}`;
      throw new PermanentSyncError(`There are no rates of ${code}${when}: ${error.message}`, { cause: error });
    }
    if (!error.temporary && !bound) throw error;
    const packaged = await readPackagedRates(code);
    if (packaged && (date === 'latest' || date === packaged.date)) {
      log.warn(`${error.message}. The installed package's rates of ${packaged.date} are taken instead`);
      return { ...packaged, from: 'package' };
    }
    const instead = packaged ? `carries ${packaged.date}, not ${date}` : `has no rates of ${code}`;
    throw error.withMore(`, and the installed package ${instead}`);
  }
}

async function fetchDay({ params, sources, http, signal, progress }: Context, code: string, date: string): Promise<DayRates> {
  const request = { signal, onRetry: (message: string) => progress({ message }) };
  if (params.date === 'latest' && date !== 'latest') {
    // The newest day has its dated address a little later than `latest`, so that is asked first.
    const newest = await fetchRates(sources.finance, code, 'latest', http, request);
    if (newest.date === date) return newest;
  }
  return fetchRates(sources.finance, code, date, http, request);
}

const FINANCE_RATES = {
  table: 'finance_rates',
  key: ['date', 'base', 'quote'],
  columns: { date: 'date', base: 'text', quote: 'text', rate: 'numeric(38,18)' },
};
