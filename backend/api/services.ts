import type {
  Analytics,
  AnalyticsInput,
  ExportInput,
  FailureList,
  FailuresInput,
  Heatmap,
  HeatmapInput,
  QueueStatusList,
} from '#contract/schemas/insight.ts';
import type { AuditInput, AuditPage } from '#contract/schemas/records.ts';
import type { ApiTokens } from '../domains/auth/api-tokens.ts';
import type { Auth } from '../domains/auth/auth.ts';
import type { Users } from '../domains/auth/users.ts';
import type { Bulk } from '../domains/bulk/bulk.ts';
import type { JobControl } from '../domains/jobs/control-job.ts';
import type { JobReads } from '../domains/jobs/job-reads.ts';
import type { JobTrigger } from '../domains/jobs/trigger-job.ts';
import type { Schedules } from '../domains/schedules/schedules.ts';

/** What can be asked beyond single jobs. */
interface Insight {
  audit(input: AuditInput): Promise<AuditPage>;
  failures(input: FailuresInput): Promise<FailureList>;
  queueStatus(): Promise<QueueStatusList>;
  analytics(input: AnalyticsInput): Promise<Analytics>;
  heatmap(input: HeatmapInput): Promise<Heatmap>;
  /** The rows as text, piece by piece, in flat memory whatever their number. */
  exportRows(input: ExportInput): AsyncIterable<string>;
}

/** What the routers call: the domains, wired in boot. */
export interface Services {
  auth: Auth;
  users: Users;
  apiTokens: ApiTokens;
  control: JobControl;
  trigger: JobTrigger;
  jobs: JobReads;
  insight: Insight;
  bulk: Bulk;
  schedules: Schedules;
}
