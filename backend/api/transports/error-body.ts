import type { ORPCError } from '@orpc/server';

/** The one shape of an error, whoever found it: oRPC's own, without what only its client reads. */
export function errorBody(error: ORPCError<string, unknown>): object {
  const { code, status, message, data } = error;
  return data === undefined ? { code, status, message } : { code, status, message, data };
}
