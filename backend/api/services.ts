import type { Outputs } from '#contract/contract.ts';
import type { AnalyticsInput, ExportInput, FailuresInput } from '#contract/schemas/insight.ts';
import type { HistoryInput, JobIdInput, ListInput } from '#contract/schemas/job.ts';
import type { AuditInput, LogsInput, PageInput } from '#contract/schemas/records.ts';
import type { Auth } from '../domains/auth/auth.ts';
import type { Bulk } from '../domains/bulk/bulk.ts';
import type { JobControl } from '../domains/jobs/control-job.ts';
import type { JobTrigger } from '../domains/jobs/trigger-job.ts';
import type { Schedules } from '../domains/schedules/schedules.ts';

type Answer<Part extends keyof Outputs, Name extends keyof Outputs[Part]> = Promise<Outputs[Part][Name]>;

export interface JobReads {
  list(input: ListInput): Answer<'jobs', 'list'>;
  types(): Answer<'jobs', 'types'>;
  get(input: JobIdInput): Answer<'jobs', 'get'>;
  status(input: JobIdInput): Answer<'jobs', 'status'>;
  progress(input: JobIdInput): Answer<'jobs', 'progress'>;
  logs(input: LogsInput): Answer<'jobs', 'logs'>;
  attempts(input: PageInput): Answer<'jobs', 'attempts'>;
  audit(input: PageInput): Answer<'jobs', 'audit'>;
}

export interface InsightReads {
  history(input: HistoryInput): Answer<'insight', 'history'>;
  audit(input: AuditInput): Answer<'insight', 'audit'>;
  failures(input: FailuresInput): Answer<'insight', 'failures'>;
  queueStatus(): Answer<'insight', 'queueStatus'>;
  analytics(input: AnalyticsInput): Answer<'insight', 'analytics'>;
  /** The rows as text, piece by piece, in flat memory whatever their number. */
  exportRows(input: ExportInput): AsyncIterable<string>;
}

/** What the routers call: the domains, wired in boot. */
export interface Services {
  auth: Auth;
  control: JobControl;
  trigger: JobTrigger;
  jobs: JobReads;
  insight: InsightReads;
  bulk: Bulk;
  schedules: Schedules;
}
