import { z } from 'zod';
import type {
  HistoryInput,
  HistoryPage,
  Job,
  JobCounts,
  JobFilter,
  JobIdInput,
  JobPage,
  ListInput,
  ProgressAnswer,
  StatusAnswer,
  SuggestInput,
  Suggestions,
} from '#contract/schemas/job.ts';
import type { AttemptPage, AuditPage, CheckpointList, JobTypeList, LogPage, LogsInput, PageInput } from '#contract/schemas/records.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { listAudit } from '../audit/list-audit.ts';
import { DomainError } from '../domain-error.ts';
import type { JobTypes } from '../job-types.ts';
import { countJobs } from './count-jobs.ts';
import { listAttempts, listCheckpoints, listLogs } from './job-records.ts';
import { type JobRow, toJob } from './job-row.ts';
import { listHistory, listJobs } from './list-jobs.ts';
import { suggestValues } from './suggest-values.ts';

/** What can be asked about jobs. Whatever names a job throws NOT_FOUND where there is none. */
export interface JobReads {
  list(input: ListInput): Promise<JobPage>;
  history(input: HistoryInput): Promise<HistoryPage>;
  counts(filter: JobFilter): Promise<JobCounts>;
  suggest(input: SuggestInput): Promise<Suggestions>;
  types(): JobTypeList;
  get(input: JobIdInput): Promise<Job>;
  status(input: JobIdInput): Promise<StatusAnswer>;
  progress(input: JobIdInput): Promise<ProgressAnswer>;
  logs(input: LogsInput): Promise<LogPage>;
  attempts(input: PageInput): Promise<AttemptPage>;
  checkpoints(input: JobIdInput): Promise<CheckpointList>;
  /** Answers for a deleted job too. */
  audit(input: PageInput): Promise<AuditPage>;
}

export function createJobReads(deps: { sql: Sql; types: JobTypes }): JobReads {
  const { sql, types } = deps;
  const noSuchJob = (jobId: string) => new DomainError('NOT_FOUND', `There is no job ${jobId}`, { jobId });

  async function rowOf(jobId: string): Promise<JobRow> {
    const [found] = await sql.query<{ job: JobRow }>('SELECT to_jsonb(j) AS job FROM sync_job_control j WHERE job_id = $1', [jobId]);
    if (!found) throw noSuchJob(jobId);
    return found.job;
  }
  const get = async ({ jobId }: JobIdInput) => toJob(await rowOf(jobId));

  return {
    get,
    list: (input) => listJobs(sql, input),
    history: (input) => listHistory(sql, input),
    counts: (filter) => countJobs(sql, filter),
    suggest: (input) => suggestValues(sql, input),
    types: () => ({
      items: types.list().map(({ type, title, unit, needsNetwork, params }) => ({
        jobType: type,
        title,
        unit,
        needsNetwork,
        paramsSchema: z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
      })),
    }),
    async status(input) {
      const { jobId, status, allowedActions, updatedAt } = await get(input);
      return { jobId, status, allowedActions, updatedAt };
    },
    async progress(input) {
      const { jobId, progressPercentage, progress } = await get(input);
      return { jobId, progressPercentage, progress };
    },
    async logs(input) {
      await rowOf(input.jobId);
      return listLogs(sql, input);
    },
    attempts: async (input) => listAttempts(sql, await rowOf(input.jobId), input),
    async checkpoints({ jobId }) {
      await rowOf(jobId);
      return listCheckpoints(sql, jobId);
    },
    async audit(input) {
      const page = await listAudit(sql, input);
      if (page.items.length === 0 && input.cursor === undefined) await rowOf(input.jobId);
      return page;
    },
  };
}
