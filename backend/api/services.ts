import type { Inputs, Outputs } from '#contract/contract.ts';
import type { ExportInput } from '#contract/schemas/insight.ts';
import type { Auth } from '../domains/auth/auth.ts';
import type { Bulk } from '../domains/bulk/bulk.ts';
import type { JobControl } from '../domains/jobs/control-job.ts';
import type { JobTrigger } from '../domains/jobs/trigger-job.ts';
import type { Schedules } from '../domains/schedules/schedules.ts';

/** What reads, by procedure: parsed input in, the contract's output out. */
type Reads<Part extends 'jobs' | 'insight', Names extends string> = {
  [Name in Names & keyof Inputs[Part] & keyof Outputs[Part]]: (input: never) => Promise<Outputs[Part][Name]>;
};

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

export interface JobReads extends Reads<'jobs', never> {
  list(input: import('#contract/schemas/job.ts').ListInput): Promise<Outputs['jobs']['list']>;
}

export interface InsightReads {
  exportRows(input: ExportInput): AsyncIterable<string>;
}
