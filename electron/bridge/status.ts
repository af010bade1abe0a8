import type { User } from '#contract/schemas/user.ts';
import type { EnvironmentId } from './environment.ts';
import type { Failure } from './failure.ts';

/** Whether main's own connection to an environment has what the server has. */
export type ConnectionStatus =
  | { kind: 'connecting'; since: Date }
  | { kind: 'catching up'; since: Date }
  | { kind: 'live'; since: Date }
  /** `retryAt`: when it tries by itself; null where only a person can help (sign in, another version, …). */
  | { kind: 'offline'; since: Date; reason: Failure; retryAt: Date | null };

/** healthy: live and nothing open; attention: catching up, a part away, a stalled start; failing: open incidents; unknown: offline. */
export type Health = 'healthy' | 'attention' | 'failing' | 'unknown';

/** Worst first. */
export const healthOrder: readonly Health[] = ['failing', 'unknown', 'attention', 'healthy'];

/** A job as tray and fleet name it. */
export interface JobGlimpse {
  jobId: string;
  jobType: string;
  jobName: string;
  at: Date;
}

/** The process of the local backend. */
export type LocalProcess =
  | { state: 'starting' | 'running' | 'stopping' | 'stopped' }
  | { state: 'restarting'; attempt: number; at: Date; reason: string }
  /** It died again and again: a person has to look. `log`: its last lines. */
  | { state: 'given up'; reason: string; log: string[] };

/** What is known of an environment while no window is open: what tray, badge, rail and fleet show. */
export interface EnvironmentStatus {
  id: EnvironmentId;
  connection: ConnectionStatus;
  health: Health;
  /** Who is signed in there; of the local one, its person. Null: nobody, and a sign-in is asked for. */
  user: User | null;
  roundTripMs: number | null;
  /** As last told by the server; null before the first connection. */
  counts: { pending: number; running: number; paused: number } | null;
  slots: { busy: number; workers: number } | null;
  version: string | null;
  contractVersion: string | null;
  /** Jobs of open incidents: failed, and not acknowledged here. */
  openFailures: number;
  running: JobGlimpse[];
  failed: JobGlimpse[];
  /** Only of the local one. */
  local: LocalProcess | null;
}
