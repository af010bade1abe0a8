import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Stands in for a body that could not be read, until the caller is known to be allowed to ask. */
class Malformed {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

function parseJson(text: string): unknown {
  // `curl -X POST -H 'Content-Type: application/json'` without a body means no input.
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return new Malformed(`The body is not JSON: ${(error as Error).message}`);
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? value : new Malformed('The body must be a JSON object');
}

/** JSON and nothing else; a form posted by a page of somewhere else is not taken for input. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, async (_request: FastifyRequest, text: string) => parseJson(text));
}

/** A body with what a DELETE says in its query, which is where the contract's REST form has it. */
export function bodyWithQuery(request: FastifyRequest): unknown {
  if (request.method !== 'DELETE' || request.body instanceof Malformed) return request.body;
  return { ...(request.query as object), ...(request.body as object | undefined) };
}

/** Why the request's input can't be read, if so. */
export function malformedInput(request: FastifyRequest): string | undefined {
  return request.body instanceof Malformed ? request.body.reason : undefined;
}
