import type { NotificationRule } from '#electron/bridge/notification-rules.ts';
import { type Group, openCount } from './state.ts';
import { newKey, replaceGroup, type Turn } from './turn.ts';

/** Jobs that are known by their ids, an incident; past it they are only counted, and the server is asked again for how many there are. */
const MOST_TRACKED = 2_000;

interface Addition extends Pick<Group, 'event' | 'environmentId' | 'signature' | 'message'> {
  job: Group['newest'];
  at: number;
  rule: NotificationRule;
  /** It is told in sum with others, unless its group has a notification already. */
  isMissed: boolean;
}

/** Adds a job to the group that it belongs to, or begins one. Answers its key where it began. */
export function addToGroup(turn: Turn, { event, environmentId, signature, message, job, at, rule, isMissed }: Addition): string | null {
  const group = turn.state.groups.find((one) => one.event === event && one.environmentId === environmentId && one.signature === signature);
  const isUrgent = rule.deliver === 'always';
  if (!group) {
    const key = newKey(turn, event.replace(' ', '-'));
    const begun: Group = {
      key,
      event,
      environmentId,
      signature,
      jobTypes: [job.jobType],
      newest: job,
      message,
      count: 1,
      open: [job.jobId],
      untracked: 0,
      closed: [],
      since: at,
      last: at,
      isUrgent,
      hasSound: rule.hasSound,
      told: isMissed ? 'missed' : 'fresh',
      heldBecause: null,
      changedAt: null,
      isUp: false,
    };
    turn.state.groups = [...turn.state.groups, begun];
    return key;
  }
  replaceGroup(turn, group.key, {
    ...withJob(group, job.jobId),
    jobTypes: group.jobTypes.includes(job.jobType) ? group.jobTypes : [...group.jobTypes, job.jobType],
    newest: job,
    message,
    last: Math.max(group.last, at),
    isUrgent: group.isUrgent || isUrgent,
    hasSound: group.hasSound || rule.hasSound,
    changedAt: group.changedAt ?? turn.now,
  });
  return null;
}

function withJob(group: Group, jobId: string): Partial<Group> {
  const { open, closed, count } = group;
  if (open.includes(jobId)) return {};
  if (closed.includes(jobId)) return { open: [...open, jobId], closed: closed.filter((id) => id !== jobId) };
  if (open.length + closed.length >= MOST_TRACKED) return { count: count + 1, untracked: group.untracked + 1 };
  return { count: count + 1, open: [...open, jobId] };
}

/** The job is failed no longer: retried, or deleted. The last one takes the notification along. */
export function leaveIncident(turn: Turn, environmentId: string, jobId: string): void {
  const group = turn.state.groups.find((one) => one.event === 'failed' && one.environmentId === environmentId && one.open.includes(jobId));
  if (!group) return;
  replaceGroup(turn, group.key, { open: group.open.filter((id) => id !== jobId), closed: [...group.closed, jobId] });
  closeIfOver(turn, group.key);
}

/** What the server says of an incident's jobs by now. */
export function recount(turn: Turn, key: string, asked: readonly string[], jobIds: readonly string[], total: number): void {
  const group = turn.state.groups.find((one) => one.key === key);
  if (!group) return;
  const found = new Set(jobIds);
  const gone = new Set(asked.filter((id) => !found.has(id)));
  // What failed while the server was asked stays.
  const open = [...new Set([...group.open.filter((id) => !gone.has(id)), ...jobIds])].slice(0, MOST_TRACKED);
  const untracked = Math.max(0, total - jobIds.length);
  const closed = group.closed.filter((id) => !found.has(id)).concat(group.open.filter((id) => gone.has(id)));
  replaceGroup(turn, key, { open, closed, untracked, count: Math.max(group.count, open.length + untracked) });
  closeIfOver(turn, key);
}

function closeIfOver(turn: Turn, key: string): void {
  const group = turn.state.groups.find((one) => one.key === key);
  if (!group || openCount(group) > 0) return;
  if (group.isUp) turn.effects.push({ kind: 'close', key });
  replaceGroup(turn, key, { isUp: false, changedAt: null });
}

/** A person knows of the incidents: they end. */
export function acknowledge(turn: Turn, environmentId: string, signature?: string): void {
  const isMeant = (group: Group) =>
    group.event === 'failed' && group.environmentId === environmentId && (signature === undefined || group.signature === signature);
  for (const { key } of turn.state.groups.filter((group) => isMeant(group) && group.isUp)) turn.effects.push({ kind: 'close', key });
  turn.state.groups = turn.state.groups.filter((group) => !isMeant(group));
}
