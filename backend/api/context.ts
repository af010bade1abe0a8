import type { Actor, CallOrigin } from '../domains/actor.ts';
import type { Services } from './services.ts';

/** What a call brings along, whatever transport it came over. */
export interface ApiContext {
  services: Services;
  /** Null where the caller is not signed in. */
  actor: Actor | null;
  requestId: string;
  /** Where the call came from. */
  client: CallOrigin;
  /** Why the input could not even be read; told once the caller is known to be allowed to ask. */
  malformed?: string | undefined;
  idempotencyKey?: string | undefined;
  /** The caller's own trace, which this call is a part of. */
  traceparent?: string | undefined;
  /** What the transport should say beside the output: over REST, another status. */
  reply: { status?: number; retryAfterSeconds?: number };
  /** For what nobody foresaw. */
  onUnexpected(error: unknown): void;
}
