import { createORPCClient, createORPCErrorFromJson, isORPCErrorJson, type ORPCError } from '@orpc/client';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { contract, type JobControlClient } from '#contract/contract.ts';
import { CONTRACT_VERSION, CONTRACT_VERSION_HEADER } from '#contract/version.ts';
import { toClientError } from './contract-link.ts';
import { WireGone, WireTimeout } from './wire.ts';

export const DEFAULT_TIMEOUT_MS = 15_000;

/** Over REST an error is the body alone; oRPC's own client also wants to hear whether the contract declares it, which the schemas decide. */
function decodeError(body: unknown): ORPCError<string, unknown> | undefined {
  const error = { defined: true, data: undefined, ...(body as object) };
  return isORPCErrorJson(error) ? createORPCErrorFromJson(error) : undefined;
}

/** The contract's procedures over REST: for signing in, and for programs that want no events. */
export function createRestClient(options: {
  url: string;
  /** Left out before signing in. */
  token?: () => string | undefined | Promise<string | undefined>;
  timeoutMs?: number;
  /** Instead of the global one: through a proxy, say. An error with a status of its own knows what is wrong, and is thrown as it is. */
  fetch?: (request: Request, init: { signal: AbortSignal }) => Promise<Response>;
}): JobControlClient {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, fetch: send = fetch } = options;
  const link = new OpenAPILink(contract, {
    url: options.url,
    headers: async () => {
      const token = await options.token?.();
      return { [CONTRACT_VERSION_HEADER]: CONTRACT_VERSION, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    },
    async fetch(request, init) {
      const late = AbortSignal.timeout(timeoutMs);
      try {
        return await send(request, { ...init, signal: AbortSignal.any([request.signal, late]) });
      } catch (error) {
        if (request.signal.aborted) throw request.signal.reason;
        if (typeof (error as { status?: unknown }).status === 'number') throw error;
        throw toClientError(late.aborted ? new WireTimeout(`no answer within ${timeoutMs} ms`) : new WireGone(String(error)));
      }
    },
    customErrorResponseBodyDecoder: decodeError,
    plugins: [new ResponseValidationPlugin(contract)],
  });
  return createORPCClient(link);
}
