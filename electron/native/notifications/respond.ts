import type { Environments } from '#electron/connections/environments.ts';
import type { Texts } from '#electron/texts/texts.ts';
import type { Input } from './inputs.ts';
import { retryIncident } from './retry-incident.ts';
import type { Group } from './state.ts';
import { incidentQuery, type NativeNotice, type NoticeAction } from './word-notice.ts';

const HOUR_MS = 3_600_000;

interface RespondDeps {
  environments: Environments;
  openWindow(path: string): void;
  log: { warn(fields: object, message: string): void };
  now(): number;
  feed(input: Input): void;
  showNotice(notice: NativeNotice): void;
  texts(): Texts;
  /** The incident that the notification is of; undefined once it is over. */
  group(): Group | undefined;
}

/** Does what a button of a notification says. */
export async function respond(action: NoticeAction, notice: NativeNotice, deps: RespondDeps): Promise<void> {
  const group = deps.group();
  if (action === 'mute') return deps.feed({ kind: 'mute', until: deps.now() + HOUR_MS });
  if (!group) return deps.openWindow(notice.path);
  const { environmentId, signature } = group;
  if (action === 'acknowledge') return deps.feed({ kind: 'acknowledge', environmentId, signature });
  // Production asks a person to confirm, which a notification can't.
  if (deps.environments.find(environmentId)?.environment.isProduction !== false) return deps.openWindow(notice.path);
  await retry(group, notice, deps);
}

async function retry(group: Group, { key, path }: NativeNotice, { environments, log, showNotice, texts }: RespondDeps): Promise<void> {
  const { environmentId, signature, open, untracked } = group;
  const t = texts().notifications;
  const name = environments.find(environmentId)?.environment.name ?? environmentId;
  const tell = (title: string, body: string) => showNotice({ key: `${key}-retried`, title, body, actions: [], isSilent: true, path });
  const client = environments.clientOf(environmentId);
  if (!client) return tell(t.retryFailed(name), t.notConnected);
  try {
    const jobs = untracked > 0 ? { query: incidentQuery(signature) } : { jobIds: open };
    const { all, succeeded, isUnfinished } = await retryIncident(client, jobs);
    if (succeeded === all) tell(t.retried(name, succeeded), '');
    else tell(t.retriedSome(name, succeeded, all), isUnfinished ? t.retriedUnfinished : t.retriedRest);
  } catch (err) {
    log.warn({ err, environmentId }, 'A retry from a notification was refused');
    tell(t.retryFailed(name), err instanceof Error ? err.message : '');
  }
}
