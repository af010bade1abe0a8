import type { Job, JobStatus } from '#contract/schemas/job.ts';

/** What a person most likely looks for: what is under way, then what went wrong. */
const urgency: Record<JobStatus, number> = { running: 0, paused: 1, pending: 2, failed: 3, cancelled: 4, completed: 4 };

/** How well a job is named by what was typed: its id, the beginning of its name, of a word of it, or anything else. */
function nearness({ jobId, jobName }: Job, typed: string): number {
  const name = jobName.toLowerCase();
  if (jobId.toLowerCase() === typed) return 0;
  if (name.startsWith(typed)) return 1;
  return name.split(/[\s·,]+/).some((word) => word.startsWith(typed)) ? 2 : 3;
}

/** Found jobs, the one that was most likely meant first. */
export function rankJobs(jobs: readonly Job[], text: string): Job[] {
  const typed = text.trim().toLowerCase();
  const isNamed = (job: Job) => Number(job.jobId.toLowerCase() !== typed);
  return [...jobs].sort(
    (a, b) =>
      isNamed(a) - isNamed(b) ||
      urgency[a.status] - urgency[b.status] ||
      nearness(a, typed) - nearness(b, typed) ||
      b.createdAt.getTime() - a.createdAt.getTime(),
  );
}
