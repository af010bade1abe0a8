import { showDone, showError } from '#renderer/lib/toasts.ts';
import { confirm, type Question } from '#renderer/stores/dialogs.ts';
import { manyJobs } from '../data/jobs.ts';
import { Once } from '../Once.tsx';
import type { Section } from '../section.ts';

const questions: Record<string, Question> = {
  plain: {
    title: 'Pause 12 jobs?',
    text: 'Each stops at its next checkpoint, and goes on from there.',
    confirmLabel: 'Pause 12 jobs',
    tone: 'plain',
  },
  risk: {
    title: 'Cancel “Quran text”?',
    text: 'What it has written stays. It can be run again.',
    confirmLabel: 'Cancel the job',
    tone: 'risk',
    asksReason: true,
  },
  names: {
    title: 'Delete 60 jobs?',
    text: 'Their logs and attempts go with them. The audit log stays.',
    confirmLabel: 'Delete 60 jobs',
    tone: 'risk',
    names: manyJobs.map((job) => job.jobName),
    more: 48,
    asksReason: true,
    typed: '60',
  },
};

function Toasts() {
  return (
    <Once
      run={() => {
        showDone('“Quran text” is paused.');
        showError({ code: 'CONFLICT', status: 409, message: 'it is completed', data: { status: 'completed' } }, 'Not cancelled');
        showError({ code: 'SERVICE_UNAVAILABLE', status: 503, message: 'the database is away' });
      }}
    />
  );
}

export const dialogSections: readonly Section[] = [
  ...Object.entries(questions).map(
    ([name, question]): Section => ({ id: `confirm-${name}`, isWhole: true, content: <Once run={() => void confirm(question)} /> }),
  ),
  { id: 'toasts', isWhole: true, content: <Toasts /> },
];
