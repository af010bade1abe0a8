import type { DurableEvent } from '#contract/events/durable.ts';
import { addToGroup } from './add-to-group.ts';
import { findRule } from './find-rule.ts';
import type { Input } from './inputs.ts';
import { type Missed, openCount } from './state.ts';
import { showSum } from './tell-groups.ts';
import { barrierOf, replaceGroup, type Turn } from './turn.ts';

/** A shorter sleep is none: what came meanwhile is told as it comes. */
const SHORTEST_SLEEP_MS = 120_000;
/** After it, environments have so long to come back before those that are there are told. */
const WAIT_MS = 60_000;
/** One that says it is live may not have noticed that it was away. */
const DOUBT_MS = 15_000;
/** What comes back later than that is told as any other news. */
const FORGET_SLEEP_MS = 24 * 3_600_000;

/** Whether an environment has told all that happened in the sleep. */
function hasSettled({ state, now }: Turn, environmentId: string, wokeAt: number): boolean {
  const link = state.links[environmentId];
  if (!link || (link.kind === 'offline' && link.lostSince === null)) return true;
  return link.kind === 'live' && (link.since >= wokeAt || now >= wokeAt + DOUBT_MS);
}

/** Whether the event is one of those that are told in sum after a sleep. */
export function wasSleptThrough(turn: Turn, environmentId: string, { payload }: DurableEvent): boolean {
  const { sleep } = turn.state;
  if (!sleep || !turn.settings.tellsAfterSleep) return false;
  return sleep.to === null || payload.at.getTime() <= sleep.to || !hasSettled(turn, environmentId, sleep.to);
}

/** Notes what is told later, in sum. */
export function noteMissed(
  turn: Turn,
  cause: Missed['cause'],
  environmentId: string,
  what: { key?: string | null; completed?: number; from?: number; to?: number },
): void {
  const { state, now } = turn;
  const found = state.missed.find((one) => one.cause === cause && one.environmentId === environmentId);
  const before = found ?? {
    cause,
    environmentId,
    from: what.from ?? state.sleep?.from ?? now,
    to: what.to ?? state.sleep?.to ?? now,
    keys: [],
    completed: 0,
  };
  const after: Missed = {
    ...before,
    from: Math.min(before.from, what.from ?? before.from),
    to: Math.max(before.to, what.to ?? before.to),
    keys: what.key ? [...before.keys, what.key] : before.keys,
    completed: before.completed + (what.completed ?? 0),
  };
  state.missed = [...state.missed.filter((one) => one !== found), after];
}

export function fallAsleep(turn: Turn): void {
  turn.state.sleep ??= { from: turn.now, to: null };
  if (turn.state.sleep.to !== null) turn.state.sleep = { from: turn.now, to: null };
}

export function wakeUp(turn: Turn): void {
  const { state, now } = turn;
  const from = state.sleep?.from ?? now;
  state.wokeAt = now;
  state.sleep = { from, to: now };
  state.missed = state.missed.map((one) => (one.cause === 'sleep' && one.from === from ? { ...one, to: now } : one));
  if (now - from >= SHORTEST_SLEEP_MS && turn.settings.tellsAfterSleep) return;
  state.sleep = null;
  for (const { keys } of state.missed.filter(({ cause }) => cause === 'sleep'))
    for (const key of keys) replaceGroup(turn, key, { told: 'fresh' });
  state.missed = state.missed.filter(({ cause }) => cause !== 'sleep');
}

/** What the server can say of a stretch whose events are too many to be had one by one. */
export function noteGap(turn: Turn, { environmentId, from, to, failures, completed }: Extract<Input, { kind: 'gap' }>): void {
  const cause = turn.state.sleep && turn.settings.tellsAfterSleep && from <= (turn.state.sleep.to ?? turn.now) ? 'sleep' : 'gap';
  const stretch = cause === 'sleep' ? {} : { from, to };
  noteMissed(turn, cause, environmentId, { completed, ...stretch });
  for (const { signature, jobs, jobTypes, message, firstAt, lastAt, sampleJobId } of failures) {
    const jobType = jobTypes[0] ?? '';
    const rule = findRule(turn.settings.rules, {
      event: 'failed',
      environmentId,
      isProduction: turn.isProduction(environmentId),
      jobType,
      priority: null,
    });
    if (jobs === 0 || !rule || rule.deliver === 'never') continue;
    const job = { jobId: sampleJobId, jobName: '', jobType };
    const key = addToGroup(turn, { event: 'failed', environmentId, signature, message, job, at: lastAt, rule, isMissed: true });
    const group = turn.state.groups.find(
      (one) => one.event === 'failed' && one.environmentId === environmentId && one.signature === signature,
    );
    if (!group) continue;
    const more = jobs - 1;
    replaceGroup(turn, group.key, {
      count: group.count + more,
      untracked: group.untracked + more,
      jobTypes: [...new Set([...group.jobTypes, ...jobTypes])],
      since: Math.min(group.since, firstAt),
    });
    if (key) noteMissed(turn, cause, environmentId, { key, ...stretch });
  }
}

/** Tells what was missed, once the environments have said it all: one notification for a sleep, one for a gap. */
export function tellMissed(turn: Turn): void {
  const { state, now } = turn;
  const { sleep } = state;
  for (const one of state.missed.filter(({ cause }) => cause === 'gap')) tell(turn, [one]);
  if (!sleep || sleep.to === null) return;
  const wokeAt = sleep.to;
  const isSettled = (id: string) => hasSettled(turn, id, wokeAt);
  const haveAll = Object.keys(state.links).every(isSettled);
  const slept = state.missed.filter(({ cause }) => cause === 'sleep');
  // Past the wait, those that are back are told; the others when they are.
  const ready = haveAll ? slept : now >= wokeAt + WAIT_MS ? slept.filter(({ environmentId }) => isSettled(environmentId)) : [];
  if (ready.length > 0) tell(turn, ready);
  const isOver = (haveAll && now >= wokeAt + DOUBT_MS) || now >= wokeAt + FORGET_SLEEP_MS;
  if (isOver && !state.missed.some(({ cause }) => cause === 'sleep')) state.sleep = null;
}

function tell(turn: Turn, missed: readonly Missed[]): void {
  const keys = new Set(missed.flatMap((one) => one.keys));
  // What was acknowledged or mended meanwhile is no news.
  const groups = turn.state.groups.filter((group) => keys.has(group.key) && group.told === 'missed' && openCount(group) > 0);
  const completed = missed.reduce((sum, one) => sum + one.completed, 0);
  const [first] = missed;
  const isNothing = groups.length === 0 && completed === 0;
  const isUrgent = groups.some((group) => group.isUrgent);
  if (!first || (!isNothing && barrierOf(turn, isUrgent))) return;
  turn.state.missed = turn.state.missed.filter((one) => !missed.includes(one));
  if (isNothing) return;
  const environmentIds = [...new Set(missed.filter((one) => one.completed > 0 || one.keys.length > 0).map((one) => one.environmentId))];
  showSum(turn, groups, { because: first.cause, from: first.from, to: first.to, completed, environmentIds });
}
