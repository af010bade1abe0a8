import { z } from 'zod';

/** What went wrong, in the shape of every error of the product: `code` to branch on, `message` for people. */
export const Failure = z.object({ code: z.string(), status: z.number(), message: z.string(), data: z.unknown().optional() });
export type Failure = z.output<typeof Failure>;

/**
 * The ways in which a connection to a server can fail, beside the contract's own codes (UNAUTHORIZED, VERSION_MISMATCH, DISCONNECTED, …).
 * Each has one clear sentence of its own.
 */
export const connectionFaults = [
  'NAME_NOT_FOUND',
  'REFUSED',
  'TIMED_OUT',
  'TLS_UNTRUSTED',
  'TLS_EXPIRED',
  'TLS_WRONG_NAME',
  'PROXY_FAILED',
  'NOT_SYNCDECK',
  'UNREACHABLE',
] as const;
export type ConnectionFault = (typeof connectionFaults)[number];

/** An answer over IPC: Electron keeps only the message of what is thrown, so failures travel as values. */
export type Answer<Output> = { ok: true; output: Output } | { ok: false; error: Failure };
