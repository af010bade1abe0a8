import { makePath, pathToJobs } from '#renderer/lib/url-state.ts';

export interface AuditTarget {
  /** As it reads: a job's id, `audio`, `anna`. */
  text: string;
  /** Where it leads; a deleted job's panel says that it is gone. Undefined: nowhere. */
  path: string | undefined;
}

/** What an entry of the audit log is about: the trail names a job by its id, and all else as `kind:name`. */
export function readTarget(jobId: string): AuditTarget {
  const [, kind, name] = /^(schedule|user|token):(.+)$/.exec(jobId) ?? [];
  if (kind === undefined || name === undefined) return { text: jobId, path: pathToJobs(`id:${jobId}`, jobId) };
  const paths: Record<string, string> = { schedule: makePath('/schedules', { type: name }), user: '/users', token: '/users' };
  return { text: jobId, path: paths[kind] };
}
