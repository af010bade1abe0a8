import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { formatDuration, formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { openTrigger } from '#renderer/stores/dialogs.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

function RowsToCome() {
  return (
    <svg width="132" height="60" viewBox="0 0 132 60" fill="none" aria-hidden="true">
      {[0.75, 20.75, 40.75].map((y, n) => (
        <g key={y} stroke="var(--ink-4)" strokeWidth="1.5">
          <rect x=".75" y={y} width="130.5" height="14.5" rx="3" stroke="var(--line-2)" {...(n > 0 ? { strokeDasharray: '3 3' } : {})} />
          <circle cx="10" cy={y + 7.25} r="3" />
        </g>
      ))}
    </svg>
  );
}

function useNextRun(): string {
  const { t } = useTranslation('control');
  const { queries } = useConsole();
  const timeZone = useTimeZone();
  const now = useNow(60_000);
  const { data } = useQuery(queries.schedules());
  const on = (data?.items ?? []).filter(({ enabled, nextRunAt }) => enabled && nextRunAt);
  const [next] = on.sort((a, b) => Number(a.nextRunAt) - Number(b.nextRunAt));
  if (!data) return '';
  if (!next?.nextRunAt) return t('first.noSchedule');
  const time = formatTime(next.nextRunAt, 'minutes', timeZone);
  return t('first.next', { count: on.length, type: next.jobType, time, wait: formatDuration(Math.max(60_000, +next.nextRunAt - now)) });
}

/** No job has ever been: when the first comes by itself, and how to have one now. */
export function FirstRun() {
  const { t } = useTranslation('control');
  const { queries } = useConsole();
  const { shown, enabled } = useMayAct();
  const text = useNextRun();
  const types = useQuery(queries.types()).data?.items ?? [];
  const first = types.find(({ jobType }) => jobType === 'quran') ?? types[0];
  const others = types.filter((type) => type !== first);
  return (
    <div className="void first-run">
      <RowsToCome />
      <EmptyState title={t('first.title')} text={text}>
        {shown && first && (
          <Button look="main" icon="play" disabled={!enabled} onClick={() => openTrigger(first.jobType)}>
            {t('first.run', { type: first.jobType })}
          </Button>
        )}
        {shown && others.length > 0 && (
          <Menu width={200}>
            <Menu.Target>
              <Button icon="down" disabled={!enabled}>
                {t('first.others')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map(({ jobType }) => (
                <Menu.Item key={jobType} className="mi" onClick={() => openTrigger(jobType)}>
                  <JobKind jobType={jobType} />
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Link className="btn quiet" href="/schedules">
          {t('first.schedules')}
        </Link>
      </EmptyState>
    </div>
  );
}
