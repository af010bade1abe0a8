import type { ConnectionListener } from '#client/connection.ts';
import { JobControlPanel } from '#renderer/components/job/JobControlPanel.tsx';
import { RunningNow } from '#renderer/pages/overview/RunningNow.tsx';
import '#renderer/pages/overview/overview.css';
import { fullAnswers } from '../data/full-answers.ts';
import { runningJob, runningJobs } from '../data/jobs.ts';
import type { Answers } from '../fixed-client.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

/** Nothing of what they do is committed: what is shown is what comes live. */
const jobs = runningJobs.map((job) => ({ ...job, progressPercentage: 0, progress: { ...job.progress, done: 0 } }));
const answers: Answers = {
  ...fullAnswers,
  jobs: {
    ...fullAnswers.jobs,
    list: () => ({ items: jobs, nextCursor: null, total: jobs.length, totalIsLowerBound: false }),
    get: ({ jobId }) => jobs.find((job) => job.jobId === jobId) ?? runningJob,
  },
};

const EVERY_MS = 50;
const STEPS = 60;

/** Every running job goes from nothing to its end, with all that is said of it, over and over. */
function play(listener: ConnectionListener): () => void {
  let step = 0;
  const timer = setInterval(() => {
    step = (step % STEPS) + 1;
    const moved = jobs.map(({ jobId, progress: { total } }) => ({
      jobId,
      progressPercentage: total === null ? 0 : Math.floor((step / STEPS) * 100),
      done: Math.floor(((total ?? 100_000) * step) / STEPS),
      total,
      message: `Surah ${step}, verse ${step * 3}`,
    }));
    // The clock of a page under test stands still; a rate needs one that goes.
    listener.onProgress?.({ at: new Date(step * 700), jobs: moved });
  }, EVERY_MS);
  return () => clearInterval(timer);
}

function Moving() {
  return (
    <>
      <div style={{ inlineSize: 760 }}>
        <RunningNow />
      </div>
      <Sample name="a running job" width={460} height={860}>
        <JobControlPanel jobId={runningJob.jobId} onClose={() => {}} />
      </Sample>
    </>
  );
}

export const movingSections: readonly Section[] = [{ id: 'moving', server: { answers, play }, content: <Moving /> }];
