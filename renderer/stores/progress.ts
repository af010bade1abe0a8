import { create } from 'zustand';
import type { LivePayloads, ProgressEntry } from '#contract/events/live.ts';

export interface LiveProgress extends ProgressEntry {
  at: number;
  /** Items a second over the last seconds; null until two values are known. */
  ratePerSecond: number | null;
}

interface ProgressState {
  /** Newest progress of running jobs by id. The map stays the same; an entry is replaced when it changes, so that only its row renders. */
  byJob: Map<string, LiveProgress>;
  version: number;
}

/** How much a new value says about the rate: an average over some 5 s. */
const SMOOTHING_MS = 5_000;

const useProgressStore = create<ProgressState>()(() => ({ byJob: new Map(), version: 0 }));

/** Newest values that wait for the next frame. */
const waiting = new Map<string, { entry: ProgressEntry; at: number }>();
let frame: number | undefined;

function withRate(entry: ProgressEntry, at: number, before: LiveProgress | undefined): LiveProgress {
  if (!before || entry.done < before.done) return { ...entry, at, ratePerSecond: null };
  const elapsed = at - before.at;
  if (elapsed <= 0) return { ...entry, at: before.at, ratePerSecond: before.ratePerSecond };
  const rate = ((entry.done - before.done) * 1_000) / elapsed;
  const weight = before.ratePerSecond === null ? 1 : 1 - Math.exp(-elapsed / SMOOTHING_MS);
  return { ...entry, at, ratePerSecond: (before.ratePerSecond ?? 0) * (1 - weight) + rate * weight };
}

function apply(): void {
  frame = undefined;
  const { byJob, version } = useProgressStore.getState();
  for (const [jobId, { entry, at }] of waiting) byJob.set(jobId, withRate(entry, at, byJob.get(jobId)));
  waiting.clear();
  useProgressStore.setState({ version: version + 1 });
}

/** Takes a batch from the connection; it is on screen with the next frame. */
export function receiveProgress({ at, jobs }: LivePayloads['job:progress']): void {
  for (const entry of jobs) waiting.set(entry.jobId, { entry, at: at.getTime() });
  if (frame === undefined) frame = requestAnimationFrame(apply);
}

/** The job is out of `running`: what was live about it is over. */
export function endProgress(jobId: string): void {
  waiting.delete(jobId);
  const { byJob, version } = useProgressStore.getState();
  if (byJob.delete(jobId)) useProgressStore.setState({ version: version + 1 });
}

export function clearProgress(): void {
  waiting.clear();
  useProgressStore.setState({ byJob: new Map(), version: 0 });
}

/** A job's live progress, or undefined; who calls it renders again for this job alone. */
export const useProgress = (jobId: string): LiveProgress | undefined => useProgressStore((state) => state.byJob.get(jobId));
