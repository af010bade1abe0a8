import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { Environments } from '#electron/connections/environments.ts';
import type { Input } from './inputs.ts';

type ConnectionInput = Extract<Input, { kind: 'connection' }>;

/** What a view says of its connection, as notifications see it. */
function inputOf({ environment, status }: EnvironmentView): ConnectionInput {
  const { connection, local } = status;
  const isOffline = connection.kind === 'offline';
  return {
    kind: 'connection',
    environmentId: environment.id,
    state: connection.kind,
    at: connection.since.getTime(),
    needsSignIn: isOffline && environment.kind === 'remote' && connection.reason.code === 'UNAUTHORIZED',
    reason: isOffline ? connection.reason.message : '',
    isOff: local?.state === 'stopped' || local?.state === 'stopping',
  };
}

/** Tells the rules what changed of environments and their connections since it last looked. */
export function createFollower(deps: { environments: Environments; feed(input: Input): void; onLive(environmentId: string): void }) {
  const before = new Map<string, ConnectionInput>();
  let ids = '';

  return {
    look(): void {
      const views = deps.environments.list();
      const now = views.map(({ environment }) => environment.id);
      if (now.join() !== ids) {
        ids = now.join();
        for (const id of before.keys()) if (!now.includes(id)) before.delete(id);
        deps.feed({ kind: 'environments', ids: now });
      }
      for (const view of views) {
        const input = inputOf(view);
        const last = before.get(input.environmentId);
        if (last && JSON.stringify(last) === JSON.stringify(input)) continue;
        before.set(input.environmentId, input);
        deps.feed(input);
        if (input.state === 'live' && (last?.state !== 'live' || last.at !== input.at)) deps.onLive(input.environmentId);
      }
    },
  };
}
