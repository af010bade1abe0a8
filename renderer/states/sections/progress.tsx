import type { Job } from '#contract/schemas/job.ts';
import { JobProgressBar, JobProgressText } from '#renderer/components/JobProgressBar.tsx';
import { cancelledJob, completedJob, failedJob, pausedJob, pendingJob, runningJob, runningJobs } from '../data/jobs.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

/** The running job with so much done of it. */
const doneOf = (done: number): Job => ({
  ...runningJob,
  progressPercentage: Math.floor((done / 6_236) * 100),
  progress: { ...runningJob.progress, done },
});

const states: readonly [name: string, job: Job][] = [
  ['pending', pendingJob],
  ['running, 0 %', doneOf(0)],
  ['running, 62 %', runningJob],
  ['running, 100 %', doneOf(6_236)],
  ['running, of an unknown total', runningJobs[2] as Job],
  ['paused', pausedJob],
  ['failed', failedJob],
  ['completed', completedJob],
  ['cancelled', cancelledJob],
];

function Bars() {
  return states.map(([name, job]) => (
    <Sample key={name} name={name} width={220}>
      <div className="pad stack gap-8">
        <JobProgressBar job={job} />
        <JobProgressBar job={job} tall percent={false} />
        <span className="t12 mid">
          <JobProgressText job={job} unit="verses" />
        </span>
      </div>
    </Sample>
  ));
}

export const progressSections: readonly Section[] = [{ id: 'progress', content: <Bars /> }];
