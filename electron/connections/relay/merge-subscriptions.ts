import type { LivePayloads, ProgressSubscription } from '#contract/events/live.ts';

/** More ids than a subscription may hold (contract/events/live.ts). */
const MOST_IDS = 1_000;
const MOST_TYPES = 100;

const isAll = (subscription: ProgressSubscription) => 'all' in subscription && subscription.all;
const isNone = (subscription: ProgressSubscription) => 'all' in subscription && !subscription.all;

/** The least that one connection has to ask for so that each of its users gets what it wants. */
export function mergeSubscriptions(subscriptions: readonly ProgressSubscription[]): ProgressSubscription {
  const wanted = subscriptions.filter((subscription) => !isNone(subscription));
  if (wanted.length === 0) return { all: false };
  if (wanted.some(isAll)) return { all: true };
  const ids = wanted.flatMap((subscription) => ('jobIds' in subscription ? subscription.jobIds : []));
  const types = wanted.flatMap((subscription) => ('jobTypes' in subscription ? subscription.jobTypes : []));
  // Jobs and types can't be asked for together.
  if (wanted.some((subscription) => 'jobIds' in subscription) && wanted.some((subscription) => 'jobTypes' in subscription))
    return { all: true };
  if ('jobTypes' in (wanted[0] as object)) {
    const jobTypes = [...new Set(types)];
    return jobTypes.length > MOST_TYPES ? { all: true } : { jobTypes };
  }
  const jobIds = [...new Set(ids)];
  return jobIds.length > MOST_IDS ? { all: true } : { jobIds };
}

/** Of progress that came for all users of a connection, what one of them asked for; undefined: none of it. */
export function pickProgress(
  payload: LivePayloads['job:progress'],
  subscription: ProgressSubscription,
): LivePayloads['job:progress'] | undefined {
  if (isNone(subscription)) return undefined;
  if (!('jobIds' in subscription)) return payload; // of which type a job is progress does not say
  const wanted = new Set(subscription.jobIds);
  const jobs = payload.jobs.filter(({ jobId }) => wanted.has(jobId));
  return jobs.length > 0 ? { ...payload, jobs } : undefined;
}
