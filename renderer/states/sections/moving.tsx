import type { ConnectionListener } from '#client/connection.ts';
import { JobControlPanel } from '#renderer/components/job/JobControlPanel.tsx';
import { RunningNow } from '#renderer/pages/overview/RunningNow.tsx';
import '#renderer/pages/overview/overview.css';
import { runningJob, runningJobs } from '../data/jobs.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const EVERY_MS = 50;
const STEPS = 60;

/** Every running job goes from nothing to its end, with all that is said of it. */
function play(listener: ConnectionListener): () => void {
  let step = 0;
  const timer = setInterval(() => {
    step += 1;
    const jobs = runningJobs.map(({ jobId, progress: { total } }) => ({
      jobId,
      progressPercentage: total === null ? 0 : Math.floor((step / STEPS) * 100),
      done: Math.floor(((total ?? 100_000) * step) / STEPS),
      total,
      message: `Surah ${step}, verse ${step * 3}`,
    }));
    // The clock of a page under test stands still; a rate needs one that goes.
    listener.onProgress?.({ at: new Date(step * 700), jobs });
    if (step === STEPS) clearInterval(timer);
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

export const movingSections: readonly Section[] = [{ id: 'moving', server: { play }, content: <Moving /> }];
