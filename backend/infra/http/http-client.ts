import { setMaxListeners } from 'node:events';
import type { z } from 'zod';
import { checkAddress, checkRedirect, refusalOf } from './allowed-address.ts';
import { createHostLimits, type HostLimits } from './host-limits.ts';
import { parseJsonBody } from './json-body.ts';
import { chooseRetryDelay, parseRetryAfter, type RetryDelayLimits } from './retry-delay.ts';
import { type Answer, sendOnce } from './send-once.ts';
import { isTemporaryStatus, nameSource, SourceError } from './source-error.ts';
import { wait } from './wait.ts';

export interface RequestOptions {
  signal: AbortSignal;
  /** Refuses addresses on this machine or its network, also after a redirect: for URLs that came out of a source's own data. */
  publicOnly?: boolean;
  /** Told before each wait for another try, for a person who watches. */
  onRetry?: (message: string) => void;
}

interface JsonRequestOptions<Schema extends z.ZodType> extends RequestOptions {
  schema: Schema;
  /** What the source gave with the body that is held already: an unchanged one isn't sent again. */
  etag?: string | undefined;
  maxBytes?: number;
}

export type JsonAnswer<Body> = { status: 'ok'; body: Body; etag: string | null } | { status: 'not-modified' };

export type HeadAnswer =
  | { available: true; sizeBytes: number | null; contentType: string | null; etag: string | null }
  | { available: false };

/** The one way to a source. Rejects with a `SourceError` in words, or with the signal's reason as soon as that is aborted. */
export interface HttpClient {
  getJson<Schema extends z.ZodType>(url: URL, options: JsonRequestOptions<Schema>): Promise<JsonAnswer<z.output<Schema>>>;
  /** The same for who keeps no ETag: the body itself. */
  getBody<Schema extends z.ZodType>(url: URL, options: Omit<JsonRequestOptions<Schema>, 'etag'>): Promise<z.output<Schema>>;
  /** Asks for a file's headers alone. 404 and 410 are answers, not errors. */
  head(url: URL, options: RequestOptions): Promise<HeadAnswer>;
}

interface HttpClientOptions extends RetryDelayLimits {
  version: string;
  maxTries: number;
  /** Until the status and headers are there, connecting included. */
  answerTimeoutMs: number;
  /** Until the body is there, from its headers on. */
  bodyTimeoutMs: number;
  maxBodyBytes: number;
  maxRedirects: number;
  concurrencyPerHost: number;
  ratePerSecondPerHost: number;
  random(): number;
}

/** No source puts the next attempt off for longer. */
const LONGEST_QUIET_MS = 60 * 60 * 1000;

const DEFAULTS: HttpClientOptions = {
  version: '0',
  maxTries: 4,
  answerTimeoutMs: 10_000,
  bodyTimeoutMs: 60_000,
  maxBodyBytes: 16 * 1024 * 1024,
  maxRedirects: 5,
  baseDelayMs: 500,
  maxDelayMs: 30_000,
  maxRetryAfterMs: 60_000,
  concurrencyPerHost: 8,
  ratePerSecondPerHost: 20,
  random: Math.random,
};

export function createHttpClient(overrides: Partial<HttpClientOptions> = {}): HttpClient {
  const options = { ...DEFAULTS, ...overrides };
  const hosts = new Map<string, HostLimits>();

  function limitsOf(url: URL): HostLimits {
    let limits = hosts.get(url.host);
    if (!limits) {
      limits = createHostLimits(options.concurrencyPerHost, options.ratePerSecondPerHost);
      hosts.set(url.host, limits);
    }
    return limits;
  }

  /** Sends until there is an answer that another try would not better, following redirects. */
  async function send(start: URL, method: 'GET' | 'HEAD', headers: Record<string, string>, request: RequestOptions, maxBytes: number) {
    // One job may have many requests under way, each listening to its one signal; that is no leak.
    setMaxListeners(0, request.signal);
    let url = start;
    let redirects = 0;
    for (let tries = 1; ; ) {
      request.signal.throwIfAborted();
      await checkAddress(url, request.publicOnly ?? false, request.signal);
      const limits = limitsOf(url);
      const outcome = await limits
        .run(() => sendOnce({ url, method, headers, maxBytes, ...options, signal: request.signal }), request.signal)
        .catch((error: unknown) => asFailure(error, request.signal));
      if (outcome instanceof SourceError) {
        if (!outcome.temporary || tries >= options.maxTries) throw afterTries(outcome, tries);
      } else if (outcome.redirectTo) {
        if (++redirects > options.maxRedirects) throw refusalOf(start, `redirected more than ${options.maxRedirects} times`);
        checkRedirect(url, outcome.redirectTo);
        url = outcome.redirectTo;
        continue;
      } else if (!isTemporaryStatus(outcome.status)) {
        return { ...outcome, url };
      }
      const failure = outcome instanceof SourceError ? outcome : statusError(url, outcome, tries);
      if (tries >= options.maxTries) throw failure;
      const { retryAfterMs: retryAfter } = failure;
      const delay = chooseRetryDelay(tries, retryAfter ?? 0, options, options.random);
      if (retryAfter) limits.holdFor(Math.min(retryAfter, options.maxRetryAfterMs));
      tries += 1;
      request.onRetry?.(`${failure.message}; try ${tries} of ${options.maxTries} in ${(delay / 1000).toFixed(1)} s`);
      await wait(delay, request.signal);
    }
  }

  function get(url: URL, { signal, publicOnly, onRetry, maxBytes }: JsonRequestOptions<z.ZodType>, more: Record<string, string>) {
    const request = { signal, ...(publicOnly && { publicOnly }), ...(onRetry && { onRetry }) };
    return send(url, 'GET', commonHeaders(options.version, more), request, maxBytes ?? options.maxBodyBytes);
  }

  return {
    async getJson(url, request) {
      const { etag, schema } = request;
      const answer = await get(url, request, etag ? { 'if-none-match': etag } : {});
      if (answer.status === 304 && etag) return { status: 'not-modified' };
      if (answer.status !== 200) throw statusError(answer.url, answer, 1);
      return { status: 'ok', body: parseJsonBody(answer.url, answer.body, schema), etag: answer.headers.get('etag') };
    },

    async getBody(url, request) {
      const answer = await get(url, request, {});
      if (answer.status !== 200) throw statusError(answer.url, answer, 1);
      return parseJsonBody(answer.url, answer.body, request.schema);
    },

    async head(url, request) {
      const answer = await send(url, 'HEAD', commonHeaders(options.version, {}), request, 0);
      if (answer.status === 404 || answer.status === 410) return { available: false };
      if (answer.status !== 200) throw statusError(answer.url, answer, 1);
      const length = answer.headers.get('content-length');
      return {
        available: true,
        sizeBytes: length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null,
        contentType: answer.headers.get('content-type'),
        etag: answer.headers.get('etag'),
      };
    },
  };
}

function commonHeaders(version: string, more: Record<string, string>) {
  return { 'user-agent': `Syncdeck/${version}`, accept: '*/*', ...more };
}

/** A failure to look at, unless it is the signal's doing. */
function asFailure(error: unknown, signal: AbortSignal): SourceError {
  signal.throwIfAborted();
  if (error instanceof SourceError) return error;
  throw error;
}

function statusError(url: URL, answer: Answer, tries: number) {
  const retryAfter = parseRetryAfter(answer.headers.get('retry-after'), Date.now());
  const retryAfterMs = retryAfter === null ? undefined : Math.min(retryAfter, LONGEST_QUIET_MS);
  const details = { kind: 'status' as const, source: nameSource(url), status: answer.status, retryAfterMs };
  return afterTries(new SourceError(`answered ${answer.status}`, details), tries);
}

function afterTries(error: SourceError, tries: number): SourceError {
  return tries < 2 ? error : error.withMore(` after ${tries} tries`);
}
