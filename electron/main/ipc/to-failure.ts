import { ZodError } from 'zod';
import type { Failure } from '#electron/bridge/failure.ts';
import { redactText } from '../log/redact.ts';

/** An input that does not fit, as the contract's errors say it. */
export function badInput(error: ZodError): Failure {
  const issues = error.issues.map(({ path, message }) => ({
    path: path.map((part) => (typeof part === 'number' ? part : String(part))),
    message,
  }));
  const [first] = issues;
  const where = first && first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  return { code: 'BAD_REQUEST', status: 400, message: `${where}${first?.message ?? 'The input does not fit'}`, data: { issues } };
}

/** Errors that say themselves what they are: the contract's, the client's, and those of our own parts. Node's have a code and no status. */
function isTold(error: unknown): error is Error & Failure {
  const { code, status } = error as { code?: unknown; status?: unknown };
  return error instanceof Error && typeof code === 'string' && Number.isInteger(status);
}

/** What the window is told of an error. Whatever was not foreseen goes to `onUnexpected`, which answers the number under which the log has it. */
export function toFailure(error: unknown, onUnexpected: (error: unknown) => string): Failure {
  if (error instanceof ZodError) return badInput(error);
  if (isTold(error)) {
    const { code, status, message, data } = error;
    return { code, status, message: redactText(message), ...(data === undefined ? {} : { data }) };
  }
  const id = onUnexpected(error);
  return { code: 'INTERNAL_SERVER_ERROR', status: 500, message: `Something went wrong in the app; its log has it under ${id}` };
}
