import { ORPCError, ValidationError } from '@orpc/server';
import { DomainError } from '../domains/domain-error.ts';
import { isConnectionError } from '../infra/database/connection-error.ts';
import { QueueAwayError } from '../queue/queue-away-error.ts';

const statuses: Record<string, number> = {
  BAD_REQUEST: 400,
  INVALID_CREDENTIALS: 401,
  NOT_FOUND: 404,
  CONFLICT: 409,
  IDEMPOTENCY_MISMATCH: 409,
  ALREADY_EXISTS: 409,
  LAST_ADMIN: 409,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
};

/** PostgreSQL's codes for "it took too long to get the lock", which another try may get. */
const BUSY = new Set(['55P03', '40P01', '57014']);

interface Issue {
  path: (string | number)[];
  message: string;
}

/** An issue's path may hold keys as objects; what a caller sees are names and positions. */
export function toIssue(issue: { path?: readonly unknown[] | undefined; message: string }): Issue {
  const path = (issue.path ?? []).map((part) => {
    const key = typeof part === 'object' && part !== null && 'key' in part ? part.key : part;
    return typeof key === 'number' ? key : String(key);
  });
  return { path, message: issue.message };
}

export function badInput(issues: readonly Issue[]): ORPCError<'BAD_REQUEST', { issues: readonly Issue[] }> {
  const [first] = issues;
  const where = first && first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  return new ORPCError('BAD_REQUEST', { status: 400, message: `${where}${first?.message ?? 'The input does not fit'}`, data: { issues } });
}

/** A connection asks for more than it may at once. */
export const tooMany = (message: string) => new ORPCError('TOO_MANY_REQUESTS', { status: 429, message, data: { retryAfterSeconds: 1 } });

export const signInFirst = () =>
  new ORPCError('UNAUTHORIZED', { status: 401, message: 'Sign in first: the token is missing, expired or not ours' });

/** An error as the contract declares it. What it does not declare is told to `onUnexpected`, and to the caller only in general words. */
export function toContractError(error: unknown, onUnexpected: (error: unknown) => void): ORPCError<string, unknown> {
  if (error instanceof DomainError) {
    return new ORPCError(error.code, { status: statuses[error.code] ?? 500, message: error.message, data: error.data });
  }
  if (error instanceof ORPCError) {
    // oRPC refuses input that does not fit the schema with the schema's own errors as the cause.
    if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) return badInput(error.cause.issues.map(toIssue));
    if (error.status < 500) return error;
  }
  onUnexpected(error);
  if (error instanceof QueueAwayError) {
    return new ORPCError('SERVICE_UNAVAILABLE', { status: 503, message: 'The queue is away; try again', data: { reason: 'queue' } });
  }
  if (isConnectionError(error)) {
    return new ORPCError('SERVICE_UNAVAILABLE', { status: 503, message: 'The database is away; try again', data: { reason: 'database' } });
  }
  if (BUSY.has((error as { code?: string }).code ?? '')) {
    return new ORPCError('SERVICE_UNAVAILABLE', { status: 503, message: 'The database is busy; try again', data: { reason: 'busy' } });
  }
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    status: 500,
    message: 'Something went wrong here; the log has it under this request’s id',
  });
}
