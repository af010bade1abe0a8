import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'comfortable';
export type Language = 'en' | 'ar';

/** A named query of the job list. */
export interface SavedView {
  name: string;
  query: string;
}

export interface Preferences {
  theme: Theme;
  density: Density;
  language: Language;
  /** `local`: this machine's; or a zone of the IANA database. */
  timeZone: string;
  /** Single keys act on jobs and lists; off for those whom they disturb. */
  hasShortcuts: boolean;
  views: SavedView[];
  set(change: Partial<Omit<Preferences, 'set'>>): void;
}

/** What a person likes, kept in this browser. renderer/public/theme.js reads it before the first paint. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      density: 'compact',
      language: 'en',
      timeZone: 'local',
      hasShortcuts: true,
      views: [],
      set,
    }),
    { name: 'syncdeck.preferences', version: 1 },
  ),
);

let machineZone: string | undefined;

/** The chosen zone by its IANA name. The machine's is asked for once: each row of a list would otherwise make a format for it. */
export function resolveTimeZone(timeZone: string): string {
  if (timeZone !== 'local') return timeZone;
  machineZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return machineZone;
}

export const useTimeZone = (): string => usePreferences((state) => resolveTimeZone(state.timeZone));
