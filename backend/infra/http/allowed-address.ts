import { leadsToPrivateHost } from './private-address.ts';
import { nameSource, SourceError } from './source-error.ts';
import { orAbort } from './wait.ts';

/** Rejects for an address that is not to be asked at all. */
export async function checkAddress(url: URL, publicOnly: boolean, signal: AbortSignal): Promise<void> {
  if (!isHttp(url)) throw refusalOf(url, `is not asked: ${url.protocol} is neither http: nor https:`);
  if (url.username || url.password) throw refusalOf(url, 'is not asked: the address holds a user name or a password');
  if (publicOnly && (await orAbort(leadsToPrivateHost(url), signal))) {
    throw refusalOf(url, 'is not asked: it is an address on a private network');
  }
}

/** Throws for a redirect that is not to be followed; the new address has its own check to pass. */
export function checkRedirect(from: URL, to: URL): void {
  if (!isHttp(to)) throw refusalOf(from, `redirected to ${to.protocol}, which is neither http: nor https:`);
  if (from.protocol === 'https:' && to.protocol === 'http:') throw refusalOf(from, `redirected from https: to http: (${nameSource(to)})`);
}

export function refusalOf(url: URL, reason: string): SourceError {
  return new SourceError(reason, { kind: 'refused', source: nameSource(url) });
}

function isHttp(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
