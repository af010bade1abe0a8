import { addToGroup } from './add-to-group.ts';
import { findRule } from './find-rule.ts';
import type { Input } from './inputs.ts';
import type { RunningJob } from './state.ts';
import type { Turn } from './turn.ts';

const MINUTE_MS = 60_000;

export function noteStart(turn: Turn, environmentId: string, job: Omit<RunningJob, 'isTold'>): void {
  noteEnd(turn, environmentId, job.jobId);
  const jobs = turn.state.running[environmentId] ?? [];
  turn.state.running = { ...turn.state.running, [environmentId]: [...jobs, { ...job, isTold: false }] };
}

export function noteEnd(turn: Turn, environmentId: string, jobId: string): void {
  const jobs = turn.state.running[environmentId];
  if (!jobs?.some((job) => job.jobId === jobId)) return;
  turn.state.running = { ...turn.state.running, [environmentId]: jobs.filter((job) => job.jobId !== jobId) };
}

/** What runs now, whatever was known; who was told of stays so. */
export function noteRunning(turn: Turn, { environmentId, jobs }: Extract<Input, { kind: 'running' }>): void {
  const before = new Map(turn.state.running[environmentId]?.map((job) => [job.jobId, job]));
  const now = jobs.map((job) => {
    const known = before.get(job.jobId);
    return { ...job, priority: job.priority ?? known?.priority ?? null, isTold: known?.isTold ?? false };
  });
  turn.state.running = { ...turn.state.running, [environmentId]: now };
}

/** Tells jobs that run longer than their rule says; each once a run. */
export function tellLongRuns(turn: Turn): void {
  const { settings, now } = turn;
  if (!settings.rules.some(({ isOn, event }) => isOn && event === 'long run')) return;
  for (const [environmentId, jobs] of Object.entries(turn.state.running)) {
    const isProduction = turn.isProduction(environmentId);
    for (const { jobId, jobName, jobType, priority, since, isTold } of jobs) {
      if (isTold) continue;
      const rule = findRule(settings.rules, { event: 'long run', environmentId, isProduction, jobType, priority });
      if (!rule || rule.deliver === 'never' || now < since + rule.afterMinutes * MINUTE_MS) continue;
      turn.state.running = {
        ...turn.state.running,
        [environmentId]: (turn.state.running[environmentId] ?? []).map((job) => (job.jobId === jobId ? { ...job, isTold: true } : job)),
      };
      const job = { jobId, jobName, jobType };
      addToGroup(turn, { event: 'long run', environmentId, signature: jobType, message: null, job, at: now, rule, isMissed: false });
    }
  }
}
