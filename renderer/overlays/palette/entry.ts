import type { Job } from '#contract/schemas/job.ts';
import type { IconName } from '#renderer/components/Icon.tsx';

/** One line of the palette. */
export interface Entry {
  /** The same for the same thing, whatever is typed. */
  id: string;
  icon: IconName;
  label: string;
  /** At its end: what it would change, or where it stands. */
  detail?: string | undefined;
  /** A key that does the same elsewhere. */
  keys?: string | undefined;
  /** It is a job: shown with its status. */
  job?: Job;
  /** Nothing happens now; the detail says why. */
  isOff?: boolean;
  /** The palette stays open: this leads to more of it. */
  stays?: boolean;
  run(): void;
}

export interface Section {
  id: string;
  title: string;
  entries: readonly Entry[];
}

export const filled = (sections: readonly Section[]): Section[] => sections.filter(({ entries }) => entries.length > 0);
