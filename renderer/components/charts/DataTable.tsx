import { memo, useDeferredValue } from 'react';

/** More rows than this no one listens to, and thousands of them would cost what the canvas saves. */
export const MOST_ROWS = 40;

export interface TableData {
  caption: string;
  heads: readonly string[];
  rows: readonly { key: number; head: string; cells: readonly string[] }[];
}

/** A chart's numbers for screen readers. It follows the picture when there is time; another `read` means other numbers. */
export function DataTable({ read }: { read(): TableData }) {
  return <Table read={useDeferredValue(read)} />;
}

const Table = memo(({ read }: { read(): TableData }) => {
  const { caption, heads, rows } = read();
  return (
    <div className="sr">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) =>
              head === '' ? (
                <td key={head} />
              ) : (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, cells }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              {cells.map((cell, n) => (
                <td key={heads[n + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
