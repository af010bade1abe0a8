import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Recents {
  /** Whose they are: the next person at this browser starts with none. */
  username: string;
  /** The newest first. */
  pages: readonly string[];
  jobIds: readonly string[];
}

const MOST = 5;
const none: Recents = { username: '', pages: [], jobIds: [] };

/** Pages and jobs that a person looked at last, kept in this browser. */
export const useRecents = create<Recents>()(persist(() => none, { name: 'syncdeck.recent', version: 1 }));

const toFront = <Item>(item: Item, items: readonly Item[]): Item[] => [item, ...items.filter((each) => each !== item)].slice(0, MOST);

export function rememberVisit(username: string, page: string, jobId?: string): void {
  useRecents.setState((before) => {
    const { pages, jobIds } = before.username === username ? before : none;
    return { username, pages: toFront(page, pages), jobIds: jobId === undefined ? jobIds : toFront(jobId, jobIds) };
  });
}
