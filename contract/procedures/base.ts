import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Issue } from '../schemas/common.ts';
import { ControlAction, JobStatus } from '../schemas/job.ts';
import type { Role } from '../schemas/user.ts';

/** What a procedure asks of its caller: a role, merely to be signed in, or nothing. Checked in one place for every transport. */
export interface ProcedureMeta {
  role?: Role | 'anyone signed in' | 'open';
}

const BadRequest = { status: 400, message: 'The input does not fit', data: z.object({ issues: z.array(Issue) }) };
const Unavailable = {
  status: 503,
  message: 'The database or the queue is away; try again',
  data: z.object({ reason: z.string() }).optional(),
};
const TooMany = {
  status: 429,
  message: 'Too many requests; try again later',
  data: z.object({ retryAfterSeconds: z.number() }).optional(),
};

/** For whoever is not signed in yet. */
export const open = oc
  .$meta<ProcedureMeta>({ role: 'open' })
  .errors({ BAD_REQUEST: BadRequest, SERVICE_UNAVAILABLE: Unavailable, TOO_MANY_REQUESTS: TooMany });

const signedIn = oc.$meta<ProcedureMeta>({ role: 'anyone signed in' }).errors({
  BAD_REQUEST: BadRequest,
  UNAUTHORIZED: { status: 401, message: 'Sign in first: the token is missing, expired or not ours' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this', data: z.object({ required: z.string() }) },
  SERVICE_UNAVAILABLE: Unavailable,
  TOO_MANY_REQUESTS: TooMany,
});

export const anyone = signedIn;
/** Looks. */
export const viewer = signedIn.meta({ role: 'viewer' });
/** Acts on jobs. */
export const operator = signedIn.meta({ role: 'operator' });
/** Changes schedules, users and settings. */
export const admin = signedIn.meta({ role: 'admin' });

export const notFound = {
  NOT_FOUND: {
    status: 404,
    message: 'There is no such thing',
    data: z
      .object({
        jobId: z.string().optional(),
        jobType: z.string().optional(),
        bulkId: z.string().optional(),
        username: z.string().optional(),
        sessionId: z.string().optional(),
        tokenId: z.string().optional(),
      })
      .optional(),
  },
};

export const conflict = {
  CONFLICT: {
    status: 409,
    message: 'The job’s status does not allow this',
    data: z.object({ status: JobStatus, allowedActions: z.array(ControlAction) }),
  },
};

/** Where the jobs’ procedures live over REST. */
export const JOBS = '/v4/admin/jobs';
