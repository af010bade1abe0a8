import { findRule } from './find-rule.ts';
import type { Input } from './inputs.ts';
import type { LostNotice } from './notice.ts';
import type { EnvironmentLink } from './state.ts';
import { barrierOf, mayUpdate, newKey, show, type Turn } from './turn.ts';

const MINUTE_MS = 60_000;
/** A person has so long to sign in to what was just added, or as the app starts, before the app asks. */
const SIGN_IN_MS = MINUTE_MS;
/** Environments that are lost within so long of each other are told as one: it is the network more often than the servers. */
const TOGETHER_MS = MINUTE_MS;

/** How an environment's connection stands now. */
export function noteConnection(turn: Turn, input: Extract<Input, { kind: 'connection' }>): void {
  const { environmentId, state, at, needsSignIn, reason, isOff } = input;
  const before = turn.state.links[environmentId];
  const isBack = state === 'live' || state === 'catching up' || isOff;
  // Trying again is not yet being back.
  const lostSince = isBack ? null : (before?.lostSince ?? (state === 'offline' ? at : null));
  const link: EnvironmentLink = {
    kind: state,
    since: at,
    lostSince,
    needsSignIn,
    reason: reason === '' && !isBack ? (before?.reason ?? '') : reason,
    knownSince: before?.knownSince ?? turn.now,
    isTold: before?.isTold ?? false,
  };
  if (isBack || needsSignIn !== (before?.needsSignIn ?? needsSignIn)) {
    takeBack(turn, environmentId);
    link.isTold = false;
  }
  turn.state.links = { ...turn.state.links, [environmentId]: link };
}

/** What was told of the environment's connection holds no longer. */
export function takeBack(turn: Turn, environmentId: string): void {
  for (const told of turn.state.lost.filter(({ environmentIds }) => environmentIds.includes(environmentId))) {
    const environmentIds = told.environmentIds.filter((id) => id !== environmentId);
    turn.state.lost = turn.state.lost.flatMap((one) =>
      one === told ? (environmentIds.length > 0 ? [{ ...told, environmentIds }] : []) : [one],
    );
    if (environmentIds.length === 0) turn.effects.push({ kind: 'close', key: told.key });
    else if (mayUpdate(barrierOf(turn, false))) turn.effects.push({ kind: 'update', notice: lostNotice(turn, told.key, environmentIds) });
  }
}

function lostNotice(turn: Turn, key: string, environmentIds: string[]): LostNotice {
  const links = environmentIds.flatMap((id) => turn.state.links[id] ?? []);
  return {
    kind: 'lost',
    key,
    hasSound: false,
    environmentIds,
    since: Math.min(...links.map(({ lostSince }) => lostSince ?? turn.now)),
    reason: links.length === 1 ? (links[0]?.reason ?? '') : '',
  };
}

/** Tells connections that are lost for long enough, and environments that ask for a sign-in; each once until it is live again. */
export function tellConnections(turn: Turn): void {
  const { state, settings, now } = turn;
  // What was lost in a sleep may come back by itself.
  if (state.sleep?.to === null) return;
  const lost: { environmentId: string; isUrgent: boolean; hasSound: boolean }[] = [];
  for (const [environmentId, link] of Object.entries(state.links)) {
    if (link.lostSince === null || link.isTold) continue;
    const rule = findRule(settings.rules, {
      event: 'connection lost',
      environmentId,
      isProduction: turn.isProduction(environmentId),
      jobType: null,
      priority: null,
    });
    if (!rule || rule.deliver === 'never') continue;
    const isUrgent = rule.deliver === 'always';
    if (link.needsSignIn) {
      if (now < link.knownSince + SIGN_IN_MS || barrierOf(turn, isUrgent)) continue;
      markTold(turn, environmentId);
      const key = newKey(turn, 'sign-in');
      state.lost = [...state.lost, { key, environmentIds: [environmentId], at: Number.NEGATIVE_INFINITY, hasSound: rule.hasSound }];
      show(turn, { kind: 'sign in', key, hasSound: rule.hasSound, environmentId }, isUrgent);
    } else if (now >= Math.max(link.lostSince, state.wokeAt) + rule.afterMinutes * MINUTE_MS) {
      lost.push({ environmentId, isUrgent, hasSound: rule.hasSound });
    }
  }
  for (const isUrgent of [true, false]) {
    const these = lost.filter((one) => one.isUrgent === isUrgent);
    if (these.length > 0) tellLost(turn, these, isUrgent);
  }
}

function tellLost(turn: Turn, these: readonly { environmentId: string; hasSound: boolean }[], isUrgent: boolean): void {
  const { state, now } = turn;
  const ids = these.map(({ environmentId }) => environmentId);
  const barrier = barrierOf(turn, isUrgent);
  const recent = state.lost.find(({ at }) => now < at + TOGETHER_MS);
  if (recent && mayUpdate(barrier)) {
    for (const id of ids) markTold(turn, id);
    const environmentIds = [...recent.environmentIds, ...ids];
    state.lost = state.lost.map((one) => (one === recent ? { ...one, environmentIds } : one));
    turn.effects.push({ kind: 'update', notice: lostNotice(turn, recent.key, environmentIds) });
    return;
  }
  // Kept back, it is told when it may be, if it is lost still.
  if (barrier) return;
  for (const id of ids) markTold(turn, id);
  const key = newKey(turn, 'lost');
  const hasSound = these.some((one) => one.hasSound);
  state.lost = [...state.lost, { key, environmentIds: ids, at: now, hasSound }];
  show(turn, { ...lostNotice(turn, key, ids), hasSound }, isUrgent);
}

function markTold({ state }: Turn, environmentId: string): void {
  const link = state.links[environmentId];
  if (link) state.links = { ...state.links, [environmentId]: { ...link, isTold: true } };
}
