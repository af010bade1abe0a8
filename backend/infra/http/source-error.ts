type SourceErrorKind =
  /** No answer: the name is unknown, the connection refused or cut, or time ran out. */
  | 'unreachable'
  /** An answer whose status is not what was asked for. */
  | 'status'
  /** An answer whose body is too large, not JSON, or of another shape. */
  | 'invalid'
  /** A request that is not made at all: another scheme, too many redirects, a private address. */
  | 'refused';

interface SourceErrorDetails {
  kind: SourceErrorKind;
  /** Host and path, without what a query may hold. */
  source: string;
  status?: number | undefined;
  /** How long the source asked to be left alone, where it did. */
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** A source that could not be read. Its message is a sentence that names the source and the reason. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: SourceErrorKind;
  readonly source: string;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(reason: string, details: SourceErrorDetails) {
    super(`${details.source} ${reason}`, { cause: details.cause });
    this.kind = details.kind;
    this.source = details.source;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** The same error with more to say. */
  withMore(addition: string): SourceError {
    const { kind, source, status, retryAfterMs } = this;
    return new SourceError(`${this.message.slice(source.length + 1)}${addition}`, { kind, source, status, retryAfterMs, cause: this });
  }

  /** True where a later request may well succeed: out of reach, overloaded, or failing on the source's side. */
  get temporary(): boolean {
    return this.kind === 'unreachable' || (this.status !== undefined && isTemporaryStatus(this.status));
  }
}

export function isTemporaryStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** How a source is named in messages. Queries and user info may hold secrets, so they stay out. */
export function nameSource(url: URL): string {
  return `${url.host}${url.pathname}`;
}

const NETWORK_REASONS: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'cut the connection',
  EPIPE: 'cut the connection',
  UND_ERR_SOCKET: 'cut the connection',
  ENOTFOUND: 'could not be reached: its name is unknown here',
  EAI_AGAIN: 'could not be reached: its name could not be looked up',
  ENETUNREACH: 'could not be reached: no network',
  EHOSTUNREACH: 'could not be reached: no route to it',
  ETIMEDOUT: 'did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'did not answer in time',
  UND_ERR_HEADERS_OVERFLOW: 'sent headers that are too large',
};

/** The reason in words for what `fetch` rejects with; the cause sits one or two levels down. */
export function describeNetworkFailure(error: unknown): string {
  let message = String(error);
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause ?? firstOf(cause)) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code === 'string') return NETWORK_REASONS[code] ?? `could not be reached (${code})`;
    message = cause.message;
  }
  return `could not be reached (${message})`;
}

// Node tries each address of a name and reports the failures together.
function firstOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : undefined;
}
