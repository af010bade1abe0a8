import { quote } from '#contract/query/quote.ts';
import type { Language, Texts } from '#electron/texts/texts.ts';
import { sayDuration, sayTime } from '../say-time.ts';
import type { GroupNotice, Notice, SumNotice } from './notice.ts';

export type NoticeAction = 'retry' | 'mute' | 'acknowledge';

/** A notification as the system shows it. */
export interface NativeNotice {
  /** The same key is the same notification. */
  key: string;
  title: string;
  body: string;
  actions: { action: NoticeAction; label: string }[];
  isSilent: boolean;
  /** An address of the window's, for a click. */
  path: string;
}

/** What words need beside the notice. */
export interface Wording {
  texts: Texts;
  language: Language;
  now: number;
  /** Undefined: it was removed. */
  environment(id: string): { name: string; isProduction: boolean; isReadOnly: boolean } | undefined;
}

/** A message may be pages long; a notification is three lines. */
const LONGEST_MESSAGE = 180;
const MOST_NAMES = 3;

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line;
};

const pathToQuery = (id: string, query: string) => `/e/${id}/control?${new URLSearchParams({ q: query })}`;
const pathToJob = (id: string, jobId: string) => `/e/${id}/control?${new URLSearchParams({ job: jobId })}`;

/** The query that finds an incident's failed jobs. */
export const incidentQuery = (signature: string): string =>
  signature === '' ? 'status:failed' : `status:failed signature:${quote(signature)}`;

/** Says a notice in the person's language. */
export function wordNotice(notice: Notice, wording: Wording): NativeNotice {
  const { title, body, path, actions = [] } = say(notice, wording);
  return { key: notice.key, title, body, path, actions, isSilent: !notice.hasSound };
}

type Said = Pick<NativeNotice, 'title' | 'body' | 'path'> & Partial<Pick<NativeNotice, 'actions'>>;

function say(notice: Notice, wording: Wording): Said {
  const t = wording.texts.notifications;
  const nameOf = (id: string) => wording.environment(id)?.name ?? id;
  const time = (at: number) => sayTime(at, wording.now, wording.language);
  switch (notice.kind) {
    case 'incident':
      return sayIncident(notice, wording);
    case 'completed':
    case 'long run': {
      const { environmentId, newest, count, signature } = notice;
      const [one, many] = notice.kind === 'completed' ? [t.completedOne, t.completed] : [t.longRunOfOne, t.longRuns];
      const name = nameOf(environmentId);
      const query = notice.kind === 'completed' ? `status:completed type:${quote(signature)}` : `status:running type:${quote(signature)}`;
      return count === 1
        ? { title: one(name, newest.jobName), body: '', path: pathToJob(environmentId, newest.jobId) }
        : { title: many(name, count, signature), body: t.since(time(notice.since)), path: pathToQuery(environmentId, query) };
    }
    case 'lost': {
      const [first = '', ...others] = notice.environmentIds;
      const since = t.since(time(notice.since));
      return others.length === 0
        ? { title: t.lost(nameOf(first)), body: [shorten(notice.reason), since].filter(Boolean).join('\n'), path: `/e/${first}/overview` }
        : { title: t.lostMany(notice.environmentIds.length), body: `${sayWhere(notice.environmentIds, wording)} ${since}`, path: '/fleet' };
    }
    case 'sign in':
      return { title: t.signIn(nameOf(notice.environmentId)), body: t.signInText, path: `/e/${notice.environmentId}/overview` };
    case 'sum':
      return saySum(notice, wording);
  }
}

function sayIncident(notice: GroupNotice, { texts, language, now, environment }: Wording): Said {
  const t = texts.notifications;
  const { environmentId, newest, count, open, jobTypes, since, last, message, signature } = notice;
  const { name, isProduction, isReadOnly } = environment(environmentId) ?? { name: environmentId, isProduction: false, isReadOnly: true };
  const time = (at: number) => sayTime(at, now, language);
  const when = time(since) === time(last) ? t.since(time(since)) : t.sinceAndLast(time(since), time(last));
  const [jobType = '', ...otherTypes] = jobTypes;
  const actions: NativeNotice['actions'] = [
    { action: 'mute', label: t.mute },
    { action: 'acknowledge', label: t.acknowledge },
  ];
  // Production asks first, and that only the window can.
  if (!isReadOnly && open > 0) actions.unshift({ action: 'retry', label: isProduction ? t.retryInWindow(open) : t.retry(open) });
  return {
    title: count === 1 ? t.incidentOfOne(name, newest.jobName || jobType) : t.incident(name, count, otherTypes.length > 0 ? null : jobType),
    body: [message === null ? '' : shorten(message), count === 1 ? '' : when].filter(Boolean).join('\n'),
    path: count === 1 ? pathToJob(environmentId, newest.jobId) : pathToQuery(environmentId, incidentQuery(signature)),
    actions,
  };
}

function sayWhere(ids: readonly string[], { texts, environment }: Wording): string {
  const t = texts.notifications;
  return ids.length > MOST_NAMES ? t.inManyEnvironments(ids.length) : t.inEnvironments(ids.map((id) => environment(id)?.name ?? id));
}

function saySum(notice: SumNotice, wording: Wording): Said {
  const { texts, language, now, environment } = wording;
  const t = texts.notifications;
  const { because, environmentIds, incidents, failures, completed, longRuns, from, to } = notice;
  const [only = ''] = environmentIds;
  const isOne = environmentIds.length === 1;
  const titles = {
    sleep: () => t.slept(sayDuration(to - from, language)),
    gap: () => t.gap(environment(only)?.name ?? only, sayTime(from, now, language)),
    muted: () => t.muted,
    'quiet hours': () => t.quietHours,
    limit: () => (incidents > 0 ? t.overLimit(incidents) : t.overLimitOther),
  };
  const parts = [
    incidents > 0 && because !== 'limit'
      ? because === 'sleep' || because === 'gap'
        ? t.newIncidents(incidents)
        : t.incidents(incidents)
      : '',
    failures > 0 ? t.jobsFailed(failures) : '',
    completed > 0 ? t.jobsCompleted(completed) : '',
    longRuns > 0 ? t.jobsRunLong(longRuns) : '',
  ].filter(Boolean);
  const where = because === 'gap' ? [] : [sayWhere(environmentIds, wording)];
  return {
    title: titles[because](),
    body: [t.list(parts), ...where].join('\n'),
    path: isOne ? (incidents > 0 ? pathToQuery(only, 'status:failed') : `/e/${only}/overview`) : '/fleet',
  };
}
