import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { ORPCError } from '@orpc/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const PAGE = '/index.html';
/** What a page of the console is never at: a mistyped address there is told as what it is. */
const NO_PAGE = /^\/(?:v4|metrics|health|assets)(?:\/|$)/;
/** A job's id may have a dot in its type, which dashes follow. */
const FILE = /\.\w{1,12}$/;

/** Whether the request is a person's at an address of the console, which the page itself makes sense of. */
function asksForPage(request: FastifyRequest, pathname: string): boolean {
  if (pathname === '/') return true;
  return !FILE.test(pathname) && !NO_PAGE.test(pathname) && (request.headers.accept ?? '').includes('text/html');
}

/**
 * Serves the built console: its files, each in the best encoding that the caller takes, and its page at every address that a person may
 * open. A name under /assets holds its content's hash and is kept for good; everything else is asked for anew, and mostly is unchanged.
 * Where nothing is built in `folder`, the page says so, and the API works all the same.
 */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    suppressWarning: true,
    preCompressed: true,
    dotfiles: 'ignore',
    index: false,
    cacheControl: false,
    setHeaders(reply, file) {
      const isHashed = path.relative(folder, file).startsWith(`assets${path.sep}`);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });

  // Fastify answers HEAD with the same, without its body.
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const pathname = `/${request.params['*']}`;
    if (!asksForPage(request, pathname)) return pathname.endsWith('/') ? reply.callNotFound() : reply.sendFile(pathname);
    if (existsSync(path.join(folder, PAGE))) return reply.sendFile(PAGE);
    throw new ORPCError('NOT_FOUND', {
      status: 404,
      message: 'The console is not built yet: run `npm run build` in the folder of Syncdeck, and load this page again',
    });
  });
}
