import { z } from 'zod';
import { CommonParams, defineSync } from '../runner/define-sync.ts';
import { booksAfter, findWithin, HadithCheckpoint, startCounting } from './hadith/hadith-progress.ts';
import { type Book, bookUrl, fetchBook, listEditions } from './hadith/hadith-source.ts';
import { beginEdition, keepBook, storeBook } from './hadith/store-book.ts';
import { readEtags } from './hadith/write-hadiths.ts';
import { mapTogether } from './map-together.ts';

const HadithParams = CommonParams.extend({
  editions: z
    .array(z.string().regex(/^[a-z0-9-]{1,100}$/, 'is no edition such as eng-bukhari'))
    .min(1)
    .max(100)
    .default(['eng-bukhari', 'eng-muslim'])
    .describe('Editions to store, as the source names them: language and collection.'),
  sectionsPerPage: z.int().min(1).max(8).default(4).describe('How many books (sections, to the source) are fetched together.'),
}).strict();

export const hadith = defineSync({
  type: 'hadith',
  title: 'Hadith collections',
  unit: 'hadiths',
  needsNetwork: true,
  batchSize: 200,
  params: HadithParams,
  checkpoint: HadithCheckpoint,

  async *run({ params, checkpoint, sources, http, read, log, signal, batchSize, progress }) {
    const request = { signal, onRetry: (message: string) => progress({ message }) };
    const all = await listEditions(sources.hadith, [...new Set(params.editions)], http, request);
    const editions = all.slice(
      Math.max(
        0,
        all.findIndex(({ edition }) => edition === checkpoint?.edition),
      ),
    );
    const count = startCounting(editions, checkpoint);

    for (const edition of editions) {
      const urlOf = (book: Book) => bookUrl(sources.hadith, edition.edition, book.number);
      const known = await readEtags(read, edition.edition, new Map(edition.books.map((book) => [book.number, urlOf(book)])));
      log.info(`${edition.name} (${edition.edition}) has ${edition.books.length} books, ${known.size} of them stored already`);
      if (edition.edition !== checkpoint?.edition) yield beginEdition(edition, count);

      const books = booksAfter(edition, checkpoint);
      for (let start = 0; start < books.length; start += params.sectionsPerPage) {
        const page = books.slice(start, start + params.sectionsPerPage);
        const answers = await mapTogether(page, params.sectionsPerPage, signal, (book, together) => {
          const etag = findWithin(edition, book, checkpoint) ? undefined : known.get(book.number)?.etag;
          return fetchBook(sources.hadith, edition.edition, book.number, etag, http, { ...request, signal: together });
        });
        for (const [index, answer] of answers.entries()) {
          signal.throwIfAborted();
          const book = page[index] as Book;
          const within = findWithin(edition, book, checkpoint);
          if (answer.status === 'not-modified') yield keepBook(edition, book, known.get(book.number)?.items ?? 0, count);
          else yield* storeBook({ edition, book, url: urlOf(book), answer, within, count, batchSize, signal });
        }
      }
    }
  },
});
