import type { Role } from '#contract/schemas/user.ts';

export type Origin = 'rest' | 'socket' | 'ipc' | 'schedule' | 'system';

/** Where a call comes from. */
export interface CallOrigin {
  origin: Origin;
  address: string | null;
  userAgent: string | null;
}

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
