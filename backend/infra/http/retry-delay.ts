export interface RetryDelayLimits {
  /** The first wait is at most this long; each later one at most twice the one before. */
  baseDelayMs: number;
  maxDelayMs: number;
  /** A source that asks for more quiet than this gets this much. */
  maxRetryAfterMs: number;
}

/** What the `Retry-After` header asks for, in milliseconds: it holds seconds or a date. Null where it holds neither. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/**
 * How long to wait after a try: exponential with full jitter, so that many clients that failed together don't come back together;
 * and never less than what the source asked for, within the cap.
 */
export function chooseRetryDelay(tries: number, retryAfter: number, limits: RetryDelayLimits, random: () => number): number {
  const ceiling = Math.min(limits.maxDelayMs, limits.baseDelayMs * 2 ** (tries - 1));
  return Math.max(random() * ceiling, Math.min(retryAfter, limits.maxRetryAfterMs));
}
