import { create } from 'zustand';
import type { Connection } from '#client/connection.ts';
import type { EnvironmentState } from '#contract/events/live.ts';

export type ConnectionState = Connection['state'];

interface ConnectionStore {
  state: ConnectionState;
  /** Workers and backlog as last told; null before the first connection. */
  environment: EnvironmentState | null;
  /** Number of the newest durable event on screen. */
  seq: number | null;
}

export const useConnection = create<ConnectionStore>()(() => ({
  state: { kind: 'connecting', since: new Date() },
  environment: null,
  seq: null,
}));

/** What is on screen is what the server has. */
export const useIsLive = (): boolean => useConnection((store) => store.state.kind === 'live');

/** Another person, or another environment: nothing is known of it yet. */
export const resetConnection = (): void =>
  useConnection.setState({ state: { kind: 'connecting', since: new Date() }, environment: null, seq: null });
