import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../domains/actor.ts';
import type { Auth } from '../../../domains/auth/auth.ts';

/** Who sent the request, by its bearer token; null where there is none that holds. */
export async function authenticate(auth: Auth, request: Pick<FastifyRequest, 'headers'>): Promise<Actor | null> {
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  const principal = token === undefined ? null : await auth.verify(token);
  if (!principal) return null;
  const { username, role, sessionId } = principal;
  return { username, role, sessionId, origin: 'rest' };
}
