// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be virtual, and three lines on a phone; rows have the focus, not cells.
import { type CSSProperties, memo } from 'react';
import { Skel } from '#renderer/components/Skeleton.tsx';
import type { GridColumn } from './grid-props.ts';

interface GridRowProps<Row> {
  /** Undefined: on its way. */
  row: Row | undefined;
  index: number;
  /** In pixels from the first row. */
  top: number;
  height: number;
  columns: readonly GridColumn<Row>[];
  className: string;
  isSelected: boolean;
  isCurrent: boolean;
  isTabStop: boolean;
  /** Given where rows can be selected. */
  selectLabel: string | undefined;
}

const widths = ['62%', '84%', '38%', '71%', '52%', '66%', '45%', '77%'];

/** Its clicks and keys are heard by the grid, so that nothing of it changes while it says the same. */
function PlainGridRow<Row>(props: GridRowProps<Row>) {
  const { row, index, columns, isSelected, isCurrent, selectLabel } = props;
  const classes = ['gr', props.className, isSelected ? 'sel' : '', isCurrent ? 'cur' : '', row ? '' : 'coming'];
  const style: CSSProperties = { transform: `translateY(${props.top}px)`, height: props.height };
  return (
    <div
      role="row"
      // The head is the first.
      aria-rowindex={index + 2}
      aria-selected={selectLabel === undefined ? undefined : isSelected}
      aria-current={isCurrent || undefined}
      aria-busy={row ? undefined : true}
      tabIndex={props.isTabStop ? 0 : -1}
      data-index={index}
      className={classes.filter(Boolean).join(' ')}
      style={style}
    >
      {selectLabel !== undefined && (
        <span role="gridcell" className="wide" data-select>
          {/* A click on it is a click in its cell; keys select through the row. */}
          {row && <input type="checkbox" className="check-box" aria-label={selectLabel} checked={isSelected} readOnly tabIndex={-1} />}
        </span>
      )}
      {columns.map(({ id, align, className, cell }, n) => (
        <span key={id} role="gridcell" className={[align === 'end' ? 'num' : '', className].filter(Boolean).join(' ')}>
          {row ? cell(row) : <Skel width={widths[(index * 3 + n * 5) % widths.length] as string} />}
        </span>
      ))}
    </div>
  );
}

export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;
