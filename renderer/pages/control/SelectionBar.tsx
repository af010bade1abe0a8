import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { controlRules, isAllowed } from '#contract/schemas/control-rules.ts';
import type { ControlAction } from '#contract/schemas/job.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { PriorityMenu } from '#renderer/components/PriorityMenu.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { actionLooks } from '#renderer/lib/job-actions.ts';
import { clearSelection, type SelectedJob, useSelection } from '#renderer/stores/selection.ts';
import type { SelectionActions } from './use-selection-actions.tsx';

/** In the order in which they are offered; the first that fits is the main one. */
const offered = ['retry', 'resume', 'pause', 'priority_change', 'cancel', 'delete'] as const satisfies readonly ControlAction[];

/** On a phone the first that fit stand there, and the rest behind a menu. */
const SHOWN_NARROW = 2;

export const countFitting = (jobs: Iterable<SelectedJob>, action: ControlAction): number =>
  [...jobs].filter(({ status }) => isAllowed(action, status)).length;

function useWhat(jobs: readonly SelectedJob[]): string {
  const { t } = useTranslation(['control', 'common']);
  const counts = new Map<SelectedJob['status'], number>();
  for (const { status } of jobs) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, n]) => `${formatNumber(n)} ${t(`common:status.${status}`).toLocaleLowerCase()}`).join(', ');
}

function ActionButton(props: {
  action: ControlAction;
  count: number;
  isMain: boolean;
  actions: SelectionActions;
  className?: string;
  keyHint?: boolean;
}) {
  const { t } = useTranslation(['control', 'common']);
  const { action, count, isMain, actions } = props;
  const { icon, keys, isRisky } = actionLooks[action];
  const isOff = count === 0 || !actions.enabled;
  const button = (onClick?: () => void) => (
    <Button
      look={isMain ? 'main' : isRisky && !isOff ? 'risk' : 'plain'}
      icon={icon}
      disabled={isOff}
      busy={actions.busy === action}
      {...(keys?.length === 1 && count > 0 && props.keyHint ? { keyHint: keys.toUpperCase() } : {})}
      {...(props.className ? { className: props.className } : {})}
      {...(onClick ? { onClick } : {})}
    >
      {action === 'priority_change' ? t('common:priority.label') : t(`common:action.${action}`)}
      <span className="n">{formatNumber(count)}</span>
    </Button>
  );
  if (action !== 'priority_change') return button(() => actions.start(action));
  return (
    <PriorityMenu
      value={null}
      disabled={isOff}
      opened={actions.isPriorityOpen}
      onOpenChange={actions.openPriority}
      onChange={(priority) => actions.start('priority_change', priority)}
    >
      {button()}
    </PriorityMenu>
  );
}

function NarrowMore({
  actions,
  counts,
  shown,
}: {
  actions: SelectionActions;
  counts: Map<ControlAction, number>;
  shown: readonly ControlAction[];
}) {
  const { t } = useTranslation(['control', 'common']);
  const rest = offered.filter((action) => !shown.includes(action) && action !== 'priority_change' && (counts.get(action) ?? 0) > 0);
  return (
    <Menu position="top-end" width={220}>
      <Menu.Target>
        <Button square icon="more" className="only-narrow row" aria-label={t('moreActions')} />
      </Menu.Target>
      <Menu.Dropdown>
        {rest.map((action) => (
          <Menu.Item key={action} leftSection={<Icon name={actionLooks[action].icon} size={14} />} onClick={() => actions.start(action)}>
            {t(`common:action.${action}`)} {formatNumber(counts.get(action) ?? 0)}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} href="/bulk?by=hand">
          {t('inBulk')}
        </Menu.Item>
        <Menu.Item onClick={clearSelection}>{t('clear')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What may be done to the chosen jobs: each action with how many it would touch. */
export function SelectionBar({ actions }: { actions: SelectionActions }) {
  const { t } = useTranslation('control');
  const jobs = [...useSelection((store) => store.jobs).values()];
  const what = useWhat(jobs);
  if (jobs.length === 0) return null;
  const counts = new Map(offered.map((action) => [action as ControlAction, countFitting(jobs, action)]));
  const fitting = offered.filter((action) => (counts.get(action) ?? 0) > 0);
  const shown = fitting.slice(0, SHOWN_NARROW);
  // What no selection like this can ever be asked is left out; what could, with others among it, shows its 0.
  const listed = offered.filter((action) => fitting.includes(action) || (controlRules[action] as readonly string[]).length > 1);
  return (
    <section className="selbar" aria-label={t('selection')}>
      <b className="strong nw">{t('selected', { count: jobs.length, n: formatNumber(jobs.length) })}</b>
      <span className="dim t12 el wide">{what}</span>
      <span className="end row row-4">
        {actions.shown &&
          listed.map((action) => (
            <ActionButton
              key={action}
              action={action}
              count={counts.get(action) ?? 0}
              isMain={action === fitting[0]}
              actions={actions}
              keyHint
              {...(shown.includes(action) ? {} : { className: 'wide' })}
            />
          ))}
        {actions.shown && <NarrowMore actions={actions} counts={counts} shown={shown} />}
        <Link className="btn quiet wide" href="/bulk?by=hand">
          {t('inBulk')}
        </Link>
        <Button look="quiet" keyHint="Esc" className="wide" onClick={clearSelection}>
          {t('clear')}
        </Button>
      </span>
    </section>
  );
}
