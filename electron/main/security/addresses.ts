import { APP_ORIGIN } from '#electron/bridge/bridge.ts';

/** Node's URL gives `null` as the origin of every scheme that it doesn't know. */
export const originOf = (address: string): string | null => {
  if (!URL.canParse(address)) return null;
  const { protocol, host } = new URL(address);
  return host ? `${protocol}//${host}` : null;
};

/** The origins whose page is ours: the app's own and, in development alone, the server with hot reload. */
export function ownOrigins(isPackaged: boolean, devServer: string | undefined): readonly string[] {
  const dev = isPackaged || !devServer ? null : originOf(devServer);
  return dev && /^https?:/.test(dev) ? [APP_ORIGIN, dev] : [APP_ORIGIN];
}

export const isOwnPage = (address: string, origins: readonly string[]): boolean => {
  const origin = originOf(address);
  return origin !== null && origins.includes(origin);
};

const MOST_CHARACTERS = 2_000;

/**
 * The address, written anew, where it may be handed to the system to open: a web page or a mail. Null for everything else: the system would
 * start any program that claims a scheme, and credentials in an address make another host look like the one that is shown.
 */
export function externalAddress(address: string): string | null {
  if (address.length > MOST_CHARACTERS || /[\p{Cc}\s]/u.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol === 'mailto:') return url.href;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.hostname && !url.username && !url.password ? url.href : null;
}
