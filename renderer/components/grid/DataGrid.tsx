// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t be virtual, and three lines on a phone.
import './grid.css';
import { useMediaQuery } from '@mantine/hooks';
import { type CSSProperties, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { GridHead } from './GridHead.tsx';
import { GridKeys } from './GridKeys.tsx';
import { GridRow } from './GridRow.tsx';
import type { DataGridProps } from './grid-props.ts';
import { useGridFocus } from './use-grid-focus.ts';
import { useGridRows } from './use-grid-rows.ts';

export type { DataGridProps, GridColumn, GridSelection, GridSort } from './grid-props.ts';

export interface GridHandle {
  /** Shows a row and puts the keys on it. */
  moveTo(index: number, options?: { focus?: boolean }): void;
  /** From the row that the keys are on, or that is open. */
  moveBy(by: number, options?: { focus?: boolean }): void;
}

const HEAD_HEIGHT = 28;
const NARROW = '(max-width: 900px)';
const CONTROLS = 'button, a, input:not([readonly]), select, textarea, [role="menu"]';

/** A list of any length: only the rows in view are in the document, and each renders again only when it changes itself. */
export function DataGrid<Row>({ ref, ...props }: DataGridProps<Row> & { ref?: Ref<GridHandle> }) {
  const { columns, count, rowAt, keyOf, selection, rowClassName, onOpen, onVisible, listKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const pointer = useRef('mouse');
  const isNarrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches, { getInitialValueInEffect: false });
  const hasLines = isNarrow && props.narrowRowHeight !== undefined;
  const rowHeight = (hasLines ? props.narrowRowHeight : undefined) ?? props.rowHeight;
  const headHeight = hasLines ? 0 : HEAD_HEIGHT;

  const focus = useGridFocus({ scroller, count, rowAt, keyOf, current: props.current, onCurrent: props.onCurrent });
  const rows = useGridRows({ scroller, count, rowHeight, headHeight, kept: focus.place.index });
  const { virtualizer, first, last } = rows;

  const moveTo = (index: number, options?: { focus?: boolean }) => virtualizer.scrollToIndex(focus.move(index, options), { align: 'auto' });
  const moveBy = (by: number, options?: { focus?: boolean }) =>
    moveTo(focus.highlighted === null && focus.place.key === null ? first : focus.place.index + by, options);
  useImperativeHandle(ref, () => ({ moveTo, moveBy }));
  const latestVisible = useRef(onVisible);
  latestVisible.current = onVisible;
  useEffect(() => latestVisible.current?.(first, last), [first, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top.
  useLayoutEffect(() => {
    scroller.current?.scrollTo(0, 0);
    anchor.current = null;
  }, [listKey]);

  function toggle(index: number, range: boolean) {
    const row = rowAt(index);
    if (!row || !selection) return;
    selection.toggle(row, { range, index, from: range ? anchor.current : null });
    anchor.current = index;
  }

  function onClick(event: React.MouseEvent) {
    const target = event.target as HTMLElement;
    const element = target.closest<HTMLElement>('[data-index]');
    if (!element || target.closest(CONTROLS)) return;
    const index = Number(element.dataset.index);
    // A phone has no boxes: once a row is chosen, by a long press, others are by a tap.
    const isTapping = hasLines && selection !== undefined && selection.all !== 'none';
    const isSelecting = selection && (isTapping || target.closest('[data-select]') || event.shiftKey || event.ctrlKey || event.metaKey);
    if (isSelecting) {
      focus.move(index);
      return toggle(index, event.shiftKey);
    }
    // Who marks text to copy it wants no row opened.
    if (window.getSelection()?.isCollapsed === false) return;
    focus.move(index);
    const row = rowAt(index);
    if (row) onOpen?.(row, index);
  }

  function onLongPress(event: React.MouseEvent) {
    const index = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index;
    if (!hasLines || !selection || index === undefined || pointer.current !== 'touch') return;
    event.preventDefault();
    toggle(Number(index), false);
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const target = event.target as HTMLElement;
    const { index } = focus.place;
    if (!target.matches('[data-index]') || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, last - first - 1);
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: count - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) moveTo(next);
    else if (event.key === ' ' && selection) toggle(index, event.shiftKey);
    else if (event.key === 'Enter' && onOpen) {
      const row = rowAt(index);
      if (row) onOpen(row, index);
    } else return;
    event.preventDefault();
  }

  const isEmpty = count === 0;
  const tracks = [...(selection ? ['16px'] : []), ...columns.map(({ width }) => width)].join(' ');
  const style = { '--cols': tracks, '--grid-min': hasLines || !props.minWidth ? '0' : `${props.minWidth}px` } as CSSProperties;
  const rowClass = props.narrowRowHeight === undefined ? '' : 'job';
  const keysSeen = new Set<string>();
  const keyFor = (row: Row | undefined, index: number): string => {
    const key = row ? keyOf(row) : `at ${index}`;
    // Pages that were read at different moments may both have a row.
    if (keysSeen.has(key)) return `${key} at ${index}`;
    keysSeen.add(key);
    return key;
  };
  return (
    <div className={['grid data-grid', isEmpty ? 'is-empty' : '', hasLines ? 'has-lines' : ''].filter(Boolean).join(' ')} style={style}>
      {props.keys && <GridKeys move={moveBy} select={selection && ((range) => toggle(focus.place.index, range))} />}
      <div
        ref={scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + (selection ? 1 : 0)}
        aria-multiselectable={selection ? true : undefined}
        className="data-grid-scroll"
        onClick={onClick}
        onPointerDown={(event) => {
          pointer.current = event.pointerType;
        }}
        onContextMenu={onLongPress}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const index = event.target.closest<HTMLElement>('[data-index]')?.dataset.index;
          if (index !== undefined) focus.onFocus(Number(index));
        }}
        onBlur={focus.onBlur}
      >
        <div role="rowgroup" className="data-grid-head">
          <GridHead columns={columns} selection={selection} sort={props.sort} onSort={props.onSort} />
        </div>
        <div role="rowgroup" className="data-grid-rows" style={{ height: count * rowHeight }}>
          {rows.items.map(({ index, top }) => {
            const row = rowAt(index);
            const key = row && keyOf(row);
            return (
              <GridRow
                key={keyFor(row, index)}
                row={row}
                index={index}
                top={top}
                height={rowHeight}
                columns={columns}
                className={row && rowClassName ? `${rowClass} ${rowClassName(row)}` : rowClass}
                isSelected={key !== undefined && (selection?.has(key) ?? false)}
                isCurrent={key !== undefined && key === focus.highlighted}
                isTabStop={index === focus.place.index}
                selectLabel={selection && row ? selection.labelOf(row) : selection && ''}
              />
            );
          })}
        </div>
      </div>
      {isEmpty && props.empty && <div className="data-grid-empty">{props.empty}</div>}
    </div>
  );
}
