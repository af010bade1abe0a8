import { describeNetworkFailure, nameSource, SourceError } from './source-error.ts';

export interface Answer {
  status: number;
  headers: Headers;
  body: string;
  /** Where a redirecting answer points to. */
  redirectTo: URL | null;
}

interface Sending {
  url: URL;
  method: 'GET' | 'HEAD';
  headers: Record<string, string>;
  maxBytes: number;
  answerTimeoutMs: number;
  bodyTimeoutMs: number;
  signal: AbortSignal;
}

/** One request, one answer: no second try and no redirect. Rejects with a `SourceError`, or with anything when aborted. */
export async function sendOnce(sending: Sending): Promise<Answer> {
  const { url, method, headers, signal } = sending;
  // One controller a request instead of AbortSignal.any: on Node 20 that one leaves listeners on a signal that lives as long as a job.
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const expire = (reason: string) => () => controller.abort(new SourceError(reason, { kind: 'unreachable', source: nameSource(url) }));
  let timer = setTimeout(expire(`did not answer within ${inSeconds(sending.answerTimeoutMs)}`), sending.answerTimeoutMs);
  try {
    const response = await fetch(url, { method, headers, redirect: 'manual', signal: controller.signal });
    clearTimeout(timer);
    timer = setTimeout(expire(`did not finish its answer within ${inSeconds(sending.bodyTimeoutMs)}`), sending.bodyTimeoutMs);
    const wanted = method === 'GET' && response.status === 200;
    const body = wanted ? await readBody(response, sending) : '';
    if (!wanted) await response.body?.cancel();
    return { status: response.status, headers: response.headers, body, redirectTo: findRedirect(url, response) };
  } catch (error) {
    if (controller.signal.aborted) throw controller.signal.reason;
    if (error instanceof SourceError) throw error;
    throw new SourceError(describeNetworkFailure(error), { kind: 'unreachable', source: nameSource(url), cause: error });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

// Counted as it comes in, after decompression: neither a header nor a small compressed body can be trusted about the size.
async function readBody(response: Response, { url, maxBytes }: Sending): Promise<string> {
  const tooLarge = () => new SourceError(`sent more than ${inMegabytes(maxBytes)}`, { kind: 'invalid', source: nameSource(url) });
  if (Number(response.headers.get('content-length')) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function findRedirect(url: URL, response: Response): URL | null {
  const location = response.headers.get('location');
  if (location === null || ![301, 302, 303, 307, 308].includes(response.status)) return null;
  if (URL.canParse(location, url.href)) return new URL(location, url);
  throw new SourceError('redirected to something that is not an address', { kind: 'refused', source: nameSource(url) });
}

function inSeconds(milliseconds: number) {
  return `${milliseconds / 1000} s`;
}

function inMegabytes(bytes: number) {
  return bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MB` : `${bytes} bytes`;
}
