import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { DesktopState } from '#electron/bridge/desktop-state.ts';
import type { EnvironmentId } from '#electron/bridge/environment.ts';

/** No server keeps how many waited when: this is what the app saw while it was open. */
const STEP_MS = 15 * 60_000;
const STEPS = 96;

/** The most that waited in each quarter of an hour, by when it began; the oldest first. */
export type BacklogHistory = readonly (readonly [at: number, waiting: number])[];

export function addSample(history: BacklogHistory, now: number, waiting: number): BacklogHistory {
  const at = Math.floor(now / STEP_MS) * STEP_MS;
  const last = history.at(-1);
  if (last?.[0] === at) return waiting > last[1] ? [...history.slice(0, -1), [at, waiting]] : history;
  return [...history.filter(([then]) => then > at - STEPS * STEP_MS && then < at), [at, waiting]];
}

type Histories = Readonly<Record<EnvironmentId, BacklogHistory>>;

export const useBacklogs = create<{ histories: Histories }>()(
  persist((): { histories: Histories } => ({ histories: {} }), { name: 'syncdeck.backlogs', version: 1 }),
);

/** Notes what waits now in each environment that says so; what is gone from the app goes from here. */
export function noteBacklogs({ environments }: DesktopState, now = Date.now()): void {
  const { histories } = useBacklogs.getState();
  const next = Object.fromEntries(
    environments.map(({ environment: { id }, status }): [EnvironmentId, BacklogHistory] => {
      const history = histories[id] ?? [];
      const isTold = status.counts !== null && (status.connection.kind === 'live' || status.connection.kind === 'catching up');
      return [id, isTold ? addSample(history, now, status.counts?.pending ?? 0) : history];
    }),
  );
  const isSame = Object.keys(histories).length === environments.length && Object.keys(next).every((id) => next[id] === histories[id]);
  if (!isSame) useBacklogs.setState({ histories: next });
}
