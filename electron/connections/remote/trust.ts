import { readFile, stat } from 'node:fs/promises';
import tls from 'node:tls';

/** The file of an own authority can't be used; the message is a whole sentence. */
export class AuthorityFileFault extends Error {
  override readonly name = 'AuthorityFileFault';
}

/** Beside Node's own list what the system trusts, where this Node can ask it (22.15 and later). */
function trustedBySystem(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default' | 'system') => string[] };
  if (!getCACertificates) return tls.rootCertificates;
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

async function readAuthority(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AuthorityFileFault(`The certificate file ${file} can't be read (${error.code})`, { cause: error });
  });
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new AuthorityFileFault(`The file ${file} holds no certificate in PEM form`);
  return text;
}

/** Making one reads some 150 certificates, so each is made once, and again when its file changed. */
const made = new Map<string, { mark: number; context: tls.SecureContext }>();

/** What certificates are checked by: the authorities of the system, and that of `caFile`. @throws AuthorityFileFault */
export async function findTrust(caFile: string | null): Promise<tls.SecureContext> {
  const mark =
    caFile === null
      ? 0
      : await stat(caFile).then(
          ({ mtimeMs }) => mtimeMs,
          () => -1,
        );
  const key = caFile ?? '';
  const known = made.get(key);
  if (known?.mark === mark) return known.context;
  const own = caFile === null ? [] : [await readAuthority(caFile)];
  let context: tls.SecureContext;
  try {
    context = tls.createSecureContext({ ca: [...trustedBySystem(), ...own] });
  } catch (error) {
    throw new AuthorityFileFault(`The certificate in ${caFile} can't be used (${(error as Error).message})`, { cause: error });
  }
  made.set(key, { mark, context });
  return context;
}
