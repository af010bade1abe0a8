import http from 'node:http';
import https from 'node:https';
import type { RemoteEnvironment } from '#electron/bridge/environment.ts';
import { findProxy } from './proxy.ts';
import { findTrust } from './trust.ts';
import { Tunnel } from './tunnel.ts';

export type Place = Pick<RemoteEnvironment, 'url' | 'proxy' | 'caFile'>;
export type ResolveProxy = (url: string) => Promise<string>;

/** The agent that leads to a server, for its socket and its REST calls alike: asked for anew at each try, as networks change. @throws ProxyFault, AuthorityFileFault */
export async function findWay({ url, proxy, caFile }: Place, resolveProxy: ResolveProxy): Promise<http.Agent> {
  const through = await findProxy(proxy, url, resolveProxy);
  const isSecure = url.startsWith('https:');
  const trust = isSecure || through?.protocol === 'https:' ? await findTrust(caFile) : undefined;
  if (through) return new Tunnel(through, trust);
  return isSecure
    ? new https.Agent({ keepAlive: false, ...(trust ? { secureContext: trust } : {}) })
    : new http.Agent({ keepAlive: false });
}
