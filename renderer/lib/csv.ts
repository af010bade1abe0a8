import { saveStream } from '#renderer/host/save-stream.ts';

/** Rows as CSV for spreadsheets: a cell that they would take for a formula is made text. */
export async function writeCsv(rows: readonly object[], columns: readonly string[]): Promise<string> {
  // Its browser build brings a Buffer along: loaded when somebody exports.
  const { stringify } = await import('csv-stringify/browser/esm/sync');
  return stringify([...rows], {
    header: true,
    columns: [...columns],
    escape_formulas: true,
    cast: { date: (value) => value.toISOString() },
  });
}

/** Saves what is on this page as a file; what only the server has is exported by it (lib/export.ts). */
export async function saveCsv(name: string, rows: readonly object[], columns: readonly string[]): Promise<void> {
  const csv = await writeCsv(rows, columns);
  await saveStream(new Response(csv, { headers: { 'content-type': 'text/csv' } }), name, () => {});
}
