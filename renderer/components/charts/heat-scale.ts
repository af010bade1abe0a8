import type { WeekHour } from './chart-props.ts';

type Cell = WeekHour & { value: number | null };

/** From here on a cell is told from an empty one; up to there its number can still be read on it. In percent of the tone. */
const FAINTEST = 10;
const DEEPEST = 70;

/** How much of the tone a cell gets, in percent of it. */
export function shadeCell(value: number | null, most: number): number {
  if (!value || most <= 0) return 0;
  return Math.round(FAINTEST + (DEEPEST - FAINTEST) * Math.min(value / most, 1));
}

/** The steps of the legend, from nothing to the deepest. */
export const LEGEND_SHADES = [0, 14, 28, 42, 56, DEEPEST] as const;

/** Sparse cells as 7 rows of 24, the first row being the day on which the week starts. */
export function layWeek(cells: readonly Cell[], weekStartsOn: number): { weekday: number; hours: (number | null)[] }[] {
  const values = new Map(cells.map(({ weekday, hour, value }) => [weekday * 24 + hour, value]));
  const readCell = (weekday: number, hour: number): number | null => {
    const value = values.get(weekday * 24 + hour);
    return value === undefined ? 0 : value;
  };
  return Array.from({ length: 7 }, (_, n) => {
    const weekday = (weekStartsOn + n) % 7;
    return { weekday, hours: Array.from({ length: 24 }, (_, hour) => readCell(weekday, hour)) };
  });
}

/** Many values as one: added up, or the greatest where adding means nothing. null where none was measured. */
export function combineValues(values: readonly (number | null)[], how: 'sum' | 'max'): number | null {
  const measured = values.filter((value) => value !== null);
  if (measured.length === 0) return null;
  return how === 'sum' ? measured.reduce((sum, value) => sum + value, 0) : Math.max(...measured);
}

/** The cell that an arrow key leads to, or null where the key leads nowhere. Rows are counted from the top. */
export function moveInWeek(key: string, row: number, hour: number): { row: number; hour: number } | null {
  const to = {
    ArrowLeft: [row, hour - 1],
    ArrowRight: [row, hour + 1],
    ArrowUp: [row - 1, hour],
    ArrowDown: [row + 1, hour],
    Home: [row, 0],
    End: [row, 23],
  }[key];
  if (!to) return null;
  const [nextRow = row, nextHour = hour] = to;
  return { row: Math.min(Math.max(nextRow, 0), 6), hour: Math.min(Math.max(nextHour, 0), 23) };
}
