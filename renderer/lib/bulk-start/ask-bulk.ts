import type { TFunction } from 'i18next';
import type { ControlAction } from '#contract/schemas/job.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { type Confirmed, confirm } from '#renderer/stores/dialogs.ts';
import type { ActionChoices } from './bulk-input.ts';

/** So many jobs may be deleted with a click; for more the number has to be typed. */
const DELETED_BY_CLICK = 100;

interface Plan {
  action: ControlAction;
  choices: ActionChoices;
  /** Jobs that it would touch, and those that it leaves out. */
  count: number;
  left: number;
  /** Of some of them. */
  names: readonly string[];
  /** Nothing narrows the selection. */
  isEverything: boolean;
  /** The reason is asked for here, where no field stood beside the action. */
  asksReason: boolean;
}

/** Names the action, the count and the jobs, and asks. Null: not confirmed. */
export function askBulk(t: TFunction<'bulk'>, plan: Plan): Promise<Confirmed | null> {
  const { action, choices, count, left, names, isEverything, asksReason } = plan;
  const n = { count, n: formatNumber(count), priority: choices.priority };
  const reason = choices.reason.trim();
  return confirm({
    title: t(`ask.${action}`, n),
    text: [
      isEverything ? t('ask.everything') : '',
      t(action === 'retry' ? `ask.text.${choices.from}` : `ask.text.${action}`),
      left > 0 ? t('ask.left', { count: left, n: formatNumber(left) }) : '',
      reason ? t('ask.reason', { reason }) : '',
    ]
      .filter(Boolean)
      .join(' '),
    confirmLabel: t(`do.${action}`, n),
    dismissLabel: t('ask.back'),
    tone: action === 'cancel' || action === 'delete' ? 'risk' : 'plain',
    names,
    asksReason,
    more: count - names.length,
    ...(action === 'delete' && count > DELETED_BY_CLICK ? { typed: String(count) } : {}),
  });
}
