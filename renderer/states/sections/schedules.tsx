import { DayOfSchedules } from '#renderer/components/schedules/DayOfSchedules.tsx';
import { JobScheduleManager } from '#renderer/components/schedules/JobScheduleManager.tsx';
import { ScheduleEditor } from '#renderer/components/schedules/ScheduleEditor.tsx';
import { editSchedule } from '#renderer/components/schedules/schedule-drafts.ts';
import type { ScheduleEdits } from '#renderer/components/schedules/schedule-form.ts';
import { schedules } from '../data/schedules.ts';
import { Once } from '../Once.tsx';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const [quran, prayer] = schedules;

function List() {
  return (
    <div className="stack gap-12" style={{ inlineSize: 1080 }}>
      <JobScheduleManager schedules={schedules} openType="prayer" hrefOf={(type) => `/schedules?type=${type}`} />
      <DayOfSchedules schedules={schedules} />
    </div>
  );
}

function Editor({ name, edits }: { name: string; edits?: ScheduleEdits }) {
  return (
    <Once run={() => quran && edits && editSchedule(quran, edits)}>
      <Sample name={name} width={420} height={1100}>
        <ScheduleEditor jobType="quran" schedule={quran} onClose={() => {}} />
      </Sample>
    </Once>
  );
}

function Missing() {
  return (
    <Sample name="a type that there is not" width={420} height={300}>
      <ScheduleEditor jobType="weather" schedule={undefined} onClose={() => {}} />
    </Sample>
  );
}

/** Somebody else has changed what this person edits. */
function Changed() {
  if (!quran || !prayer) return null;
  const edits: ScheduleEdits = { maxConcurrency: '8' };
  return (
    <Once run={() => editSchedule(quran, edits)}>
      <Sample name="changed by somebody else meanwhile" width={420} height={1200}>
        <ScheduleEditor jobType="quran" schedule={{ ...quran, maxConcurrency: 2, timeoutMinutes: 90 }} onClose={() => {}} />
      </Sample>
    </Once>
  );
}

export const scheduleSections: readonly Section[] = [
  { id: 'schedules', role: 'admin', content: <List /> },
  { id: 'schedules-viewer', role: 'viewer', content: <List /> },
  { id: 'schedule-editor', role: 'admin', content: <Editor name="as it is" /> },
  { id: 'schedule-viewer', role: 'viewer', content: <Editor name="for a viewer" /> },
  {
    id: 'schedule-edited',
    role: 'admin',
    content: <Editor name="edited" edits={{ cronExpression: ['30', '4', '*', '*', '1-5'], maxConcurrency: '8', priority: 3 }} />,
  },
  {
    id: 'schedule-wrong',
    role: 'admin',
    content: <Editor name="wrong" edits={{ cronExpression: ['75', '4', '*', '*', '*'], timeoutMinutes: '0' }} />,
  },
  { id: 'schedule-changed', role: 'admin', content: <Changed /> },
  { id: 'schedule-missing', role: 'admin', content: <Missing /> },
];
