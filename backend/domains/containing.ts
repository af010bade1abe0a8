/** An ILIKE pattern for text that contains `search` as it stands. */
export function containing(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`;
}
