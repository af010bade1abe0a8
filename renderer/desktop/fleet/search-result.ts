import type { Job, JobPage } from '#contract/schemas/job.ts';
import type { Environment } from '#electron/bridge/environment.ts';

/** What one environment said to a search: its newest jobs, or nothing. */
export interface Answered {
  environment: Environment;
  answer: { page: Pick<JobPage, 'items' | 'total' | 'totalIsLowerBound'>; ms: number } | undefined;
  /** It is asked, and has not answered yet. */
  isAsked: boolean;
}

export interface FoundJob {
  environment: Environment;
  job: Job;
}

/** When something last happened to a job, as the list has it. */
export const momentOf = (job: Job): Date => job.endedAt ?? job.runningSince ?? job.createdAt;

/** The answers of all environments as one list, the newest first, and what there is to say of it. */
export function joinAnswers(answers: readonly Answered[], most: number) {
  const given = answers.flatMap(({ environment, answer }) => (answer ? [{ environment, ...answer }] : []));
  const jobs = given
    .flatMap(({ environment, page }) => page.items.map((job): FoundJob => ({ environment, job })))
    .sort((a, b) => momentOf(b.job).getTime() - momentOf(a.job).getTime())
    .slice(0, most);
  return {
    jobs,
    total: given.reduce((sum, { page }) => sum + page.total, 0),
    isLowerBound: given.some(({ page }) => page.totalIsLowerBound),
    /** Environments in which something was found. */
    places: given.filter(({ page }) => page.total > 0).map(({ environment }) => environment),
    answered: given.length,
    /** The slowest; they are asked at once. */
    ms: Math.max(0, ...given.map(({ ms }) => ms)),
    silent: answers.filter(({ answer, isAsked }) => !answer && !isAsked).map(({ environment }) => environment),
    isWaiting: answers.some(({ isAsked }) => isAsked),
  };
}
