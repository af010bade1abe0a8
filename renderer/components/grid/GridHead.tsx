// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be virtual, and three lines on a phone; the focus goes to the buttons.
import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Check } from '#renderer/components/Check.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import type { GridColumn, GridSelection, GridSort } from './grid-props.ts';

const features = tableFeatures({ rowSortingFeature });
const helper = createColumnHelper<typeof features, object>();
/** The table knows columns and their order. Rows are not in it: its row model wants all of them, and there may be 100,000 elsewhere. */
const noRows: object[] = [];
const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

function useColumns<Row>(columns: readonly GridColumn<Row>[], sort: GridSort | undefined, onSort: ((sort: GridSort) => void) | undefined) {
  const defs = useMemo(
    () =>
      helper.columns(
        columns.map(({ id, label, sortable = false, ascendingFirst = false }) =>
          helper.accessor(() => null, { id, header: label, enableSorting: sortable, sortDescFirst: !ascendingFirst }),
        ),
      ),
    [columns],
  );
  const sorting = useMemo(() => (sort ? [{ id: sort.id, desc: sort.descending }] : []), [sort]);
  return useTable({
    features,
    columns: defs,
    data: noRows,
    state: { sorting },
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    onSortingChange(update) {
      const [next] = typeof update === 'function' ? update(sorting) : update;
      if (next) onSort?.({ id: next.id, descending: next.desc });
    },
  });
}

interface HeadProps<Row> {
  columns: readonly GridColumn<Row>[];
  sort: GridSort | undefined;
  onSort: ((sort: GridSort) => void) | undefined;
  selection: GridSelection<Row> | undefined;
}

export function GridHead<Row>({ columns, sort, onSort, selection }: HeadProps<Row>) {
  const table = useColumns(columns, sort, onSort);
  return (
    <div role="row" aria-rowindex={1} className="gr gh">
      {selection && (
        <span role="columnheader">
          <Check
            checked={selection.all === 'all'}
            mixed={selection.all === 'some'}
            label={selection.allLabel}
            onChange={() => selection.toggleAll()}
          />
        </span>
      )}
      {table.getFlatHeaders().map(({ column }, n) => {
        const direction = column.getIsSorted();
        const { align, className = '', label } = columns[n] as GridColumn<Row>;
        const isWide = className.includes('wide') ? ' wide' : '';
        return (
          <span
            key={column.id}
            role="columnheader"
            className={(align === 'end' ? 'num' : '') + isWide}
            aria-sort={direction ? ariaSort[direction] : column.getCanSort() ? 'none' : undefined}
          >
            {column.getCanSort() ? (
              <button type="button" className={direction ? 'sort' : 'sort off'} onClick={() => column.toggleSorting()}>
                {label}
                <Icon name="down" size={12} className={direction === 'asc' ? 'turned' : ''} />
              </button>
            ) : (
              label
            )}
          </span>
        );
      })}
    </div>
  );
}
