import type { JobControlClient } from '#contract/contract.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { EnvironmentId } from '#electron/bridge/environment.ts';

export type Dispose = () => void;

export interface EnvironmentListener {
  /** Names, order, states, counts: anything that a view shows. At most four times a second. */
  onChange?(): void;
  /** A durable event: each once, in order. */
  onEvent?(id: EnvironmentId, event: DurableEvent): void;
  /** What happened in between is too much to be told one by one: only counts are known of it. */
  onGap?(id: EnvironmentId): void;
}

/** What the native parts know of the connections: tray, badge, notifications, fleet follow it by events. */
export interface Environments {
  /** In their order. */
  list(): readonly EnvironmentView[];
  find(id: EnvironmentId): EnvironmentView | undefined;
  listen(listener: EnvironmentListener): Dispose;
  /** Over main's own connection; refuses calls that change something where the environment is read-only. Undefined while it is down. */
  clientOf(id: EnvironmentId): JobControlClient | undefined;
  /** What notifications found open there; shown as `openFailures`. */
  setOpenFailures(id: EnvironmentId, count: number): void;
  retryNow(id?: EnvironmentId): void;
}
