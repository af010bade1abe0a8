import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export type Respond = (request: IncomingMessage, response: ServerResponse) => void;

interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  at: number;
}

interface SourceServer {
  /** Where the server listens, without a slash at its end. */
  readonly origin: string;
  readonly requests: SeenRequest[];
  /** Most requests that were under way together since the test began. */
  readonly mostAtOnce: number;
  url(path: string): URL;
  /** Answers a path, query included or not; the last one given stays, those before answer one request each. */
  on(path: string, ...answers: Respond[]): void;
  /** Answers whatever no path was given for. */
  otherwise(answer: Respond): void;
  /** Resolves once a request for the path has come in. */
  requested(path: string): Promise<void>;
}

/** A real HTTP server on loopback that plays a source. Each test begins with no answers: everything is a 404. */
export function useSourceServer(): SourceServer {
  let origin = '';
  let answers = new Map<string, Respond[]>();
  let fallback: Respond = sendStatus(404);
  let requests: SeenRequest[] = [];
  let waiting: { path: string; resolve: () => void }[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;

  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const path = url.split('?')[0] ?? url;
    requests.push({ method: request.method ?? '', path: url, headers: request.headers, at: Date.now() });
    for (const waiter of waiting.filter((one) => one.path === path || one.path === url)) waiter.resolve();
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    response.once('close', () => {
      atOnce -= 1;
    });
    const queue = answers.get(url) ?? answers.get(path);
    const answer = queue && queue.length > 1 ? queue.shift() : queue?.[0];
    (answer ?? fallback)(request, response);
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    answers = new Map();
    fallback = sendStatus(404);
    requests = [];
    waiting = [];
    mostAtOnce = 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    get origin() {
      return origin;
    },
    get requests() {
      return requests;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    url: (path) => new URL(path, origin),
    on: (path, ...given) => {
      answers.set(path, given);
    },
    otherwise: (answer) => {
      fallback = answer;
    },
    requested: (path) => new Promise((resolve) => waiting.push({ path, resolve })),
  };
}

export function sendStatus(status: number, headers: Record<string, string> = {}): Respond {
  return (_request, response) => {
    response.writeHead(status, headers).end();
  };
}

/** JSON with an ETag, and 304 to who holds it already. */
export function sendJson(body: unknown, etag?: string): Respond {
  return (request, response) => {
    if (etag !== undefined && request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { 'content-type': 'application/json', ...(etag === undefined ? {} : { etag }) }).end(JSON.stringify(body));
  };
}

export function sendText(text: string, headers: Record<string, string> = {}): Respond {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);
  };
}

/** Cuts the connection, after the headers and a part of the body where a part is given. */
export function cutConnection(part?: string): Respond {
  return (request, response) => {
    if (part === undefined) return void request.socket.destroy();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(part.length + 100) });
    response.write(part, () => request.socket.destroy());
  };
}

/** Answers only once so many requests wait for it, all of them then. */
export function answerTogether(count: number, respond: Respond): Respond {
  const waiting: (() => void)[] = [];
  return (request, response) => {
    waiting.push(() => respond(request, response));
    if (waiting.length === count) for (const answer of waiting.splice(0)) answer();
  };
}

/** Never answers. */
export const staySilent: Respond = () => {};

/** Sends headers and the beginning of a body, and then nothing more. */
export const stallInBody: Respond = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"slow":');
};

/** Sends without end, as fast as it is read. */
export const sendEndlessly: Respond = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = '"'.padEnd(16_384, 'x');
  const more = () => {
    while (!response.destroyed && response.write(chunk)) {}
  };
  response.on('drain', more);
  more();
};
