import type { AnySync } from '../runner/define-sync.ts';
import { audio } from './audio.ts';
import { finance } from './finance.ts';
import { hadith } from './hadith.ts';
import { prayer } from './prayer.ts';
import { quran } from './quran.ts';

/** The job types of this installation. A new one is a file beside this one, and its name here. */
export const syncs: readonly AnySync[] = [quran, prayer, hadith, audio, finance];
