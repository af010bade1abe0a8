import type { ControlAction, JobStatus } from './job.ts';

/** From which states a person may do what: told by the API, offered by the console, and applied by the database through the state table. */
export const controlRules = {
  pause: ['pending', 'running'],
  resume: ['paused'],
  cancel: ['pending', 'running', 'paused'],
  retry: ['failed', 'cancelled'],
  delete: ['completed', 'failed', 'cancelled'],
  priority_change: ['pending', 'running', 'paused'],
} as const satisfies Record<ControlAction, readonly JobStatus[]>;

const actions = Object.keys(controlRules) as ControlAction[];

/** Whether a job in `status` allows the action. */
export const isAllowed = (action: ControlAction, status: JobStatus): boolean =>
  (controlRules[action] as readonly JobStatus[]).includes(status);

/** The control actions that a job in `status` allows. */
export function allowedActions(status: JobStatus): ControlAction[] {
  return actions.filter((action) => isAllowed(action, status));
}
