import type { Barrier, Group } from './state.ts';

interface Common {
  /** The same key is the same notification. */
  key: string;
  hasSound: boolean;
}

export interface GroupNotice
  extends Common,
    Pick<Group, 'environmentId' | 'signature' | 'jobTypes' | 'newest' | 'message' | 'count' | 'since' | 'last'> {
  kind: 'incident' | 'completed' | 'long run';
  /** Of an incident: jobs that are failed still. */
  open: number;
}

/** Told together, because one by one they were kept back, slept through or lost. */
export interface SumNotice extends Common {
  kind: 'sum';
  because: Barrier | 'sleep' | 'gap';
  environmentIds: string[];
  incidents: number;
  failures: number;
  completed: number;
  longRuns: number;
  /** Of the sleep or gap. */
  from: number;
  to: number;
}

export interface LostNotice extends Common {
  kind: 'lost';
  environmentIds: string[];
  since: number;
  /** What the connection said; empty where there are several. */
  reason: string;
}

interface SignInNotice extends Common {
  kind: 'sign in';
  environmentId: string;
}

/** A notification in facts; `word-notice.ts` says it in a language. */
export type Notice = GroupNotice | SumNotice | LostNotice | SignInNotice;

export type Effect =
  /** A new one. */
  | { kind: 'show'; notice: Notice }
  /** The same again in its place, without a sound. */
  | { kind: 'update'; notice: Notice }
  | { kind: 'close'; key: string }
  /** Jobs of open incidents, for tray and badge. */
  | { kind: 'open failures'; environmentId: string; count: number };
