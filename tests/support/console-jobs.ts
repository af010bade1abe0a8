import type { Api } from './backend-process.ts';
import type { Page } from './chromium.ts';
import type { ConsoleUnderTest } from './console.ts';
import { until } from './until.ts';

interface JobFacts {
  job_id: string;
  status: string;
  priority: number;
  progress_done: number;
  attempt: number;
  params: Record<string, unknown>;
}

/** A job that counts slowly enough to be acted on: by default for a minute or so. */
export async function startCounting(
  console: { api: Api },
  jobName: string,
  params: { total?: number; batchMs?: number; failAt?: number; failMessage?: string } = {},
  more: { priority?: number; runAt?: string } = {},
): Promise<string> {
  const { status, body } = await console.api.jobs('POST', '', {
    jobType: 'counting',
    jobName,
    params: { total: 20_000, batchMs: 30, ...params },
    ...more,
  });
  if (status !== 201) throw new Error(`${jobName} could not be started: ${JSON.stringify(body)}`);
  return body.jobId;
}

/** The row as the database has it. */
export async function readJob(console: ConsoleUnderTest, jobId: string): Promise<JobFacts | undefined> {
  const rows = await console.query<JobFacts>(
    'SELECT job_id, status, priority, progress_done, attempt, params FROM sync_job_control WHERE job_id = $1',
    [jobId],
  );
  return rows[0];
}

export const reachStatus = (console: ConsoleUnderTest, jobId: string, ...statuses: string[]): Promise<JobFacts> =>
  until(`${jobId} is ${statuses.join(' or ')}`, async () => {
    const job = await readJob(console, jobId);
    return job && statuses.includes(job.status) ? job : undefined;
  });

/** What the audit log has of an action on a job, the newest first. */
export const readAudit = (console: ConsoleUnderTest, jobId: string, action: string) =>
  console.query<{ performed_by: string; metadata: { origin: string; reason?: string; before?: unknown; after?: unknown } }>(
    'SELECT performed_by, metadata FROM sync_job_audit_logs WHERE job_id = $1 AND action = $2 ORDER BY id DESC',
    [jobId, action],
  );

/** No job starts by itself from here on, whatever the hour: for tests that count jobs. */
export async function switchSchedulesOff(console: { api: Api }): Promise<void> {
  const { body } = await console.api.jobs('GET', '/schedules');
  for (const { jobType, enabled } of body.items as { jobType: string; enabled: boolean }[])
    if (enabled) await console.api.jobs('POST', `/schedules/${jobType}/toggle`, { enabled: false });
}

export const rowOf = (page: Page, jobName: string) => page.getByRole('row').filter({ hasText: jobName });
export const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Job' });

/** Waits until the page shows what the server has. */
export const untilLive = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Live$/ })
    .first()
    .waitFor();
