import { jobStatuses } from '#contract/schemas/job-status.ts';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { Priority, priorityLevels } from '#renderer/components/Priority.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

function Statuses() {
  return (
    <>
      <Sample name="plain">
        {jobStatuses.map((status) => (
          <Status key={status} status={status} />
        ))}
      </Sample>
      <Sample name="pill">
        {jobStatuses.map((status) => (
          <Status key={status} status={status} pill />
        ))}
      </Sample>
      <Sample name="without word">
        {jobStatuses.map((status) => (
          <Status key={status} status={status} word={false} />
        ))}
      </Sample>
    </>
  );
}

function Priorities() {
  return (
    <>
      <Sample name="with word">
        {priorityLevels.map((level) => (
          <Priority key={level} priority={level} />
        ))}
      </Sample>
      <Sample name="without word">
        {priorityLevels.map((level) => (
          <Priority key={level} priority={level} word={false} />
        ))}
      </Sample>
    </>
  );
}

function Kinds() {
  return (
    <Sample name="types, and one that a project added">
      {['quran', 'prayer', 'hadith', 'audio', 'finance', 'weather'].map((jobType) => (
        <JobKind key={jobType} jobType={jobType} />
      ))}
    </Sample>
  );
}

export const markSections: readonly Section[] = [
  { id: 'status', content: <Statuses /> },
  { id: 'priority', content: <Priorities /> },
  { id: 'types', content: <Kinds /> },
];
