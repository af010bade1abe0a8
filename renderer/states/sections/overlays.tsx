import type { DurableEvent } from '#contract/events/durable.ts';
import { Overlays } from '#renderer/app/Overlays.tsx';
import RetryDialog from '#renderer/components/job/retry/RetryDialog.tsx';
import { openOverlay, openTrigger } from '#renderer/stores/dialogs.ts';
import { failedJob, pausedJob } from '../data/jobs.ts';
import { ago, MINUTE } from '../data/moments.ts';
import { schedules } from '../data/schedules.ts';
import { Once } from '../Once.tsx';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const [quran] = schedules;

const events: readonly DurableEvent[] = [
  {
    event: 'job:status',
    payload: {
      seq: 1,
      at: ago(40 * MINUTE),
      jobId: failedJob.jobId,
      jobType: failedJob.jobType,
      jobName: failedJob.jobName,
      status: 'failed',
      previousStatus: 'running',
      errorMessage: failedJob.errorMessage ?? '',
    },
  },
  {
    event: 'job:action',
    payload: {
      seq: 2,
      at: ago(12 * MINUTE),
      jobId: pausedJob.jobId,
      jobName: pausedJob.jobName,
      action: 'pause',
      performedBy: 'omar',
      result: 'paused',
    },
  },
  ...(quran
    ? [
        {
          event: 'schedule:changed' as const,
          payload: { seq: 3, at: ago(3 * MINUTE), jobType: 'quran', schedule: quran, performedBy: 'admin' },
        },
      ]
    : []),
];

function Opened({ overlay }: { overlay: 'palette' | 'shortcuts' | 'notices' }) {
  return (
    <Once run={() => openOverlay(overlay)}>
      <Overlays />
    </Once>
  );
}

function Trigger() {
  return (
    <Once run={() => openTrigger('prayer')}>
      <Overlays />
    </Once>
  );
}

function Retry() {
  return (
    <Sample name="of a failed job">
      <RetryDialog job={failedJob} from="checkpoint" onClose={() => {}} />
    </Sample>
  );
}

export const overlaySections: readonly Section[] = [
  { id: 'notices', server: { events }, isWhole: true, content: <Opened overlay="notices" /> },
  { id: 'notices-empty', isWhole: true, content: <Opened overlay="notices" /> },
  { id: 'palette', isWhole: true, content: <Opened overlay="palette" /> },
  { id: 'trigger', isWhole: true, content: <Trigger /> },
  { id: 'retry', isWhole: true, content: <Retry /> },
];
