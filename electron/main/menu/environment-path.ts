/**
 * Where another environment is shown: on the page that is open now, so that two can be compared by going back and forth; without what was
 * chosen on it, which the other one doesn't have.
 */
export function pathInEnvironment(id: string, address: string): string {
  const pathname = URL.canParse(address) ? new URL(address).pathname : '';
  const page = /^\/e\/[^/]+\/([a-z]+)(?:\/|$)/.exec(pathname)?.[1] ?? 'overview';
  return `/e/${id}/${page}`;
}
