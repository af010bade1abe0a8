import { ORPCError } from '@orpc/client';
import { matchesJob } from '#contract/query/match.ts';
import { parseQuery } from '#contract/query/parse.ts';
import { resolveQuery } from '#contract/query/resolve.ts';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import { type Job, type JobCounts, type JobFilter, JobStatus } from '#contract/schemas/job.ts';
import type { Answers } from '../fixed-client.ts';
import { analyticsOf, failures, heatmap, queueStatus } from './insight.ts';
import { manyJobs, oneOfEach, runningJobs } from './jobs.ts';
import { ago, HOUR, MINUTE, now } from './moments.ts';
import { attemptsOf, auditOf, checkpointsOf, logsOf } from './records.ts';
import { previewRuns, schedules } from './schedules.ts';
import { jobTypes } from './types.ts';

const jobs = [...new Map([...oneOfEach, ...runningJobs, ...manyJobs].map((job) => [job.jobId, job])).values()];

function findJob({ jobId }: { jobId: string }): Job {
  const found = jobs.find((job) => job.jobId === jobId);
  if (!found) throw new ORPCError('NOT_FOUND', { status: 404, message: `there is no job ${jobId}` });
  return found;
}

const fits = (wanted: unknown, value: string): boolean =>
  wanted === undefined || (Array.isArray(wanted) ? wanted : [wanted]).includes(value);

function select(filter: { status?: unknown; jobType?: unknown; query?: JobFilter['query']; timeZone?: JobFilter['timeZone'] }): Job[] {
  const { status, jobType, query = '', timeZone = 'UTC' } = filter;
  const conditions = resolveQuery(parseQuery(query).terms, { now: new Date(now), timeZone });
  return jobs.filter((job) => fits(status, job.status) && fits(jobType, job.jobType) && matchesJob(conditions, job));
}

function countByType(found: readonly Job[]): JobCounts['items'] {
  const types = [...new Set(found.map((job) => job.jobType))];
  return types.map((jobType) => ({
    jobType,
    counts: Object.fromEntries(
      JobStatus.options.map((status) => [status, found.filter((job) => job.jobType === jobType && job.status === status).length]),
    ) as JobCounts['items'][number]['counts'],
  }));
}

const page = <Item>(items: Item[]) => ({ items, nextCursor: null });

export const operations: readonly BulkOperation[] = (['running', 'completed', 'stopped'] as const).map((state, n) => ({
  bulkId: `bulk-mwu3hh3a-000${n}`,
  action: (['retry', 'cancel', 'priority_change'] as const)[n] ?? 'retry',
  state,
  matched: 1_204,
  done: state === 'completed' ? 1_204 : 747,
  succeeded: 702,
  refused: state === 'completed' ? 502 : 45,
  query: n === 1 ? null : 'status:failed type:hadith',
  priority: n === 2 ? 2 : null,
  from: n === 0 ? 'checkpoint' : null,
  reason: n === 1 ? 'The source is down for maintenance' : null,
  performedBy: 'anna',
  createdAt: ago((n + 1) * 7 * MINUTE),
  updatedAt: ago(n * 7 * MINUTE),
}));

function findOperation({ bulkId }: { bulkId: string }): BulkOperation {
  const found = operations.find((each) => each.bulkId === bulkId);
  if (!found) throw new ORPCError('NOT_FOUND', { status: 404, message: `there is no bulk action ${bulkId}` });
  return found;
}

const finished = jobs.filter((job) => job.endedAt !== null).sort((a, b) => Number(b.endedAt) - Number(a.endedAt));
const audit = jobs.flatMap(auditOf).sort((a, b) => +b.performedAt - +a.performedAt);

const sessions = [true, false].map((current, n) => ({
  sessionId: `3f1c6f0e-0000-4000-8000-00000000000${n}`,
  createdAt: ago((n + 1) * 30 * HOUR),
  lastUsedAt: ago(n * 3 * HOUR),
  expiresAt: ago(-600 * HOUR),
  address: `10.0.0.${n + 4}`,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  current,
}));

/** A server with something of everything. */
export const fullAnswers: Answers = {
  jobs: {
    list: (input) => {
      const found = select(input);
      return { items: found.slice(0, input.limit ?? 50), nextCursor: null, total: found.length, totalIsLowerBound: false };
    },
    counts: (input) => {
      const found = select(input);
      return { items: countByType(found), total: found.length };
    },
    get: findJob,
    attempts: (input) => page(attemptsOf(findJob(input))),
    checkpoints: (input) => ({ items: checkpointsOf(findJob(input)) }),
    audit: (input) => page(auditOf(findJob(input)).reverse()),
    logs: (input) => page(input.after === undefined ? logsOf(findJob(input)) : []),
    types: () => ({ items: jobTypes }),
    suggest: () => ({ items: [{ value: 'anna', count: 40 }], params: ['translations', 'cities'] }),
  },
  insight: {
    queueStatus: () => queueStatus,
    analytics: analyticsOf,
    heatmap: () => heatmap,
    failures: () => failures,
    history: () => page(finished),
    audit: () => page(audit),
  },
  schedules: {
    list: () => ({ items: [...schedules] }),
    preview(input) {
      try {
        return previewRuns(input);
      } catch (error) {
        const issues = [{ path: ['cronExpression'], message: (error as Error).message }];
        throw new ORPCError('BAD_REQUEST', { status: 400, message: 'the input is wrong', data: { issues } });
      }
    },
  },
  bulk: {
    list: () => page([...operations]),
    get: findOperation,
    results: () =>
      page(
        jobs.slice(0, 9).map(({ jobId, jobName, jobType, status }, n) => ({
          jobId,
          jobName,
          jobType,
          ok: n % 4 !== 3,
          currentStatus: status,
          status,
          ...(n % 4 === 3 ? { error: { code: 'CONFLICT', message: `${jobId} is ${status}`, data: { status } } } : {}),
        })),
      ),
  },
  users: {
    list: () => ({
      items: (['admin', 'operator', 'viewer'] as const).map((role, n) => ({
        username: ['admin', 'anna', 'vera'][n] ?? '',
        role,
        createdAt: ago(90 * 24 * HOUR),
        updatedAt: ago(90 * 24 * HOUR),
        lastSignInAt: n === 2 ? null : ago((n + 1) * HOUR),
        sessions: 2 - n,
      })),
    }),
    sessions: () => ({ items: sessions.map((session) => ({ ...session, current: false })) }),
  },
  auth: { sessions: () => ({ items: sessions }) },
  tokens: {
    list: () => ({
      items: [
        {
          tokenId: '3f1c6f0e-0000-4000-8000-000000000009',
          name: 'deploy',
          role: 'operator',
          createdBy: 'admin',
          createdAt: ago(40 * 24 * HOUR),
          expiresAt: ago(-50 * 24 * HOUR),
          lastUsedAt: ago(2 * HOUR),
        },
      ],
    }),
  },
};
