import type { NotifiedEvent } from '#electron/bridge/notification-rules.ts';

/** What is told as one: failures of one signature in one environment, or what completed or runs long of one type. */
export interface Group {
  /** Names its notification, too; Windows takes 64 characters. */
  key: string;
  event: Exclude<NotifiedEvent, 'connection lost'>;
  environmentId: string;
  /** What the failures have in common; empty where the server says none. Of the others, their job type. */
  signature: string;
  jobTypes: string[];
  newest: { jobId: string; jobName: string; jobType: string };
  message: string | null;
  /** Jobs, each counted once however often it failed. */
  count: number;
  /** Jobs that are failed now, up to a limit; what is past it is only counted. */
  open: string[];
  untracked: number;
  /** Jobs that were among them, and were retried or deleted since. */
  closed: string[];
  /** Milliseconds since 1970, as the server says. */
  since: number;
  last: number;
  /** A rule that fits one of them says `always`. */
  isUrgent: boolean;
  hasSound: boolean;
  /**
   * fresh: not yet decided; held: kept back; missed: from a sleep or a gap, of which one tells in sum; shown: has a notification of its own;
   * summed: told within a sum, so it has none; dismissed: a person closed it.
   */
  told: 'fresh' | 'held' | 'missed' | 'shown' | 'summed' | 'dismissed';
  heldBecause: Barrier | null;
  /** What its notification says is old since then. */
  changedAt: number | null;
  /** Its notification is there, as far as is known. */
  isUp: boolean;
}

/** Why a notification is not shown now. */
export type Barrier = 'muted' | 'quiet hours' | 'limit';

export interface EnvironmentLink {
  kind: 'connecting' | 'catching up' | 'live' | 'offline';
  since: number;
  /** Since when it is not live any more, whatever it tried meanwhile; null while it is, and for a local backend that was not to start. */
  lostSince: number | null;
  needsSignIn: boolean;
  reason: string;
  /** When it was first heard of. */
  knownSince: number;
  isTold: boolean;
}

export interface RunningJob {
  jobId: string;
  jobName: string;
  jobType: string;
  priority: number | null;
  since: number;
  isTold: boolean;
}

/** What happened in one environment while nobody could be told one by one. */
export interface Missed {
  cause: 'sleep' | 'gap';
  environmentId: string;
  from: number;
  to: number;
  /** Incidents that began then. */
  keys: string[];
  completed: number;
}

export interface NotificationsState {
  serial: number;
  groups: Group[];
  mutedUntil: number | null;
  /** When new notifications were shown, those apart that a limit doesn't hold; of the last hour. */
  shownAt: number[];
  links: Record<string, EnvironmentLink>;
  running: Record<string, RunningJob[]>;
  /** One for environments that were lost together. */
  lost: { key: string; environmentIds: string[]; at: number; hasSound: boolean }[];
  /** A sleep whose events may still come; `to`: null while it lasts. */
  sleep: { from: number; to: number | null } | null;
  /** The last wake: what was lost before is given time anew. */
  wokeAt: number;
  missed: Missed[];
  /** As last told. */
  openFailures: Record<string, number>;
}

export const emptyState: NotificationsState = {
  serial: 0,
  groups: [],
  mutedUntil: null,
  shownAt: [],
  links: {},
  running: {},
  lost: [],
  sleep: null,
  wokeAt: 0,
  missed: [],
  openFailures: {},
};

/** Jobs of an incident that are failed now. */
export const openCount = ({ event, open, untracked }: Group): number => (event === 'failed' ? open.length + untracked : 0);
