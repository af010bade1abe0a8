import type { ProxyChoice } from '#electron/bridge/environment.ts';
import { ProxyFault } from './proxy-fault.ts';

/**
 * The first proxy of a PAC answer ("PROXY host:port; HTTPS host:port; DIRECT") that can be used here; null: none, go straight.
 * @throws ProxyFault where it names only kinds that can't
 */
export function readPac(answer: string): URL | null {
  const choices = answer
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
  for (const choice of choices) {
    const [kind = '', place = ''] = choice.split(/\s+/);
    if (/^DIRECT$/i.test(kind)) return null;
    const scheme = /^(PROXY|HTTP)$/i.test(kind) ? 'http' : /^HTTPS$/i.test(kind) ? 'https' : undefined;
    if (scheme && URL.canParse(`${scheme}://${place}`)) return new URL(`${scheme}://${place}`);
  }
  if (choices.length === 0) return null;
  throw new ProxyFault(`The system names a proxy that can't be used here (${choices[0]}): it must be an HTTP proxy`);
}

/** The proxy to go through to `url`, as the environment has it; null: none. @throws ProxyFault */
export async function findProxy(choice: ProxyChoice, url: string, resolveProxy: (url: string) => Promise<string>): Promise<URL | null> {
  if (choice.mode === 'none') return null;
  if (choice.mode === 'manual') return new URL(choice.url);
  return readPac(await resolveProxy(url));
}
