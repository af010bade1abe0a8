import { create } from 'zustand';
import { parseIds } from './parse-ids.ts';

interface IdsStore {
  text: string;
  /** Those that were looked up; the text may have gone on since. */
  jobIds: readonly string[];
  /** How many more the text had than are looked up at once; null before the first look. */
  left: number | null;
}

/** Ids that somebody pasted, kept while the console is open: too many for the address. */
export const useIds = create<IdsStore>()(() => ({ text: '', jobIds: [], left: null }));

export const writeIds = (text: string): void => useIds.setState({ text });

export const lookUpIds = (): void => useIds.setState(({ text }) => parseIds(text));

export const clearIds = (): void => useIds.setState({ text: '', jobIds: [], left: null });
