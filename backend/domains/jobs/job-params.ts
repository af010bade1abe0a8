import { DomainError } from '../domain-error.ts';
import type { JobTypes } from '../job-types.ts';

/**
 * A type's params, complete with its defaults.
 * @throws BAD_REQUEST with a path under `params` for each field that does not fit, or under `jobType` for a type that does not exist.
 */
export function parseJobParams(types: JobTypes, jobType: string, params: unknown): Record<string, unknown> {
  const type = types.get(jobType);
  if (!type) {
    const known = types.list().map((each) => each.type);
    const message = `There is no job type ${JSON.stringify(jobType)}; there are ${known.join(', ')}`;
    throw new DomainError('BAD_REQUEST', message, { issues: [{ path: ['jobType'], message }] });
  }
  const parsed = type.params.safeParse(params ?? {});
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const issues = parsed.error.issues.map((issue) => ({ path: ['params', ...issue.path.map(String)], message: issue.message }));
  const first = issues[0];
  throw new DomainError('BAD_REQUEST', `${first?.path.join('.')}: ${first?.message}`, { issues });
}
