import type { DurableEvent } from '#contract/events/durable.ts';
import { acknowledge, addToGroup, leaveIncident, recount } from './add-to-group.ts';
import { findRule } from './find-rule.ts';
import type { Input, Scene } from './inputs.ts';
import { noteEnd, noteRunning, noteStart, tellLongRuns } from './long-runs.ts';
import type { Effect } from './notice.ts';
import type { NotificationsState } from './state.ts';
import { noteConnection, takeBack, tellConnections } from './tell-connections.ts';
import { tellGroups, tellOpenFailures } from './tell-groups.ts';
import { fallAsleep, noteGap, noteMissed, tellMissed, wakeUp, wasSleptThrough } from './tell-missed.ts';
import { replaceGroup, type Turn } from './turn.ts';

/**
 * The rules of notifications: what happens, and when, decides what is shown. Nothing else does: no clock, no network, no Electron.
 * The state that is given is left as it is.
 */
export function reduce(
  given: NotificationsState,
  input: Input,
  scene: Scene,
  now: number,
): { state: NotificationsState; effects: Effect[] } {
  const turn: Turn = { ...scene, state: { ...given }, effects: [], now };
  const { state } = turn;
  if (state.mutedUntil !== null && now >= state.mutedUntil) state.mutedUntil = null;
  take(turn, input);
  // What time alone brings about is not looked for with each of a thousand events a second.
  if (input.kind !== 'event') {
    tellLongRuns(turn);
    tellConnections(turn);
    tellMissed(turn);
  }
  tellGroups(turn);
  tellOpenFailures(turn);
  return { state: turn.state, effects: turn.effects };
}

function take(turn: Turn, input: Input): void {
  switch (input.kind) {
    case 'event':
      takeEvent(turn, input.environmentId, input.event);
      break;
    case 'environments':
      keepOnly(turn, input.ids);
      break;
    case 'connection':
      noteConnection(turn, input);
      break;
    case 'running':
      noteRunning(turn, input);
      break;
    case 'gap':
      noteGap(turn, input);
      break;
    case 'recount':
      recount(turn, input.key, input.asked, input.jobIds, input.total);
      break;
    case 'acknowledge':
      acknowledge(turn, input.environmentId, input.signature);
      break;
    case 'mute':
      turn.state.mutedUntil = input.until !== null && input.until > turn.now ? input.until : null;
      break;
    case 'dismissed':
      replaceGroup(turn, input.key, { told: 'dismissed', isUp: false, changedAt: null });
      break;
    case 'sleep':
      fallAsleep(turn);
      break;
    case 'wake':
      wakeUp(turn);
      break;
    case 'tick':
      break;
  }
}

function takeEvent(turn: Turn, environmentId: string, event: DurableEvent): void {
  if (event.event === 'job:action' && event.payload.result === 'deleted') leaveIncident(turn, environmentId, event.payload.jobId);
  if (event.event !== 'job:status') return;
  const { jobId, jobType, jobName = jobId, status, previousStatus, priority = null, errorMessage, errorSignature } = event.payload;
  const at = event.payload.at.getTime();

  if (status === 'running') noteStart(turn, environmentId, { jobId, jobName, jobType, priority, since: at });
  else noteEnd(turn, environmentId, jobId);
  if (previousStatus === 'failed') leaveIncident(turn, environmentId, jobId);

  const isMissed = wasSleptThrough(turn, environmentId, event);
  if (status === 'completed' && isMissed) noteMissed(turn, 'sleep', environmentId, { completed: 1 });
  if (status !== 'failed' && (status !== 'completed' || isMissed)) return;
  const rule = findRule(turn.settings.rules, {
    event: status,
    environmentId,
    isProduction: turn.isProduction(environmentId),
    jobType,
    priority,
  });
  // No rule, or never: it is not an incident either, so that tray and badge don't count what a person does not want to hear of.
  if (!rule || rule.deliver === 'never') return;
  const isFailure = status === 'failed';
  const key = addToGroup(turn, {
    event: status,
    environmentId,
    signature: isFailure ? (errorSignature ?? '') : jobType,
    message: isFailure ? (errorMessage ?? null) : null,
    job: { jobId, jobName, jobType },
    at,
    rule,
    isMissed,
  });
  if (key && isMissed) noteMissed(turn, 'sleep', environmentId, { key });
}

/** Environments that were removed take what was told of them along. */
function keepOnly(turn: Turn, ids: readonly string[]): void {
  const { state } = turn;
  const isThere = (id: string) => ids.includes(id);
  for (const id of Object.keys(state.links)) if (!isThere(id)) takeBack(turn, id);
  for (const { key, environmentId, isUp } of state.groups) if (isUp && !isThere(environmentId)) turn.effects.push({ kind: 'close', key });
  state.groups = state.groups.filter(({ environmentId }) => isThere(environmentId));
  state.missed = state.missed.filter(({ environmentId }) => isThere(environmentId));
  const only = <Value>(record: Record<string, Value>) => Object.fromEntries(Object.entries(record).filter(([id]) => isThere(id)));
  state.links = only(state.links);
  state.running = only(state.running);
}
