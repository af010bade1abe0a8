import type { TFunction } from 'i18next';
import { ControlAction } from '#contract/schemas/job.ts';
import type { IconName } from '#renderer/components/Icon.tsx';
import { actionLooks } from '#renderer/lib/job-actions.ts';

type Texts = TFunction<readonly ['history', 'common']>;

/** What people and Syncdeck do beside acting on a job. */
const others = {
  trigger: 'bolt',
  schedule_update: 'schedules',
  schedule_toggle: 'schedules',
  sign_in: 'lock',
  sign_out: 'lock',
  sign_out_everywhere: 'lock',
  session_end: 'lock',
  password_change: 'lock',
  user_create: 'user',
  user_update: 'user',
  user_delete: 'user',
  token_create: 'code',
  token_revoke: 'code',
} as const satisfies Record<string, IconName>;

/** All that this console knows, in the order in which they are offered. */
export const auditActions = ['trigger', ...ControlAction.options, ...Object.keys(others).slice(1)] as readonly string[];

const isControl = (action: string): action is ControlAction => ControlAction.options.some((each) => each === action);
const isOther = (action: string): action is keyof typeof others => Object.hasOwn(others, action);

/** What was done, in words; what this console does not know stays as the log has it. */
export function nameAuditAction(action: string, t: Texts): string {
  if (isControl(action)) return t(`common:action.${action}`);
  return isOther(action) ? t(`act.${action}`) : action;
}

export function iconOfAuditAction(action: string): IconName {
  if (isControl(action)) return actionLooks[action].icon;
  return isOther(action) ? others[action] : 'info';
}
