import type { Job } from '../schemas/job.ts';
import type { Condition, EqualField, MomentField, NumberField, TextField } from './resolve.ts';

/** Time spent running, the run in hand included; null for a job that has not run since it was triggered or retried. */
function tookMs({ startedAt, runMs, runningSince }: Job, now: Date): number | null {
  if (startedAt === null) return null;
  return runMs + (runningSince ? Math.max(0, +now - +runningSince) : 0);
}

const equal: Record<EqualField, (job: Job) => string | null> = {
  status: (job) => job.status,
  type: (job) => job.jobType,
  by: ({ metadata: { triggeredBy } }) => (typeof triggeredBy === 'string' ? triggeredBy.toLowerCase() : null),
  signature: (job) => job.errorSignature,
};
const texts: Record<TextField, (job: Job) => string | null> = {
  id: (job) => job.jobId,
  name: (job) => job.jobName,
  error: (job) => job.errorMessage,
};
const numbers: Record<NumberField, (job: Job, now: Date) => number | null> = {
  priority: (job) => job.priority,
  attempt: (job) => job.attempt,
  progress: (job) => job.progressPercentage,
  took: tookMs,
  waited: (job) => job.waitMs,
};
const moments: Record<MomentField, (job: Job) => Date | null> = {
  created: (job) => job.createdAt,
  started: (job) => job.startedAt,
  finished: (job) => job.endedAt,
  updated: (job) => job.updatedAt,
};

const unwrap = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * What stands at a path, as a lax path of SQL's JSON finds it: an array on the way stands for each of its elements, and at the end one
 * within another does too.
 */
function valuesAt(params: unknown, path: readonly string[]): unknown[] {
  const step = (values: unknown[], key: string) =>
    values.flatMap(unwrap).flatMap((value) => {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isObject && Object.hasOwn(value, key) ? [(value as Record<string, unknown>)[key]] : [];
    });
  return path.reduce(step, [params]).flatMap(unwrap).flatMap(unwrap);
}

function fits(condition: Condition, job: Job): boolean {
  switch (condition.kind) {
    case 'equals': {
      const value = equal[condition.field](job);
      return value !== null && condition.values.includes(value);
    }
    case 'contains': {
      const wanted = condition.values.map((value) => value.toLowerCase());
      return condition.fields.some((field) => {
        const text = texts[field](job)?.toLowerCase();
        return text !== undefined && wanted.some((value) => text.includes(value));
      });
    }
    case 'number': {
      const value = numbers[condition.field](job, condition.now);
      return value !== null && condition.ranges.some(({ min, max }) => (min === null || value >= min) && (max === null || value <= max));
    }
    case 'moment': {
      const at = moments[condition.field](job);
      return at !== null && condition.ranges.some(({ from, before }) => (from === null || at >= from) && (before === null || at < before));
    }
    case 'param':
      return valuesAt(job.params, condition.path).some((there) =>
        condition.values.some(({ text, scalar }) =>
          typeof there === 'string' ? there.toLowerCase().includes(text.toLowerCase()) : there === scalar && scalar !== undefined,
        ),
      );
  }
}

/** Whether a job fits a query: the same jobs that the server finds by it, but for letters whose case a database sees differently. */
export const matchesJob = (conditions: readonly Condition[], job: Job): boolean =>
  conditions.every((condition) => fits(condition, job) !== condition.negated);
