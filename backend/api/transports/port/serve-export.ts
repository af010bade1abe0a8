import { ExportInput } from '#contract/schemas/insight.ts';
import { badInput, toContractError, toIssue } from '../../map-errors.ts';
import type { Services } from '../../services.ts';
import { errorBody } from '../error-body.ts';
import { type ServerPort, unwrap } from './server-port.ts';

/**
 * Streams an export over a port of its own, a piece at a time: `{ piece }`, and the next once `{ next: true }` came back; then
 * `{ end: true }` or `{ error }`. Whoever closes the port wants no more of it. Holding the port is the authority, as for calls.
 */
export async function serveExport(
  port: ServerPort,
  request: unknown,
  deps: { services: Pick<Services, 'insight'>; onUnexpected(error: unknown): void },
): Promise<void> {
  let isOpen = true;
  let goOn = () => {};
  port.on('message', (message) => {
    if ((unwrap(message) as { next?: boolean } | null)?.next) goOn();
  });
  port.on('close', () => {
    isOpen = false;
    goOn();
  });
  port.start?.();
  try {
    const input = ExportInput.safeParse(request);
    if (!input.success) throw badInput(input.error.issues.map(toIssue));
    for await (const piece of deps.services.insight.exportRows(input.data)) {
      if (!isOpen) return;
      const next = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      port.postMessage({ piece });
      await next;
    }
    if (isOpen) port.postMessage({ end: true });
  } catch (error) {
    const body = errorBody(toContractError(error, deps.onUnexpected));
    if (isOpen) port.postMessage({ error: body });
  }
}
