import type { GroupNotice, SumNotice } from './notice.ts';
import { type Barrier, type Group, openCount } from './state.ts';
import { barrierOf, mayUpdate, newKey, replaceGroup, show, type Turn } from './turn.ts';

/** A notification is told anew at most so often. */
const UPDATE_EVERY_MS = 10_000;
/** An incident without a failed job that was quiet for so long is over. */
const INCIDENT_ENDS_MS = 6 * 3_600_000;
/** So are the others; they have nothing open. */
const GROUP_ENDS_MS = 600_000;

function noticeOf(group: Group): GroupNotice {
  const { key, hasSound, event, environmentId, signature, jobTypes, newest, message, count, since, last } = group;
  const kind = event === 'failed' ? 'incident' : event;
  return { key, hasSound, kind, environmentId, signature, jobTypes, newest, message, count, open: openCount(group), since, last };
}

const isOver = (group: Group): boolean => group.event === 'failed' && openCount(group) === 0;
const isHeld = (group: Group): boolean => group.told === 'held' && !isOver(group);

function showGroup(turn: Turn, group: Group): void {
  replaceGroup(turn, group.key, { told: 'shown', heldBecause: null, changedAt: null, isUp: true });
  show(turn, noticeOf(group), group.isUrgent);
}

/** What groups add up to, as one notification. Incidents have none of their own from then on, but count on for tray and badge. */
export function showSum(
  turn: Turn,
  groups: readonly Group[],
  facts: Pick<SumNotice, 'because' | 'from' | 'to' | 'completed'> & { environmentIds?: string[] },
): void {
  const of = (event: Group['event']) => groups.filter((group) => group.event === event);
  const jobsIn = (some: readonly Group[]) => some.reduce((sum, { count }) => sum + count, 0);
  const incidents = of('failed');
  const notice: SumNotice = {
    key: newKey(turn, 'sum'),
    hasSound: groups.some(({ hasSound }) => hasSound),
    kind: 'sum',
    because: facts.because,
    environmentIds: facts.environmentIds ?? [...new Set(groups.map(({ environmentId }) => environmentId))],
    incidents: incidents.length,
    failures: jobsIn(incidents),
    completed: facts.completed + jobsIn(of('completed')),
    longRuns: jobsIn(of('long run')),
    from: facts.from,
    to: facts.to,
  };
  for (const { key } of incidents) replaceGroup(turn, key, { told: 'summed', heldBecause: null, changedAt: null });
  const isDone = (group: Group) => group.event !== 'failed' && groups.some(({ key }) => key === group.key);
  turn.state.groups = turn.state.groups.filter((group) => !isDone(group));
  show(
    turn,
    notice,
    groups.some(({ isUrgent }) => isUrgent),
  );
}

/** Tells what is new, or keeps it back. */
function tellFresh(turn: Turn): void {
  for (const group of turn.state.groups) {
    // What is urgent by now is not kept back for the limit or the hour any more.
    if (group.told !== 'fresh' && !(isHeld(group) && group.isUrgent)) continue;
    const barrier = barrierOf(turn, group.isUrgent);
    if (!barrier) showGroup(turn, group);
    else if (group.told === 'fresh') replaceGroup(turn, group.key, { told: 'held', heldBecause: barrier });
  }
}

/** Nothing stands in the way any more: one that was kept back is told as it is, several in sum. */
function tellHeld(turn: Turn): void {
  const held = turn.state.groups.filter(isHeld);
  const [first] = held;
  if (!first || barrierOf(turn, false)) return;
  if (held.length === 1) {
    showGroup(turn, first);
    return;
  }
  const reasons = new Set(held.map(({ heldBecause }) => heldBecause));
  const because: Barrier = reasons.has('muted') ? 'muted' : reasons.has('quiet hours') ? 'quiet hours' : 'limit';
  showSum(turn, held, { because, from: Math.min(...held.map(({ since }) => since)), to: turn.now, completed: 0 });
}

function tellChanges(turn: Turn): void {
  for (const group of turn.state.groups) {
    if (group.told !== 'shown' || group.changedAt === null || turn.now < group.changedAt + UPDATE_EVERY_MS) continue;
    if (!mayUpdate(barrierOf(turn, group.isUrgent))) continue;
    replaceGroup(turn, group.key, { changedAt: null, isUp: true });
    turn.effects.push({ kind: 'update', notice: { ...noticeOf(group), hasSound: false } });
  }
}

/** What is over is forgotten: the next of its kind is news. */
function endGroups(turn: Turn): void {
  const hasEnded = (group: Group): boolean => {
    if (group.event !== 'failed')
      return (
        group.told !== 'held' &&
        group.told !== 'missed' &&
        turn.now >= group.last + GROUP_ENDS_MS &&
        !(group.told === 'shown' && group.changedAt !== null)
      );
    return openCount(group) === 0 && turn.now >= group.last + INCIDENT_ENDS_MS;
  };
  if (turn.state.groups.some(hasEnded)) turn.state.groups = turn.state.groups.filter((group) => !hasEnded(group));
}

/** After whatever happened: what is to be told of the groups now. */
export function tellGroups(turn: Turn): void {
  tellFresh(turn);
  tellHeld(turn);
  tellChanges(turn);
  endGroups(turn);
}

/** Tells how many jobs of open incidents an environment has, where that changed. */
export function tellOpenFailures(turn: Turn): void {
  const counts: Record<string, number> = {};
  for (const group of turn.state.groups) {
    const open = openCount(group);
    if (open > 0) counts[group.environmentId] = (counts[group.environmentId] ?? 0) + open;
  }
  const before = turn.state.openFailures;
  for (const environmentId of new Set([...Object.keys(before), ...Object.keys(counts)])) {
    const count = counts[environmentId] ?? 0;
    if (count !== (before[environmentId] ?? 0)) turn.effects.push({ kind: 'open failures', environmentId, count });
  }
  turn.state.openFailures = counts;
}
