import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { CONTRACT_VERSION_HEADER } from '#contract/version.ts';
import { FailureError } from '../failure-error.ts';
import { explainFailure, explainStatus } from './explain-failure.ts';
import type { Place } from './find-way.ts';

const ANSWER_WITHIN_MS = 10_000;
const EMPTY = new Set([204, 205, 304]);

/** A fetch to one server, by the agent that its socket takes too. Who answers must be Syncdeck. @throws FailureError in one clear sentence; the signal's reason */
export function createFetch(place: Pick<Place, 'url'>, findAgent: () => Promise<http.Agent>) {
  const { host } = new URL(place.url);
  return async (request: Request, { signal }: { signal?: AbortSignal } = {}): Promise<Response> => {
    signal?.throwIfAborted();
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : undefined;
    try {
      const agent = await findAgent();
      const incoming = await new Promise<http.IncomingMessage>((resolve, reject) => {
        const { request: begin } = request.url.startsWith('https:') ? https : http;
        const outgoing = begin(request.url, {
          method: request.method,
          headers: { ...Object.fromEntries(request.headers), ...(body ? { 'content-length': body.length } : {}) },
          agent,
          ...(signal ? { signal } : {}),
        });
        const late = setTimeout(() => {
          outgoing.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
        }, ANSWER_WITHIN_MS);
        outgoing.on('close', () => clearTimeout(late));
        outgoing.on('error', reject);
        outgoing.on('response', (response) => {
          clearTimeout(late);
          resolve(response);
        });
        outgoing.end(body);
      });
      const status = incoming.statusCode ?? 0;
      if (incoming.headers[CONTRACT_VERSION_HEADER] === undefined) {
        incoming.destroy();
        throw new FailureError(explainStatus(status, host));
      }
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, String(value));
      return new Response(EMPTY.has(status) ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>), { status, headers });
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof FailureError ? error : new FailureError(explainFailure(error, place.url), error);
    }
  };
}
