import { ORPCError } from '@orpc/server';
import type { ProcedureMeta } from '#contract/procedures/base.ts';
import type { Role } from '#contract/schemas/user.ts';
import type { Actor } from '../domains/actor.ts';
import { signInFirst } from './map-errors.ts';

const rank: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

/** Whether an event that asks for `least` goes to a client of `role`. */
export const mayReceive = (role: Role, least: Role): boolean => rank[role] >= rank[least];

/** The one place that decides who may call what. @throws UNAUTHORIZED, FORBIDDEN */
export function authorize(actor: Actor | null, role: ProcedureMeta['role']): void {
  if (role === undefined) throw new Error('a procedure that declares no role is nobody’s to call');
  if (role === 'open') return;
  if (!actor) throw signInFirst();
  if (role === 'anyone signed in' || rank[actor.role] >= rank[role]) return;
  throw new ORPCError('FORBIDDEN', { message: `This needs the role ${role}; yours is ${actor.role}`, data: { required: role } });
}
