import type { ConnectionListener } from '#client/connection.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import type { EnvironmentState } from '#contract/events/live.ts';
import type { Host } from '#renderer/host/host.ts';
import type { ConnectionState } from '#renderer/stores/connection.ts';
import { type Answers, createFixedClient } from './fixed-client.ts';

export interface FixedServer {
  answers: Answers;
  connection: ConnectionState;
  environment: EnvironmentState | null;
  /** What happened since the page was opened. */
  events?: readonly DurableEvent[];
  /** What goes on while it is looked at, until what is returned is called. */
  play?(listener: ConnectionListener): () => void;
}

const never = () => new Promise<never>(() => {});

/** A host whose server says always the same: the rest of the console is what people get. */
export function createFixedHost({ answers, connection, environment, events = [], play }: FixedServer): Host {
  return {
    environmentName: 'localhost:3000',
    restore: () => null,
    onUser: () => () => {},
    signIn: never,
    redeem: never,
    signOut: never,
    download: never,
    linkToJob: (jobId) => `http://localhost:3000/control?job=${jobId}`,
    connect(listener) {
      if (environment) listener.onEnvironment?.(environment);
      // Events come to those who are live; what became of the connection is told last.
      if (connection.kind !== 'connecting') listener.onState?.({ kind: 'live', since: connection.since });
      for (const event of events) listener.onEvent?.(event);
      if (connection.kind !== 'live') listener.onState?.(connection);
      const stop = play?.(listener);
      return {
        client: createFixedClient(answers),
        state: connection,
        seq: environment?.seq ?? null,
        subscribeProgress() {},
        refreshToken: never,
        retryNow() {},
        close: () => stop?.(),
      };
    },
  };
}
