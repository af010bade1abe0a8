import { createConnection } from '#client/connection.ts';
import { pathToExport } from '#client/export-query.ts';
import { connectSocket } from '#client/socket-wire.ts';
import type { User } from '#contract/schemas/user.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import type { Host } from './host.ts';
import { readFailure } from './read-failure.ts';
import { saveStream } from './save-stream.ts';
import { createWebSession } from './web-session.ts';

/** The web console's page: the server that it came from is its one environment. */
export function createWebHost(): Host {
  const url = location.origin;
  const session = createWebSession(url);
  return {
    environmentName: location.host,
    restore: session.user,
    onUser: session.onUser,
    signIn: session.signIn,
    redeem: session.redeem,
    signOut: (everywhere = false) => session.signOut(everywhere),
    connect(listener) {
      const connection = createConnection(connectSocket({ url, token: session.accessToken, renewToken: session.refused }), {
        ...listener,
        onState(state) {
          listener.onState?.(state);
          // A role that changed while nobody was connected; a failure is told by what fails next.
          if (state.kind === 'live') connection.client.auth.me().then(session.changed, () => {});
        },
        onNotice(event, payload) {
          listener.onNotice?.(event, payload);
          if (event === 'auth:changed') session.changed((payload as { user: User }).user);
        },
      });
      const stop = session.keepFresh((token) => {
        // Refused or broken off: the connection itself comes back with a token of its own asking.
        if (connection.state.kind === 'live') connection.refreshToken(token).catch(() => {});
      });
      // The network is back: no reason to wait out a delay that grew while it was away.
      window.addEventListener('online', connection.retryNow);
      return {
        ...connection,
        get state() {
          return connection.state;
        },
        get seq() {
          return connection.seq;
        },
        close() {
          stop();
          window.removeEventListener('online', connection.retryNow);
          connection.close();
        },
      };
    },
    linkToJob: (jobId) => `${url}${pathToJobs('', jobId)}`,
    async download(request, { signal, onSize }) {
      const response = await fetch(`${url}${pathToExport(request)}`, {
        signal,
        headers: { authorization: `Bearer ${await session.accessToken()}` },
      });
      if (!response.ok) throw await readFailure(response);
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      await saveStream(response, name ?? `syncdeck.${request.format ?? 'csv'}`, onSize);
    },
  };
}
