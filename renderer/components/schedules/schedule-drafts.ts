import { create } from 'zustand';
import type { Schedule } from '#contract/schemas/schedule.ts';
import type { EditableField, ScheduleEdits } from './schedule-form.ts';

/** Edits that are not saved. They outlive the page: the way back through the browser's history asks nobody. */
interface ScheduleDraft {
  /** The schedule as the person knows it; what differs from it came from somebody else. */
  known: Schedule;
  edits: ScheduleEdits;
}

export const useScheduleDrafts = create<{ byType: Readonly<Record<string, ScheduleDraft>> }>()(() => ({ byType: {} }));

const update = (jobType: string, change: (draft: ScheduleDraft | undefined) => ScheduleDraft | undefined): void =>
  useScheduleDrafts.setState(({ byType }) => {
    const { [jobType]: draft, ...others } = byType;
    const next = change(draft);
    return { byType: next ? { ...others, [jobType]: next } : others };
  });

export const editSchedule = (schedule: Schedule, edits: ScheduleEdits): void =>
  update(schedule.jobType, (draft) => ({ known: draft?.known ?? schedule, edits: { ...draft?.edits, ...edits } }));

export const discardEdits = (jobType: string): void => update(jobType, () => undefined);

/** The person has seen what somebody else changed, and gives up their own edits of `fields`. */
export const takeChanges = (schedule: Schedule, fields: readonly EditableField[]): void =>
  update(schedule.jobType, (draft) => {
    if (!draft) return undefined;
    const edits = Object.fromEntries(Object.entries(draft.edits).filter(([field]) => !fields.includes(field as EditableField)));
    return { known: schedule, edits };
  });
