import type { CSSProperties } from 'react';
import type { WeekHeatmapProps } from './chart-props.ts';
import { shadeCell } from './heat-scale.ts';
import { nameHour, nameWeekday } from './time-format.ts';

interface Props extends Pick<WeekHeatmapProps, 'language' | 'formatValue' | 'showFrom' | 'onPick'> {
  /** Counted from the top. */
  row: number;
  weekday: number;
  hours: readonly (number | null)[];
  /** The greatest value of the week: the deepest colour. */
  most: number;
  total: number | null;
  mostTotal: number;
  /** The hour whose button the tab key reaches, if it is in this row. */
  stop: number | null;
  onStop(row: number, hour: number): void;
}

/** Where nothing was measured. */
const NOTHING = '–';

/** A day of the heat map: its name, 24 hours, what they come to. */
export function HeatRow({ row, weekday, hours, most, total, mostTotal, language, formatValue, showFrom, onPick, stop, onStop }: Props) {
  const day = nameWeekday(weekday, language, 'long');
  return (
    <tr>
      <th scope="row">
        <span aria-hidden="true">{nameWeekday(weekday, language, 'short')}</span>
        <span className="sr">{day}</span>
      </th>
      {hours.map((value, hour) => {
        const look = { className: value === null ? 'v none' : 'v', style: { '--x': shadeCell(value, most) } as CSSProperties };
        const said = value === null ? NOTHING : formatValue(value);
        const printed = value !== null && value > 0 && value >= showFrom ? said : '';
        const name = `${day} ${nameHour(hour)}:00, ${said}`;
        return (
          <td key={nameHour(hour)} title={name}>
            {onPick ? (
              <button
                type="button"
                {...look}
                aria-label={name}
                tabIndex={stop === hour ? 0 : -1}
                data-cell={`${row}-${hour}`}
                onFocus={() => onStop(row, hour)}
                onClick={() => onPick({ weekday, hour })}
              >
                {printed}
              </button>
            ) : (
              <span {...look}>
                <span aria-hidden="true">{printed}</span>
                <span className="sr">{said}</span>
              </span>
            )}
          </td>
        );
      })}
      <td>
        <span className="chart-heat-total">
          <i style={{ inlineSize: `${Math.max(((total ?? 0) / Math.max(mostTotal, 1)) * 27, 1)}px` }} />
          <b>{total === null ? NOTHING : formatValue(total)}</b>
        </span>
      </td>
    </tr>
  );
}
