/** What a transaction offers to those who write in it: one statement at a time, its rows back. */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}
