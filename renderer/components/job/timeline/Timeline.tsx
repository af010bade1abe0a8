import './timeline.css';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import type { Attempt, AuditEntry, CheckpointList } from '#contract/schemas/records.ts';
import { measureTexts } from '#renderer/components/charts/measure-text.ts';
import { useWidth } from '#renderer/components/charts/use-width.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { listAxisTicks } from './axis-ticks.ts';
import { describePlaced } from './describe-item.ts';
import { type PlacedBar, type PlacedMark, placeBars, placeMarks } from './place-items.ts';
import { TimelineBar } from './TimelineBar.tsx';
import { TimelineMark } from './TimelineMark.tsx';
import { createTimeScale } from './time-scale.ts';
import { listBusySpans, listTimelineEvents } from './timeline-events.ts';
import { useRoving } from './use-roving.ts';

/** Room for an icon at both ends. */
const EDGE = 9;
const GAPS = [0, 14, 17] as const;

const momentOf = (placed: PlacedBar | PlacedMark): number => ('bars' in placed ? placed.bars[0].from : placed.marks[0].at);
const centreOf = (placed: PlacedBar | PlacedMark): number => ('bars' in placed ? placed.x + placed.width / 2 : placed.x);

const isMoving = (status: Job['status']): boolean => status === 'pending' || status === 'running' || status === 'paused';

interface TimelineProps {
  job: Job;
  unit: string | undefined;
  attempts: readonly Attempt[];
  checkpoints: CheckpointList['items'];
  audit: readonly AuditEntry[];
  /** The moment that the log shows; null while it shows none. */
  logAt: Date | null;
  /** The log should show this moment. */
  onJump(at: Date): void;
}

/** Runs, pauses, checkpoints and what people did, on one line of time that leads the log and follows it. */
export function Timeline({ job, unit, attempts, checkpoints, audit, logAt, onJump }: TimelineProps) {
  const { t } = useTranslation(['job', 'common']);
  const timeZone = useTimeZone();
  // What is over stands still.
  const now = useNow(isMoving(job.status) ? 1_000 : 3_600_000);
  const plot = useRef<HTMLDivElement>(null);
  const width = useWidth(plot);
  const [told, setTold] = useState<string | null>(null);

  const names = [t('timeline.attempts'), t('timeline.safe'), t('timeline.actions')];
  const gutter = Math.ceil(measureTexts(names)) + 12;
  const events = listTimelineEvents(job, attempts, checkpoints, audit, now);
  const scale = createTimeScale(listBusySpans(events, job, now), gutter + EDGE, Math.max(gutter + EDGE * 3, width - EDGE));
  const rows: (PlacedBar | PlacedMark)[][] = [
    placeBars(events.bars, scale),
    placeMarks(events.safe, scale, GAPS[1]),
    placeMarks(events.actions, scale, GAPS[2]),
  ];
  const roving = useRoving(
    plot,
    rows.map((row) => row.map(centreOf)),
  );
  const timeAt = (clientX: number) => new Date(scale.at(clientX - (plot.current?.getBoundingClientRect().left ?? 0)));
  const cursor = logAt && scale.segments.length > 0 ? scale.x(+logAt) : null;
  const shown = told ?? (logAt ? t('timeline.logAt', { at: formatTime(logAt, 'time', timeZone) }) : '');
  return (
    <section className="tl" aria-label={t('timeline.title')}>
      <div className="row tl-head">
        <h3 className="strong t12">{t('timeline.title')}</h3>
        <span className="dim t11 end el">{shown}</span>
      </div>
      <div className="tl-plot ltr" ref={plot} role="toolbar" aria-label={t('timeline.keys')} onKeyDown={roving.onKeyDown}>
        {width > 0 && (
          <>
            <svg width={width} height={112} aria-hidden="true">
              {names.map((name, n) => (
                <g key={name}>
                  <text x={0} y={24 + n * 30}>
                    {name}
                  </text>
                  <line className="ax" x1={gutter} x2={width} y1={20 + n * 30} y2={20 + n * 30} />
                </g>
              ))}
              {listAxisTicks(scale, timeZone).map((tick) => (
                <g key={tick.at}>
                  <line className="ax" x1={tick.x} x2={tick.x} y1={6} y2={94} />
                  <text x={Math.min(tick.x, width - 22)} y={108} textAnchor="middle">
                    {formatTime(new Date(tick.at), tick.shape, timeZone)}
                  </text>
                </g>
              ))}
              {scale.breaks.map(({ from, x0, x1 }) => (
                <path key={from} className="tl-break" d={`M${(x0 + x1) / 2 - 4} 98l3-8m2 8l3-8`} />
              ))}
            </svg>
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard the items on it are chosen, which cover all that happened. */}
            {/* biome-ignore lint/a11y/noStaticElementInteractions: as above. */}
            <div
              className="tl-track"
              style={{ left: gutter }}
              onClick={(event) => onJump(timeAt(event.clientX))}
              onPointerMove={(event) => setTold(formatTime(timeAt(event.clientX), 'time', timeZone))}
              onPointerLeave={() => setTold(null)}
            />
            {rows.map((row, n) =>
              row.map((placed, index) => {
                const text = describePlaced(placed, { t, timeZone, unit });
                return (
                  <button
                    // biome-ignore lint/suspicious/noArrayIndexKey: its place in the row is what it is.
                    key={`${n}:${index}`}
                    type="button"
                    className="tl-item"
                    data-place={`${n}:${index}`}
                    tabIndex={roving.isCurrent(n, index) ? 0 : -1}
                    aria-label={text}
                    style={'bars' in placed ? { left: placed.x, width: placed.width, top: 8 } : { left: placed.x - 12, top: 8 + n * 30 }}
                    onClick={() => onJump(new Date(momentOf(placed)))}
                    onFocus={() => {
                      roving.setCurrent(n, index);
                      setTold(text);
                    }}
                    onBlur={() => setTold(null)}
                    onPointerEnter={() => setTold(text)}
                    onPointerLeave={() => setTold(null)}
                  >
                    {'bars' in placed ? <TimelineBar placed={placed} /> : <TimelineMark placed={placed} />}
                  </button>
                );
              }),
            )}
            {cursor !== null && <span className="tl-cursor" style={{ left: cursor }} />}
          </>
        )}
      </div>
    </section>
  );
}
