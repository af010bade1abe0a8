import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { HttpClient, RequestOptions } from '../../infra/http/http-client.ts';
import { parseJsonBody } from '../../infra/http/json-body.ts';
import { nameSource, SourceError } from '../../infra/http/source-error.ts';

// From here, so that it finds the package from the bundle in dist/ too.
const { resolve } = createRequire(import.meta.url);

/** What one unit of the base is worth on a day, in every currency, metal and coin that the source knows. */
export interface DayRates {
  date: string;
  base: string;
  /** Sorted by quote, so that a checkpoint within a day's rates holds. */
  rates: { quote: string; rate: number }[];
}

/** The rates of a day, `latest` or an ISO date. */
export async function fetchRates(base: URL, code: string, date: string, http: HttpClient, request: RequestOptions): Promise<DayRates> {
  const url = ratesUrl(base, code, date);
  const found = toDayRates(code, await http.getBody(url, { ...request, schema: ratesSchema(code) }));
  if (date === 'latest' || found.date === date) return found;
  throw new SourceError(`sent the rates of ${found.date} instead of ${date}`, { kind: 'invalid', source: nameSource(url) });
}

/** The rates that the installed package carries, or null where it doesn't know the base. */
export async function readPackagedRates(code: string): Promise<DayRates | null> {
  // Codes are short words, checked in the params, so none leads out of the folder.
  const path = `${resolve('@fawazahmed0/currency-api/package.json').replace(/package\.json$/, '')}v1/currencies/${code}.json`;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : toDayRates(code, parseJsonBody(new URL(`file://package/${code}.json`), text, ratesSchema(code)));
}

/** `…/currency-api` + `@2026-09-29` + `/v1/currencies/usd.json`. */
function ratesUrl(base: URL, code: string, date: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, '')}@${date}/v1/currencies/${code}.json`;
  return url;
}

function ratesSchema(code: string) {
  return z.object({ date: z.iso.date(), [code]: z.record(z.string(), z.number().positive()) });
}

function toDayRates(code: string, body: z.output<ReturnType<typeof ratesSchema>>): DayRates {
  const rates = Object.entries(body[code] as Record<string, number>).map(([quote, rate]) => ({ quote, rate }));
  return { date: body.date as string, base: code, rates: rates.sort((a, b) => (a.quote < b.quote ? -1 : 1)) };
}
