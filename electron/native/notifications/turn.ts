import type { Scene } from './inputs.ts';
import type { Effect, Notice } from './notice.ts';
import { isQuiet } from './quiet-hours.ts';
import type { Barrier, Group, NotificationsState } from './state.ts';

const HOUR_MS = 3_600_000;

/** One step of the rules: a state of its own that its parts replace piece by piece (never what is within), and what is to be done. */
export interface Turn extends Scene {
  state: NotificationsState;
  effects: Effect[];
  now: number;
}

/**
 * What stands against a new notification now. Mute is a person's word of this moment, so nothing passes it; quiet hours and the limit were
 * chosen once for all, and `always` was chosen to pass them.
 */
export function barrierOf({ state, settings, now }: Turn, isUrgent: boolean): Barrier | null {
  if (state.mutedUntil !== null && now < state.mutedUntil) return 'muted';
  if (isUrgent) return null;
  if (isQuiet(settings.quietHours, now)) return 'quiet hours';
  return state.shownAt.filter((at) => at > now - HOUR_MS).length >= settings.mostPerHour ? 'limit' : null;
}

/** What is there already may change in its place; the limit is for new ones. */
export const mayUpdate = (barrier: Barrier | null): boolean => barrier === null || barrier === 'limit';

/** Shows a new one. What passes the limit doesn't use it up either. */
export function show(turn: Turn, notice: Notice, isUrgent: boolean): void {
  const { state, now } = turn;
  if (!isUrgent) state.shownAt = [...state.shownAt.filter((at) => at > now - HOUR_MS), now];
  turn.effects.push({ kind: 'show', notice });
}

export function newKey({ state }: Turn, kind: string): string {
  state.serial += 1;
  return `${kind}-${state.serial}`;
}

export function replaceGroup(turn: Turn, key: string, change: Partial<Group>): void {
  turn.state.groups = turn.state.groups.map((group) => (group.key === key ? { ...group, ...change } : group));
}
