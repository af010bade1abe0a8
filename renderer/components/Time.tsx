import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatAge, formatDuration, formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** A moment in full: in the person's zone, and in UTC. */
function useExact(at: Date): string {
  const timeZone = useTimeZone();
  const exact = formatTime(at, 'exact', timeZone);
  return timeZone === 'UTC' ? exact : `${exact}\n${formatTime(at, 'exact', 'UTC')}`;
}

function Exact({ at, text, className }: { at: Date; text: string; className?: string | undefined }) {
  const exact = useExact(at);
  return (
    <Tooltip label={<span className="ltr exact">{exact}</span>} openDelay={300} multiline>
      <time className={className} dateTime={at.toISOString()}>
        {text}
      </time>
    </Tooltip>
  );
}

/** How long ago, or until: `12m ago`, `in 3h`; `precise`: in two units, `in 3h 29m`. The exact moment on hover. */
export function RelativeTime({ at, className, plain, precise }: { at: Date; className?: string; plain?: boolean; precise?: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const difference = now - at.getTime();
  const duration = (precise ? formatDuration : formatAge)(Math.abs(difference));
  const text = plain ? duration : Math.abs(difference) < 1_000 ? t('now') : difference > 0 ? t('ago', { duration }) : t('in', { duration });
  return <Exact at={at} text={text} className={className} />;
}

/** A moment as clock time or date in the person's zone. The exact moment on hover. */
export function ClockTime({
  at,
  shape = 'dayTime',
  className,
}: {
  at: Date;
  shape?: 'time' | 'minutes' | 'day' | 'dayTime' | 'weekday' | 'weekTime';
  className?: string;
}) {
  return <Exact at={at} text={formatTime(at, shape, useTimeZone())} className={className} />;
}

/** Milliseconds that go on counting since `since`. */
export function RunningTime({ since, baseMs = 0 }: { since: Date; baseMs?: number }) {
  const now = useNow();
  return <>{formatDuration(baseMs + Math.max(0, now - since.getTime()))}</>;
}
