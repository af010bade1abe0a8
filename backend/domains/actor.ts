import type { Role } from '#contract/schemas/user.ts';

type Origin = 'rest' | 'socket' | 'ipc' | 'schedule' | 'system';

/** Who acts, and from where: what the audit trail keeps. */
export interface Actor {
  username: string;
  role: Role;
  origin: Origin;
  /** The sign-in that the call came under, where there is one. */
  sessionId?: string | null;
}

export const scheduleActor: Actor = { username: 'schedule', role: 'operator', origin: 'schedule' };
export const systemActor: Actor = { username: 'system', role: 'operator', origin: 'system' };
