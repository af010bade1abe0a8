import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlAction } from '#contract/schemas/job.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { JobPrioritySelector } from '#renderer/components/JobPrioritySelector.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import type { ActionChoices, Selection } from '#renderer/lib/bulk-start/bulk-input.ts';
import { useBulkStart } from '#renderer/lib/bulk-start/use-bulk-start.ts';
import { useMayAct } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { actionLooks } from '#renderer/lib/job-actions.ts';
import { type Counts, countTouched } from './count-jobs.ts';

const offered = ['retry', 'priority_change', 'pause', 'cancel', 'delete', 'resume'] as const satisfies readonly ControlAction[];

function ActionRow(props: {
  action: ControlAction;
  counts: Counts | undefined;
  busy: boolean;
  disabled: boolean;
  onStart(count: number): void;
  /** What can be chosen beside it. */
  children?: ReactNode;
}) {
  const { t } = useTranslation('bulk');
  const { action, counts } = props;
  const { icon, isRisky } = actionLooks[action];
  const count = counts ? countTouched(counts, action) : undefined;
  const left = (counts?.total ?? 0) - (count ?? 0);
  const name = t(`action.${action}`, { ns: 'common' });
  const why =
    !counts || counts.total === 0
      ? ''
      : count === 0
        ? t(`actions.fits.${action}`)
        : left > 0
          ? t(`actions.left.${action}`, { n: formatNumber(left) })
          : t('actions.all');
  return (
    <li className="gr act">
      <span className={isRisky ? 'c' : 'mid'} data-s="failed">
        <Icon name={icon} />
      </span>
      <span className="w5">{name}</span>
      <span className={count ? 'num strong' : 'num dim'}>{count === undefined ? '' : formatNumber(count)}</span>
      <span className="el t12 dim why" title={why}>
        {why}
      </span>
      <span className="row end does">
        {count ? (
          <>
            {props.children}
            <Button
              size="small"
              look={isRisky ? 'risk' : 'plain'}
              busy={props.busy}
              disabled={props.disabled}
              aria-label={t('actions.offer', { action: name, n: formatNumber(count) })}
              onClick={() => props.onStart(count)}
            >
              {t(`actions.button.${action}`)}
            </Button>
          </>
        ) : null}
      </span>
    </li>
  );
}

/** What can be done to the selection, how many jobs each action would touch, and why it leaves out the rest. */
export function ActionsPanel(props: {
  selection: Selection;
  counts: Counts | undefined;
  /** The counts are not yet those of the selection. */
  isOld: boolean;
  onStarted(bulkId: string): void;
}) {
  const { t } = useTranslation('bulk');
  const { selection, counts, isOld } = props;
  const { enabled } = useMayAct();
  const [choices, setChoices] = useState<ActionChoices>({ reason: '', from: 'checkpoint', priority: 5 });
  const { busy, start } = useBulkStart(props.onStarted);
  const beside: Partial<Record<ControlAction, ReactNode>> = {
    retry: (
      <Segmented
        label={t('actions.from')}
        value={choices.from}
        options={[
          { value: 'checkpoint', label: t('actions.checkpoint') },
          { value: 'start', label: t('actions.start') },
        ]}
        onChange={(from) => setChoices({ ...choices, from })}
      />
    ),
    priority_change: (
      <JobPrioritySelector
        label={t('actions.newPriority')}
        value={choices.priority}
        onChange={(priority) => setChoices({ ...choices, priority })}
      />
    ),
  };
  return (
    <Panel title={t('actions.title')} about={counts?.total === 0 ? t('actions.empty') : t('actions.about')} className="fixed">
      <ul className="grid">
        {offered.map((action) => (
          <ActionRow
            key={action}
            {...{ action, counts }}
            busy={busy === action}
            disabled={!enabled || isOld || busy !== null}
            onStart={(count) => start({ action, selection, choices, count, left: (counts?.total ?? 0) - count })}
          >
            {beside[action]}
          </ActionRow>
        ))}
      </ul>
      <label className="row pad-x reason">
        <span className="t12 mid nw">{t('reason', { ns: 'common' })}</span>
        <input
          className="input grow"
          value={choices.reason}
          maxLength={1_000}
          onChange={(event) => setChoices({ ...choices, reason: event.target.value })}
        />
        <span className="t11 dim nw wide">{t('actions.reasonHint')}</span>
      </label>
    </Panel>
  );
}
