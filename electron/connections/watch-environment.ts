import { type Connection, createConnection } from '#client/connection.ts';
import type { JobControlClient } from '#contract/contract.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import type { EnvironmentState } from '#contract/events/live.ts';
import type { User } from '#contract/schemas/user.ts';
import type { ConnectionStatus, EnvironmentStatus } from '#electron/bridge/status.ts';
import { createGlimpses } from './glimpses.ts';
import { healthOf } from './health.ts';
import type { Link } from './link.ts';

const MEASURE_EVERY_MS = 30_000;

/** Main's own eyes on one environment: its status, kept by events while no window is open. */
export interface Watch {
  status(): EnvironmentStatus;
  /** While it is up. */
  client(): JobControlClient | undefined;
  retryNow(): void;
  setOpenFailures(count: number): void;
  close(): void;
}

const toStatus = (state: Connection['state']): ConnectionStatus => {
  if (state.kind !== 'offline') return state;
  const { since, reason, retries, retryAt } = state;
  return { kind: 'offline', since, reason, retryAt: retries ? (retryAt ?? new Date()) : null };
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

export function watchEnvironment(deps: {
  id: string;
  link: Link;
  /** The last event that was told before, by an earlier watch of the same server. */
  startAfter: number | null;
  onChange(): void;
  onEvent(event: DurableEvent): void;
  onGap(): void;
}): Watch & { readonly seq: number | null } {
  const { link, onChange } = deps;
  let server: EnvironmentState | null = null;
  let roundTripMs: number | null = null;
  let openFailures = 0;
  let measuring: NodeJS.Timeout | undefined;
  let isLoaded = false;

  const isUp = () => connection.state.kind === 'live' || connection.state.kind === 'catching up';
  const client = () => (isUp() ? connection.client : undefined);
  const glimpses = createGlimpses({ client, onChange });

  /** One small call says how far away the server is, and who it takes us for. */
  async function measure(): Promise<void> {
    const began = performance.now();
    try {
      const user = await connection.client.auth.me();
      roundTripMs = Math.round((performance.now() - began) * 10) / 10;
      link.changed(user);
      onChange();
    } catch {
      // The connection broke; the next one measures anew.
    }
  }

  const connection: Connection = createConnection(
    link.wire,
    {
      onEvent(event) {
        glimpses.follow(event);
        deps.onEvent(event);
        onChange();
      },
      onReload() {
        glimpses.load();
        deps.onGap();
        onChange();
      },
      onEnvironment(state) {
        server = state;
        glimpses.expect(sum(state.queues.map(({ running }) => running)));
        onChange();
      },
      onState(state) {
        clearInterval(measuring);
        if (state.kind === 'live') {
          void measure();
          measuring = setInterval(measure, MEASURE_EVERY_MS);
          if (!isLoaded) glimpses.load();
          isLoaded = true;
        }
        onChange();
      },
      onNotice(event, payload) {
        if (event === 'auth:changed') link.changed((payload as { user: User }).user);
      },
    },
    { startAfter: deps.startAfter },
  );
  connection.subscribeProgress({ all: false });

  function countsOf({ queues }: EnvironmentState): NonNullable<EnvironmentStatus['counts']> {
    return {
      pending: sum(queues.map(({ pending }) => pending)),
      running: sum(queues.map(({ running }) => running)),
      paused: sum(queues.map(({ paused }) => paused)),
    };
  }
  return {
    status() {
      const status = toStatus(connection.state);
      return {
        id: deps.id,
        connection: status,
        health: healthOf({ connection: status, openFailures, parts: server?.parts ?? null, local: link.local }),
        user: link.user(),
        roundTripMs: isUp() ? roundTripMs : null,
        counts: server && countsOf(server),
        slots: server && { busy: sum(server.workers.map(({ running }) => running)), workers: server.workers.length },
        version: server?.version ?? null,
        contractVersion: server?.contractVersion ?? null,
        openFailures,
        running: glimpses.running(),
        failed: glimpses.failed(),
        local: link.local,
      };
    },
    client,
    retryNow: () => connection.retryNow(),
    setOpenFailures(count) {
      if (openFailures === count) return;
      openFailures = count;
      onChange();
    },
    get seq() {
      return connection.seq;
    },
    close() {
      clearInterval(measuring);
      glimpses.stop();
      connection.close();
    },
  };
}
