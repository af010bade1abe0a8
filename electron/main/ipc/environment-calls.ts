import type { EnvironmentConnections } from '#electron/connections/create-environments.ts';
import type { MainWindow } from '../window/main-window.ts';
import type { Handlers } from './answer-call.ts';

interface EnvironmentCallsDeps {
  environments: EnvironmentConnections;
  chooseCertificate(window: MainWindow): Promise<string | null>;
}

type Names = Extract<keyof Handlers<MainWindow>, `environments:${string}` | `connection:${string}` | `local:${string}`>;

/** What windows ask of environments and of their connections. */
export function environmentCalls({ environments, chooseCertificate }: EnvironmentCallsDeps): Pick<Handlers<MainWindow>, Names> {
  return {
    'environments:add': (draft) => environments.add(draft),
    'environments:edit': ({ id, change }) => environments.edit(id, change),
    async 'environments:remove'({ id }) {
      await environments.remove(id);
      return null;
    },
    'environments:reorder'({ ids }) {
      environments.reorder(ids);
      return null;
    },
    'environments:test': (place) => environments.test(place),
    'environments:sign-in': ({ id, ...input }) => environments.signIn(id, input),
    'environments:redeem': ({ id, ...input }) => environments.redeem(id, input),
    async 'environments:sign-out'({ id, everywhere }) {
      await environments.signOut(id, everywhere);
      return null;
    },
    'environments:retry'({ id }) {
      environments.retryNow(id);
      return null;
    },
    'environments:choose-ca': (_none, window) => chooseCertificate(window),
    'connection:attach'({ id, attachmentId }, window) {
      environments.attach(window.attached, id, attachmentId);
      return null;
    },
    'connection:detach'({ attachmentId }, window) {
      environments.detach(window.attached, attachmentId);
      return null;
    },
    'local:read-log': () => environments.localLog(),
  };
}
