import {
  EnvironmentDraft as Draft,
  EnvironmentColor,
  type EnvironmentDraft,
  EnvironmentId,
  ServerUrl,
} from '#electron/bridge/environment.ts';

export const LINK_SCHEME = 'syncdeck';
const MOST_CHARACTERS = 2_000;
const MOST_OF_QUERY = 1_000;
const MOST_OF_JOB = 255;

/** The pages of an environment, as the renderer names them in its addresses. */
export const linkedTabs = ['overview', 'control', 'bulk', 'analytics', 'schedules', 'history', 'settings', 'users'] as const;
const searchableTabs: readonly string[] = ['control', 'bulk', 'history'];

export type LinkFault =
  | 'malformed'
  | 'too long'
  | 'control characters'
  | 'unknown action'
  | 'unknown parameter'
  | 'environment'
  | 'page'
  | 'job'
  | 'query'
  | 'url'
  | 'credentials'
  | 'name'
  | 'color'
  | 'tags'
  | 'production';

export type DeepLink =
  /** `path`: an address of the renderer's own. `environmentId`: null where none is meant (the fleet). */
  | { kind: 'open'; environmentId: EnvironmentId | null; path: string }
  /** To be offered in a form: nothing is added before a person says so. */
  | { kind: 'add'; draft: Partial<EnvironmentDraft> & { url: string } }
  /** `why`: the text of that name among the links' texts says it. */
  | { kind: 'refused'; why: LinkFault };

class Refused extends Error {
  readonly fault: LinkFault;

  constructor(fault: LinkFault) {
    super(fault);
    this.fault = fault;
  }
}

function refuse(fault: LinkFault): never {
  throw new Refused(fault);
}

/** Control characters, and those that turn the direction of a text and so make it look like another. */
const HIDDEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('malformed');
  }
}

/** What is in the query: each name once, and only those that are known. */
function readParams(url: URL, known: readonly string[]): Record<string, string | undefined> {
  const params: Record<string, string | undefined> = {};
  for (const [name, value] of url.searchParams) {
    if (!known.includes(name) || Object.hasOwn(params, name)) refuse('unknown parameter');
    if (HIDDEN.test(value)) refuse('control characters');
    params[name] = value;
  }
  return params;
}

const readEnvironment = (text: string | undefined): EnvironmentId => {
  const id = EnvironmentId.safeParse(text);
  return id.success ? id.data : refuse('environment');
};

function readJob(text: string): string {
  if (HIDDEN.test(text)) refuse('control characters');
  return text.length > 0 && text.length <= MOST_OF_JOB && text.trim() === text ? text : refuse('job');
}

function open(environmentId: EnvironmentId, tab: string, values: Record<string, string | undefined>): DeepLink {
  const search = new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();
  return { kind: 'open', environmentId, path: `/e/${environmentId}/${tab}${search ? `?${search}` : ''}` };
}

function readOpen(url: URL, segments: readonly string[]): DeepLink {
  const { job, q } = readParams(url, ['job', 'q']);
  const [environment, tab, ...more] = segments;
  const id = readEnvironment(environment);
  const page = tab ?? (job !== undefined || q !== undefined ? 'control' : 'overview');
  if (more.length > 0 || !linkedTabs.some((known) => known === page)) refuse('page');
  if (q !== undefined && !searchableTabs.includes(page)) refuse('unknown parameter');
  if (q !== undefined && q.length > MOST_OF_QUERY) refuse('query');
  return open(id, page, { q, job: job === undefined ? undefined : readJob(job) });
}

function readJobLink(url: URL, segments: readonly string[]): DeepLink {
  readParams(url, []);
  const [environment, job, ...more] = segments;
  const id = readEnvironment(environment);
  if (job === undefined || more.length > 0) refuse('job');
  return open(id, 'control', { job: readJob(decode(job)) });
}

function readServerUrl(text: string | undefined): string {
  if (text === undefined || !URL.canParse(text)) return refuse('url');
  const { username, password } = new URL(text);
  if (username || password) refuse('credentials');
  const url = ServerUrl.safeParse(text);
  return url.success ? url.data : refuse('url');
}

function readAdd(link: URL, segments: readonly string[]): DeepLink {
  if (segments.length > 0) refuse('unknown action');
  const { url, name, production, color, tags } = readParams(link, ['url', 'name', 'production', 'color', 'tags']);
  const draft: Partial<EnvironmentDraft> & { url: string } = { url: readServerUrl(url) };
  if (name !== undefined) {
    const read = Draft.shape.name.safeParse(name);
    draft.name = read.success ? read.data : refuse('name');
  }
  if (production !== undefined) draft.isProduction = production === '1' ? true : production === '0' ? false : refuse('production');
  if (color !== undefined) {
    const read = EnvironmentColor.safeParse(color);
    draft.color = read.success ? read.data : refuse('color');
  }
  if (tags !== undefined) {
    const read = Draft.shape.tags.safeParse(tags === '' ? [] : tags.split(','));
    draft.tags = read.success ? read.data : refuse('tags');
  }
  return { kind: 'add', draft };
}

function read(text: string): DeepLink {
  if (text.length > MOST_CHARACTERS) refuse('too long');
  if (HIDDEN.test(text)) refuse('control characters');
  // The parser alone would also take `syncdeck:open`, and cut spaces off both ends.
  if (!/^syncdeck:\/\/[^\s]+$/i.test(text) || !URL.canParse(text)) return refuse('malformed');
  const url = new URL(text);
  if (url.username || url.password) refuse('credentials');
  if (url.port || url.hash) refuse('malformed');
  // Windows' shell and some browsers add a slash at the end.
  const segments = url.pathname.replace(/\/$/, '').split('/').slice(1);
  switch (url.hostname) {
    case 'open':
      return readOpen(url, segments);
    case 'job':
      return readJobLink(url, segments);
    case 'fleet':
      readParams(url, []);
      return segments.length === 0 ? { kind: 'open', environmentId: null, path: '/fleet' } : refuse('page');
    case 'add':
      return readAdd(url, segments);
    default:
      return refuse('unknown action');
  }
}

/**
 * What a `syncdeck://` link asks for. Anybody may write one, so whatever it isn't known to be is refused, with a reason:
 *
 *     syncdeck://open/<environment>[/<tab>][?q=<query>&job=<job id>]
 *     syncdeck://job/<environment>/<job id>
 *     syncdeck://fleet
 *     syncdeck://add?url=<server>[&name=…&color=…&tags=a,b&production=1]
 */
export function parseDeepLink(text: string): DeepLink {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', why: error.fault };
    throw error;
  }
}
