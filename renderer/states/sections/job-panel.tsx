import { ORPCError } from '@orpc/client';
import { JobControlPanel } from '#renderer/components/job/JobControlPanel.tsx';
import { fullAnswers } from '../data/full-answers.ts';
import { cancelledJob, completedJob, failedJob, oneOfEach, pausedJob, pendingJob, runningJob } from '../data/jobs.ts';
import { ago } from '../data/moments.ts';
import { auditOf } from '../data/records.ts';
import type { Answers } from '../fixed-client.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

function Panel({ jobId, name }: { jobId: string; name: string }) {
  return (
    <Sample name={name} width={460} height={860}>
      <JobControlPanel jobId={jobId} onClose={() => {}} onStep={() => {}} />
    </Sample>
  );
}

const missing: Answers = {
  ...fullAnswers,
  jobs: {
    ...fullAnswers.jobs,
    get({ jobId }) {
      throw new ORPCError('NOT_FOUND', { status: 404, message: `there is no job ${jobId}` });
    },
    audit: ({ jobId }) => {
      if (jobId !== completedJob.jobId) return { items: [], nextCursor: null };
      const deletion = { id: 9, jobId, action: 'delete', performedBy: 'omar', performedAt: ago(90_000), metadata: { origin: 'rest' } };
      return { items: [deletion, ...auditOf(completedJob)], nextCursor: null };
    },
  },
};

const failing: Answers = {
  jobs: {
    get() {
      throw new ORPCError('BAD_GATEWAY', { status: 499, message: 'the answer could not be read' });
    },
  },
};

const inTab = (tab: string, jobId: string): Section => ({
  id: `job-${tab}`,
  path: `/control?tab=${tab}`,
  content: <Panel jobId={jobId} name={`its ${tab}`} />,
});

export const jobPanelSections: readonly Section[] = [
  ...oneOfEach.map((job): Section => ({ id: `job-${job.status}`, content: <Panel jobId={job.jobId} name={job.status} /> })),
  { id: 'job-viewer', role: 'viewer', content: <Panel jobId={runningJob.jobId} name="for a viewer" /> },
  inTab('payload', completedJob.jobId),
  inTab('checkpoint', pausedJob.jobId),
  inTab('attempts', failedJob.jobId),
  inTab('audit', cancelledJob.jobId),
  { id: 'job-deleted', server: { answers: missing }, content: <Panel jobId={completedJob.jobId} name="deleted" /> },
  { id: 'job-unknown', server: { answers: missing }, content: <Panel jobId={pendingJob.jobId} name="never was" /> },
  { id: 'job-failing', server: { answers: failing }, content: <Panel jobId={runningJob.jobId} name="can’t be read" /> },
  { id: 'job-loading', server: { answers: {} }, content: <Panel jobId={runningJob.jobId} name="on its way" /> },
];
