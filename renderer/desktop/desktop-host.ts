import { t } from 'i18next';
import { createConnection } from '#client/connection.ts';
import { refuseChanges } from '#client/read-only-wire.ts';
import type { Environment } from '#electron/bridge/environment.ts';
import type { Host, SignedIn } from '#renderer/host/host.ts';
import type { Desktop } from './ask.ts';
import { createAttachedWire, type PortSource } from './attached-wire.ts';
import { findView, onDesktopState, readDesktopState } from './desktop-state.ts';

/** Who is signed in, with no more rights than the environment is used with here. */
export function userOf(environment: Environment): SignedIn {
  const user = findView(readDesktopState(), environment.id)?.status.user ?? null;
  return user && environment.isReadOnly ? { ...user, role: 'viewer' } : user;
}

/** One environment, as the desktop app's window has it: main holds its tokens and its connection, and hands out ports. */
export function createDesktopHost({ bridge, ask }: Desktop, environment: Environment, page: PortSource = window): Host {
  const { id, name, isReadOnly, isProduction } = environment;
  return {
    environmentName: name,
    ...(isProduction ? { confirmation: { word: name, plate: t('desktop:production') } } : {}),
    restore: () => userOf(environment),
    onUser: (listener) => {
      let before = userOf(environment);
      return onDesktopState(() => {
        const user = userOf(environment);
        if (user?.username === before?.username && user?.role === before?.role) return;
        before = user;
        listener(user);
      });
    },
    signIn: (username, password) => ask('environments:sign-in', { id, username, password }),
    redeem: (code) => ask('environments:redeem', { id, code }),
    signOut: async (everywhere = false) => {
      await ask('environments:sign-out', { id, everywhere });
    },
    connect(listener) {
      const wire = createAttachedWire({ bridge, id, page });
      return createConnection(
        refuseChanges(wire, () => isReadOnly),
        listener,
      );
    },
    linkToJob: (jobId) => `syncdeck://job/${id}/${encodeURIComponent(jobId)}`,
    async download(request, { signal, onSize }) {
      const exportId = crypto.randomUUID();
      const stop = bridge.on('export:progress', (progress) => {
        if (progress.exportId === exportId) onSize(progress.bytes);
      });
      const cancel = () => void bridge.call('export:cancel', { exportId });
      signal.addEventListener('abort', cancel, { once: true });
      try {
        const savedAt = await ask('export:save', { id, exportId, request });
        // The person chose nowhere: nothing was saved, and nothing is wrong.
        if (savedAt === null) throw new DOMException('Nothing was saved', 'AbortError');
      } finally {
        stop();
        signal.removeEventListener('abort', cancel);
      }
    },
  };
}
