import { z } from 'zod';
import type { HttpClient, JsonAnswer, RequestOptions } from '../../infra/http/http-client.ts';
import { nameSource, SourceError } from '../../infra/http/source-error.ts';
import { PermanentSyncError } from '../../runner/define-sync.ts';
import { appendPath } from '../append-path.ts';

// info.json lists every hadith of every collection, and so is by far the largest answer.
const MAX_INFO_BYTES = 64 * 1024 * 1024;

// The source leaves out what it doesn't know, or says null.
const textOr = (fallback: string) =>
  z
    .string()
    .nullish()
    .transform((text) => text ?? fallback);

const Editions = z.record(
  z.string(),
  z.object({
    name: z.string(),
    collection: z.array(
      z.object({
        name: z.string(),
        book: z.string(),
        author: textOr('Unknown'),
        language: textOr(''),
        direction: z.enum(['ltr', 'rtl']).default('ltr'),
        source: textOr(''),
      }),
    ),
  }),
);

const SectionDetail = z.object({ hadithnumber_first: z.number().nullish(), hadithnumber_last: z.number().nullish() });

const Info = z.record(
  z.string(),
  z.object({
    metadata: z.object({
      sections: z.record(z.string().regex(/^\d+$/), z.string()),
      section_details: z.record(z.string(), SectionDetail).default({}),
    }),
    hadiths: z.array(z.object({ reference: z.object({ book: z.int() }) })).default([]),
  }),
);

const Section = z.object({
  hadiths: z.array(
    z.object({
      hadithnumber: z.number(),
      arabicnumber: z.number().nullish(),
      // Some hadiths have a number but no text in an edition.
      text: textOr(''),
      grades: z.array(z.json()).default([]),
      reference: z.object({ book: z.int(), hadith: z.number() }),
    }),
  ),
});
export type SourceHadith = z.output<typeof Section>['hadiths'][number];

export interface Book {
  number: number;
  name: string;
  firstHadith: number | null;
  lastHadith: number | null;
  /** How many hadiths it has by the listing; the book itself may have a few more or less. */
  expected: number;
}

export interface Edition {
  edition: string;
  collection: string;
  name: string;
  author: string;
  language: string;
  direction: string;
  source: string;
  /** By number; the source calls them sections. */
  books: Book[];
}

/** The wanted editions with their books. */
export async function listEditions(base: URL, wanted: readonly string[], http: HttpClient, request: RequestOptions): Promise<Edition[]> {
  const editions = await withFallback(base, 'editions', (url) => http.getBody(url, { ...request, schema: Editions }));
  const info = await withFallback(base, 'info', (url) => http.getBody(url, { ...request, schema: Info, maxBytes: MAX_INFO_BYTES }));
  const known = Object.values(editions).flatMap(({ name, collection }) => collection.map((edition) => ({ ...edition, title: name })));
  return wanted.map((edition) => {
    const found = known.find(({ name }) => name === edition);
    if (!found)
      throw new PermanentSyncError(`${nameSource(base)} has no edition ${edition}; it has ${known.map(({ name }) => name).join(', ')}`);
    const { book: collection, title: name, author, language, direction, source } = found;
    return { edition, collection, name, author, language, direction, source, books: listBooks(info[collection]) };
  });
}

function listBooks(info: z.output<typeof Info>[string] | undefined): Book[] {
  if (!info) return [];
  const { sections, section_details } = info.metadata;
  const sizes = new Map<number, number>();
  for (const { reference } of info.hadiths) sizes.set(reference.book, (sizes.get(reference.book) ?? 0) + 1);
  return Object.entries(sections)
    .map(([key, name]) => ({
      number: Number(key),
      name,
      firstHadith: section_details[key]?.hadithnumber_first ?? null,
      lastHadith: section_details[key]?.hadithnumber_last ?? null,
      expected: sizes.get(Number(key)) ?? 0,
    }))
    .sort((a, b) => a.number - b.number);
}

/** What an edition's book is found under, and what its ETag is kept under. */
export function bookUrl(base: URL, edition: string, book: number): URL {
  return appendPath(base, `editions/${edition}/sections/${book}.json`);
}

/** A book's hadiths, one for each number and in their order, so that a checkpoint within it holds. */
export async function fetchBook(
  base: URL,
  edition: string,
  book: number,
  etag: string | undefined,
  http: HttpClient,
  request: RequestOptions,
): Promise<JsonAnswer<SourceHadith[]>> {
  const answer = await withFallback(base, `editions/${edition}/sections/${book}`, (url, isFallback) =>
    // An ETag belongs to one of the two forms.
    isFallback
      ? http.getBody(url, { ...request, schema: Section }).then((body) => ({ status: 'ok' as const, body, etag: null }))
      : http.getJson(url, { ...request, etag, schema: Section }),
  );
  if (answer.status === 'not-modified') return answer;
  const byNumber = new Map(answer.body.hadiths.map((hadith) => [hadith.hadithnumber, hadith]));
  return { ...answer, body: [...byNumber.values()].sort((a, b) => a.hadithnumber - b.hadithnumber) };
}

// The source asks its readers to fall back from one form of a file to the other: jsDelivr now and then lacks or refuses one of them.
async function withFallback<Result>(base: URL, path: string, get: (url: URL, isFallback: boolean) => Promise<Result>): Promise<Result> {
  try {
    return await get(appendPath(base, `${path}.json`), false);
  } catch (error) {
    if (!(error instanceof SourceError) || (error.status !== 403 && error.status !== 404)) throw error;
    return get(appendPath(base, `${path}.min.json`), true).catch((second: unknown) => {
      throw second instanceof SourceError ? error.withMore(', and its .min.json is not to be had either') : second;
    });
  }
}
