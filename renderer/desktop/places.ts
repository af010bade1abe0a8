import { type EnvironmentId, LOCAL_ID } from '#electron/bridge/environment.ts';
import { pages } from '#renderer/pages/registry.ts';

const KEY = 'syncdeck.desktop.place';
const IN_ENVIRONMENT = /^\/e\/([a-z0-9][a-z0-9-]{0,39})(\/[^?#]*)?/;

export const FLEET = '/fleet';
export const SETTINGS = '/desktop';
export const ADD_ENVIRONMENT = '/desktop/environments/new';
export const pathToForm = (id: EnvironmentId): string => `/desktop/environments/${id}`;

/** An address of an environment's console in this window; `path` is the console's own, such as `/control?job=…`. */
export const pathInto = (id: EnvironmentId, path = '/overview'): string => `/e/${id}${path}`;

/** The environment that an address of the window is of, and the console's own part of it. */
export function readPlace(path: string): { id: EnvironmentId; page: string } | null {
  const [, id, page = ''] = IN_ENVIRONMENT.exec(path) ?? [];
  return id === undefined ? null : { id, page };
}

/** Another environment, at the same page. What narrows it there (a query, a job) is of the one that is left. */
export function pathToOther(id: EnvironmentId, from: string): string {
  const page = readPlace(from)?.page;
  return pathInto(id, pages.some(({ path }) => path === page) ? page : undefined);
}

/** Where the person was last, for the next start. */
export function rememberPlace(path: string): void {
  localStorage.setItem(KEY, path);
}

/** Where a window begins: where the person was last, where that is still there; at first, this machine's overview. */
export function firstPlace(ids: readonly EnvironmentId[]): string {
  const last = localStorage.getItem(KEY) ?? '';
  if (last === FLEET || last === SETTINGS) return last;
  const place = readPlace(last);
  if (place && ids.includes(place.id) && pages.some(({ path }) => path === place.page)) return last;
  return pathInto(ids.includes(LOCAL_ID) ? LOCAL_ID : (ids[0] ?? LOCAL_ID));
}
