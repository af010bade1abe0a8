import type { NotificationRule, NotifiedEvent } from '#electron/bridge/notification-rules.ts';

/** What a rule looks at. A connection has neither type nor priority: what a rule says of those doesn't matter to it. */
export interface Occurrence {
  event: NotifiedEvent;
  environmentId: string;
  isProduction: boolean;
  jobType: string | null;
  /** Null: not known. */
  priority: number | null;
}

function fitsBesidePriority(rule: NotificationRule, { event, environmentId, isProduction, jobType }: Occurrence): boolean {
  if (!rule.isOn || rule.event !== event) return false;
  const { environments, jobTypes } = rule;
  if (environments === 'production' ? !isProduction : environments !== 'all' && !environments.includes(environmentId)) return false;
  return jobType === null || jobTypes.length === 0 || jobTypes.includes(jobType);
}

/** The first rule that fits decides. One that asks for a priority does not fit a job whose priority nobody could tell. */
export function findRule(rules: readonly NotificationRule[], occurrence: Occurrence): NotificationRule | undefined {
  const { jobType, priority } = occurrence;
  return rules.find((rule) => {
    if (!fitsBesidePriority(rule, occurrence)) return false;
    if (rule.priority === null || jobType === null) return true;
    return priority !== null && priority >= rule.priority.from && priority <= rule.priority.to;
  });
}

/** Whether the rule can't be found before the job's priority is known. */
export const asksForPriority = (rules: readonly NotificationRule[], occurrence: Omit<Occurrence, 'priority'>): boolean =>
  rules.find((rule) => fitsBesidePriority(rule, { ...occurrence, priority: null }))?.priority != null;
