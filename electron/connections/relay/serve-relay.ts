import type { Wire, WireError } from '#client/wire.ts';
import type { LivePayloads } from '#contract/events/live.ts';
import { CONTRACT_VERSION, versionMismatch } from '#contract/version.ts';
import { listenTo, type MainPort } from '../ports.ts';

/** A window that has not read for so long is let go: its next port waits until it says hello. */
const UNREAD_MS = 30_000;
/** How often a window is asked whether it reads. */
const ASK_MS = 1_000;
/** The window's client gives a call up after 15 s by itself. */
const ANSWER_WITHIN_MS = 60_000;

/** What a window may ask of the server over its port; the connection's own token is none of its business. */
const REQUESTS = new Set(['call', 'events:since', 'progress:subscribe']);

const slow: WireError = { code: 'SLOW_CLIENT', status: 503, message: 'The window did not read for too long' };

type FromWindow = { hello: { contractVersion?: string } } | { request: string; id: number; payload?: unknown } | { read: number };
type Progress = LivePayloads['job:progress'];

/**
 * Serves the protocol of client/port-wire.ts over another wire: calls and answers, events and progress go through as they are, unread and
 * unparsed. A wire that goes down closes the port; `onSlow`: the window did not read, and may have another port.
 */
export function serveRelay(port: MainPort, wire: Wire, deps: { onSlow(): void }): { close(): void } {
  let isOpen = true;
  let hasBegun = false;
  let marks = 0;
  /** The mark that shows whether the window reads at all, and since when it is out. */
  let asked: { mark: number; at: number } | undefined;
  let askedAt = 0;
  /** Behind each batch of progress: until it is read, newer values wait, the newest of each job. */
  let progressMark: number | undefined;
  let held: Map<string, Progress['jobs'][number]> | undefined;

  const post = (message: object) => {
    if (isOpen) port.postMessage(message);
  };
  function mark(): number {
    marks += 1;
    post({ mark: marks });
    return marks;
  }
  function end(reason?: WireError): void {
    if (!isOpen) return;
    if (reason) post({ event: 'connection:closing', payload: { code: reason.code, message: reason.message } });
    isOpen = false;
    wire.close();
    port.close();
  }

  function tellProgress(payload: Progress): void {
    if (progressMark === undefined) {
      post({ event: 'job:progress', payload });
      progressMark = mark();
      return;
    }
    held ??= new Map();
    for (const entry of payload.jobs) held.set(entry.jobId, entry);
  }
  function hear(event: string, payload: unknown): void {
    if (event === 'job:progress') {
      tellProgress(payload as Progress);
      return;
    }
    // None of a job's progress may follow its way out of `running`.
    if (event === 'job:status' && held) held.delete((payload as { jobId: string }).jobId);
    post({ event, payload });
    const now = performance.now();
    if (asked) {
      if (now - asked.at < UNREAD_MS) return;
      end(slow);
      deps.onSlow();
    } else if (now - askedAt > ASK_MS) {
      askedAt = now;
      asked = { mark: mark(), at: now };
    }
  }
  function read(number: number): void {
    if (asked?.mark === number) asked = undefined;
    if (progressMark !== number) return;
    progressMark = undefined;
    const waiting = held;
    held = undefined;
    if (waiting && waiting.size > 0) tellProgress({ at: new Date(), jobs: [...waiting.values()] });
  }

  function begin({ contractVersion }: { contractVersion?: string }): void {
    hasBegun = true;
    const mismatch = versionMismatch(contractVersion, CONTRACT_VERSION);
    if (mismatch) {
      post({ refused: { code: 'VERSION_MISMATCH', status: 426, message: mismatch } });
      end();
      return;
    }
    post({ welcome: { contractVersion: CONTRACT_VERSION } });
    wire.onEvent(hear);
    wire.onState((state) => {
      if (!state.up) end(state.reason);
    });
    wire.open();
  }

  async function answer({ request, id, payload }: { request: string; id: number; payload?: unknown }): Promise<void> {
    if (request === 'abort') wire.tell('abort', payload);
    if (!REQUESTS.has(request)) return;
    try {
      post({ answer: id, payload: await wire.request(request, payload, { timeoutMs: ANSWER_WITHIN_MS }) });
    } catch {
      // The wire is gone, and the port with it; or nobody waits any more.
    }
  }

  listenTo(
    port,
    (received) => {
      const message = received as FromWindow | null;
      if (typeof message !== 'object' || message === null) return;
      if ('hello' in message) {
        if (!hasBegun) begin(message.hello ?? {});
      } else if ('read' in message) read(message.read);
      else if ('request' in message && hasBegun) void answer(message);
    },
    () => end(),
  );
  return { close: () => end() };
}
