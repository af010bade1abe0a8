import { pathToExport } from '#client/export-query.ts';
import type { ExportInput } from '#contract/schemas/insight.ts';
import { FailureError, toFailure } from '../failure-error.ts';

/** An export as the server streams it. @throws FailureError; the signal's reason */
export async function* downloadExport(
  server: { url: string; token: string; fetch(request: Request, init: { signal: AbortSignal }): Promise<Response> },
  request: ExportInput,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const response = await server.fetch(
    new Request(`${server.url}${pathToExport(request)}`, { headers: { authorization: `Bearer ${server.token}` } }),
    { signal },
  );
  if (!response.ok) throw new FailureError(toFailure(await response.json().catch(() => null)));
  try {
    for await (const piece of response.body ?? []) yield piece;
  } catch (error) {
    signal.throwIfAborted();
    throw new FailureError({ code: 'DISCONNECTED', status: 503, message: 'The connection broke before the export was complete' }, error);
  }
}
