import { z } from 'zod';
import type { Book, Edition } from './hadith-source.ts';

export const HadithCheckpoint = z
  .object({
    edition: z.string(),
    book: z.int(),
    // Null: the book is stored in full. Otherwise its hadiths up to this number are, so many of them, from the answer with this ETag.
    within: z.object({ number: z.number(), stored: z.int(), etag: z.string().nullable() }).nullable(),
    done: z.int(),
  })
  .describe('The edition and book that were written last, how far within the book, and how many hadiths in all.');
export type HadithCheckpoint = z.output<typeof HadithCheckpoint>;

/** The books of an edition that are not stored in full. */
export function booksAfter({ edition, books }: Edition, checkpoint: HadithCheckpoint | null): Book[] {
  if (edition !== checkpoint?.edition) return books;
  return books.filter(({ number }) => number > checkpoint.book || (number === checkpoint.book && checkpoint.within !== null));
}

/** How far the run is within the book, where it was interrupted there. */
export function findWithin({ edition }: Edition, book: Book, checkpoint: HadithCheckpoint | null) {
  return edition === checkpoint?.edition && book.number === checkpoint.book ? checkpoint.within : null;
}

export interface HadithCount {
  done: number;
  /** Hadiths of the books that are still to come, by the listing; null where it doesn't say. */
  ahead: number | null;
}

/** `editions` are those that are not stored in full. */
export function startCounting(editions: readonly Edition[], checkpoint: HadithCheckpoint | null): HadithCount {
  const books = editions.flatMap((edition) => booksAfter(edition, checkpoint));
  const listed = editions.every((edition) => edition.books.some(({ expected }) => expected > 0));
  return { done: checkpoint?.done ?? 0, ahead: listed ? books.reduce((sum, { expected }) => sum + expected, 0) : null };
}

/** How many hadiths the run has in all, as far as is known: the listing is not exact, an answer is. */
export function totalOf({ done, ahead }: HadithCount, restOfBook: number): number | null {
  return ahead === null ? null : done + restOfBook + ahead;
}
