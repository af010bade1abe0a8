import { create } from 'zustand';

/** Rows that no longer fit the query and stay where they are. A row renders again for itself alone. */
export const useGoneRows = create<{ jobIds: ReadonlySet<string> }>()(() => ({ jobIds: new Set() }));

export const setGoneRows = (jobIds: ReadonlySet<string>): void => useGoneRows.setState({ jobIds });
