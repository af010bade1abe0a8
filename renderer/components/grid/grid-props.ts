import type { ReactNode } from 'react';

export interface GridColumn<Row> {
  id: string;
  label: string;
  /** Its track: a CSS length or `minmax(…)`. */
  width: string;
  align?: 'end';
  sortable?: boolean;
  /** The first click on its head puts the smallest first; otherwise the largest, or newest. */
  ascendingFirst?: boolean;
  /** Of its cells; `a-…` gives a place in the three lines of a narrow row. */
  className?: string;
  cell(row: Row): ReactNode;
}

export interface GridSort {
  id: string;
  descending: boolean;
}

export interface GridSelection<Row> {
  has(key: string): boolean;
  /** `range`: with all rows from the one before it; `from` is where that one stands, null where there is none. */
  toggle(row: Row, options: { range: boolean; index: number; from: number | null }): void;
  all: 'all' | 'some' | 'none';
  toggleAll(): void;
  allLabel: string;
  labelOf(row: Row): string;
}

export interface DataGridProps<Row> {
  label: string;
  columns: readonly GridColumn<Row>[];
  count: number;
  /** Undefined: on its way. The same row must be the same object: it renders again only when it is another one. */
  rowAt(index: number): Row | undefined;
  keyOf(row: Row): string;
  /** In pixels, and fixed. */
  rowHeight: number;
  /** Given, rows become three lines under 900 px; without it the table scrolls sideways there, `minWidth` wide. */
  narrowRowHeight?: number;
  minWidth?: number;
  sort?: GridSort;
  onSort?(sort: GridSort): void;
  /** Key of the highlighted row; left out, the grid keeps it itself. */
  current?: string | null;
  onCurrent?(row: Row, index: number): void;
  /** By click or Enter. */
  onOpen?(row: Row, index: number): void;
  /** The rows in view, both ends included. */
  onVisible?(first: number, last: number): void;
  selection?: GridSelection<Row>;
  rowClassName?(row: Row): string;
  /** j, k and x work wherever the focus is. One grid of a page may have them. */
  keys?: boolean;
  /** Another value: another list, shown from its top. */
  listKey?: string;
  /** In place of rows where there are none. */
  empty?: ReactNode;
}
