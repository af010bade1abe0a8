import type { ConnectionFault, Failure } from '#electron/bridge/failure.ts';
import { ProxyFault } from './proxy-fault.ts';
import { AuthorityFileFault } from './trust.ts';

interface Layer {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  error?: unknown;
  description?: unknown;
  errors?: readonly unknown[];
}

/** An error and those inside it: Socket.IO's hides an event, which hides the one that tells; Node's may be several. */
function layersOf(error: unknown, depth = 0): Layer[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const layer = error as Layer;
  const inner = [layer.description, layer.error, layer.cause, layer.errors?.[0]].flatMap((next) => layersOf(next, depth + 1));
  return [...inner, layer];
}

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_CHAIN_TOO_LONG',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
]);

type Told = [code: ConnectionFault, message: string];

function byCode(code: string, host: string): Told | undefined {
  if (code === 'ENOTFOUND')
    return ['NAME_NOT_FOUND', `The name ${host} can't be found: check the address, and whether this machine is on the right network`];
  if (code === 'EAI_AGAIN')
    return ['NAME_NOT_FOUND', `The name ${host} can't be looked up: the network, or its name server, does not answer`];
  if (code === 'ECONNREFUSED') return ['REFUSED', `Nothing listens at ${host}: the server is down, or the port is another`];
  if (code === 'ETIMEDOUT') return ['TIMED_OUT', `${host} does not answer: it hangs, or a firewall drops what is sent to it`];
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL')
    return ['UNREACHABLE', `There is no way to ${host} from this network (${code})`];
  if (code === 'CERT_HAS_EXPIRED') return ['TLS_EXPIRED', `The certificate of ${host} has expired: its operator has to renew it`];
  if (code === 'CERT_NOT_YET_VALID')
    return ['TLS_EXPIRED', `The certificate of ${host} is not valid yet: check the clock of this machine and of the server`];
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return ['TLS_WRONG_NAME', `The certificate of ${host} is for another name: use the name that it was made for`];
  if (UNTRUSTED.has(code))
    return [
      'TLS_UNTRUSTED',
      `The certificate of ${host} is signed by nobody that this machine trusts: choose its authority's file, if it is your own`,
    ];
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return [
      'UNREACHABLE',
      `${host} does not speak HTTPS as this app does (${code}): if it serves plain HTTP, its address begins with http://`,
    ];
  if (code.startsWith('HPE_')) return ['NOT_SYNCDECK', `What listens at ${host} is no Syncdeck server: it does not even speak HTTP`];
  if (code === 'ECONNRESET' || code === 'EPIPE') return ['UNREACHABLE', `${host} broke the connection off before it answered`];
  return undefined;
}

/** By the status of an HTTP answer that is not Syncdeck's. */
export function explainStatus(status: number, host: string): Failure {
  const [code, message]: Told =
    status >= 502 && status <= 504
      ? ['UNREACHABLE', `A gateway answers for ${host}, and the server behind it does not (${status})`]
      : status >= 300 && status < 400
        ? ['NOT_SYNCDECK', `${host} leads elsewhere (${status}): use the address that it leads to`]
        : ['NOT_SYNCDECK', `What listens at ${host} is no Syncdeck server (it answers ${status}): check the address`];
  return { code, status: 503, message };
}

/** Why a server could not be reached, as one sentence with its code. `url` is its address, which holds no secret. */
export function explainFailure(error: unknown, url: string): Failure {
  const { host } = new URL(url);
  const told = (code: ConnectionFault, message: string): Failure => ({ code, status: 503, message });
  const layers = layersOf(error);
  for (const layer of layers) {
    if (layer instanceof ProxyFault) return told('PROXY_FAILED', layer.message);
    if (layer instanceof AuthorityFileFault) return told('TLS_UNTRUSTED', layer.message);
  }
  for (const { code } of layers) {
    const known = typeof code === 'string' ? byCode(code, host) : undefined;
    if (known) return told(...known);
  }
  for (const { message } of layers) {
    if (typeof message !== 'string') continue;
    const answered = /^Unexpected server response: (\d{3})$/.exec(message);
    if (answered) return explainStatus(Number(answered[1]), host);
    if (message === 'timeout') return told(...(byCode('ETIMEDOUT', host) as Told));
    if (message === 'socket hang up') return told(...(byCode('ECONNRESET', host) as Told));
    if (/^Invalid (namespace|Upgrade|Sec-WebSocket|WebSocket)/i.test(message))
      return told('NOT_SYNCDECK', `What listens at ${host} is no Syncdeck server: check the address`);
  }
  const last = layers.map(({ message }) => message).find((message) => typeof message === 'string' && message !== '');
  return told('UNREACHABLE', `${host} can't be reached${last ? ` (${last})` : ''}`);
}
