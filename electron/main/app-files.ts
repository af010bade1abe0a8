import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_ORIGIN } from '#electron/bridge/bridge.ts';
import { originOf } from './security/addresses.ts';
import { contentSecurityPolicy } from './security/content-security-policy.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const everywhere = {
  'content-security-policy': contentSecurityPolicy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const refuse = (status: number, message: string) =>
  new Response(message, { status, headers: { ...everywhere, 'content-type': 'text/plain; charset=utf-8' } });

/** The file's path below the folder; null for what is no plain path, whatever a file system would make of it. */
function fileFor(pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (/[\\:\p{Cc}]/u.test(decoded)) return null;
  const segments = decoded.split('/').filter(Boolean);
  return segments.some((segment) => segment.startsWith('.')) ? null : segments.join('/');
}

/**
 * Answers the window's requests under the app's own scheme with the files of the built console, and its page at every address without an
 * extension, which the page itself makes sense of.
 */
export function createAppFiles(folder: string): (request: Request) => Promise<Response> {
  const read = (name: string) =>
    readFile(path.join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code ?? '')) return null;
      throw error;
    });

  return async (request) => {
    if (request.method !== 'GET') return refuse(405, 'Only GET');
    if (originOf(request.url) !== APP_ORIGIN) return refuse(404, 'There is nothing at this host');
    const name = fileFor(new URL(request.url).pathname);
    if (name === null) return refuse(400, 'This is no path');
    // A job's id, which may have a dot, stands in the query; a path with an extension is a file or nothing.
    const isPage = path.extname(name) === '';
    const body = await read(isPage ? 'index.html' : name);
    if (!body) {
      return isPage
        ? refuse(404, `The console is not built: there is no index.html in ${folder}. In a checkout, run npm run build`)
        : refuse(404, `There is no ${name}`);
    }
    return new Response(new Uint8Array(body), {
      headers: {
        ...everywhere,
        'content-type': types[isPage ? '.html' : path.extname(name).toLowerCase()] ?? 'application/octet-stream',
        // A name under assets holds its content's hash.
        'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    });
  };
}
