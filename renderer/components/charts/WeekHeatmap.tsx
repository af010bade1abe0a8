import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import './charts.css';
import type { WeekHeatmapProps } from './chart-props.ts';
import { HeatRow } from './HeatRow.tsx';
import { combineValues, LEGEND_SHADES, layWeek, moveInWeek } from './heat-scale.ts';
import { nameHour } from './time-format.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Of an hour's total, in pixels. */
const TALLEST = 34;

const mostOf = (values: readonly (number | null)[]): number => Math.max(0, ...values.map((value) => value ?? 0));

/**
 * The hours of a week as 7 rows of 24, with what days and hours come to.
 * With `onPick` the cells are buttons with one tab stop between them, walked by arrows.
 */
export function WeekHeatmap(props: WeekHeatmapProps) {
  const { label, cells, tone, formatValue, language, weekStartsOn, onPick, showFrom, combine = 'sum' } = props;
  const table = useRef<HTMLTableElement>(null);
  const [stop, setStop] = useState({ row: 0, hour: 0 });
  const rows = useMemo(() => layWeek(cells, weekStartsOn), [cells, weekStartsOn]);
  const most = mostOf(rows.flatMap(({ hours }) => hours));
  const days = rows.map(({ hours }) => combineValues(hours, combine));
  const columns = HOURS.map((hour) => rows.map(({ hours }) => hours[hour] ?? null));
  const hours = columns.map((column) => combineValues(column, combine));
  const mostInHour = Math.max(mostOf(hours), 1);

  const move = (event: KeyboardEvent) => {
    const to = moveInWeek(event.key, stop.row, stop.hour);
    if (!to) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-cell="${to.row}-${to.hour}"]`)?.focus();
  };

  return (
    <figure className="chart-heat" dir="ltr" data-tone={tone} aria-label={label}>
      {/* What scrolls must be reached by keys, and without buttons holds nothing that they reach. */}
      <div className="chart-heat-scroll" {...(onPick ? {} : { tabIndex: 0, role: 'group', 'aria-label': label })}>
        <table ref={table} role={onPick && 'grid'} aria-label={label} onKeyDown={onPick && move}>
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  <span className={hour % 3 === 0 ? undefined : 'sr'}>{nameHour(hour)}</span>
                </th>
              ))}
              {props.allDayLabel ? <th scope="col">{props.allDayLabel}</th> : <td />}
            </tr>
          </thead>
          <tbody>
            {rows.map((day, row) => (
              <HeatRow
                key={day.weekday}
                {...day}
                {...{ row, most, language, formatValue, showFrom, onPick }}
                total={days[row] ?? null}
                mostTotal={mostOf(days)}
                stop={stop.row === row ? stop.hour : null}
                onStop={(atRow, hour) => setStop({ row: atRow, hour })}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              {props.allWeekLabel ? (
                <th scope="row">
                  <span className="sr">{props.allWeekLabel}</span>
                </th>
              ) : (
                <td />
              )}
              {hours.map((value, hour) => (
                <td key={nameHour(hour)} title={value === null ? undefined : formatValue(value)}>
                  <i style={{ blockSize: `${Math.max(((value ?? 0) / mostInHour) * TALLEST, 1)}px` }} />
                  <span className="sr">{value === null ? '–' : formatValue(value)}</span>
                </td>
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
      <figcaption className="row t11 dim">
        <span>{formatValue(0)}</span>
        {LEGEND_SHADES.map((shade) => (
          <i key={shade} className="v" style={{ '--x': shade } as CSSProperties} />
        ))}
        <span>{props.maxLabel ?? formatValue(most)}</span>
        {props.note && <span className="end">{props.note}</span>}
      </figcaption>
    </figure>
  );
}
