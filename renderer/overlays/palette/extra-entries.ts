import { create } from 'zustand';
import type { Entry } from './entry.ts';

/** What the palette has beyond one environment's console: in the desktop app, the other environments. */
export const useExtraEntries = create<{ title: string; entries: readonly Entry[] }>()(() => ({ title: '', entries: [] }));
