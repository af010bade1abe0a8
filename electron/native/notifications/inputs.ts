import type { DurableEvent } from '#contract/events/durable.ts';
import type { NotificationSettings } from '#electron/bridge/notification-rules.ts';
import type { EnvironmentLink, RunningJob } from './state.ts';

/** All that can happen to notifications. */
export type Input =
  | { kind: 'event'; environmentId: string; event: DurableEvent }
  /** Those that there are; what is known of others is forgotten. */
  | { kind: 'environments'; ids: readonly string[] }
  /** `isOff`: a local backend that was not to start. */
  | ({ kind: 'connection'; environmentId: string; isOff: boolean; at: number } & Pick<EnvironmentLink, 'needsSignIn' | 'reason'> & {
        state: EnvironmentLink['kind'];
      })
  /** What runs, as the server says at the start of a connection or after a gap. */
  | { kind: 'running'; environmentId: string; jobs: readonly Omit<RunningJob, 'isTold'>[] }
  /** What the server says of a stretch of events that can't be had one by one. */
  | { kind: 'gap'; environmentId: string; from: number; to: number; failures: readonly MissedFailures[]; completed: number }
  /** Which jobs of an incident are failed now. `asked`: those that were known when the server was asked; `total`: may be more than the ids. */
  | { kind: 'recount'; key: string; asked: readonly string[]; jobIds: readonly string[]; total: number }
  | { kind: 'acknowledge'; environmentId: string; signature?: string | undefined }
  | { kind: 'mute'; until: number | null }
  /** A person closed the notification. */
  | { kind: 'dismissed'; key: string }
  | { kind: 'sleep' }
  | { kind: 'wake' }
  /** Time went on, or the settings changed. */
  | { kind: 'tick' };

export interface MissedFailures {
  signature: string;
  /** Jobs whose last failure it is. */
  jobs: number;
  jobTypes: string[];
  message: string;
  firstAt: number;
  lastAt: number;
  sampleJobId: string;
}

/** What the rules are applied to. */
export interface Scene {
  settings: NotificationSettings;
  isProduction(environmentId: string): boolean;
}
