import type { Failure } from '#electron/bridge/failure.ts';

/** A failure that is thrown: what the window is answered is its code, status, message and data. */
export class FailureError extends Error implements Failure {
  override readonly name = 'FailureError';
  readonly code: string;
  readonly status: number;
  readonly data?: unknown;

  constructor({ code, status, message, data }: Failure, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    if (data !== undefined) this.data = data;
  }
}

/** Any error as a failure: ours and the contract's as they are, another in general words (its own go to the log, by whoever caught it). */
export function toFailure(error: unknown): Failure {
  const { code, status, message, data } = (error ?? {}) as Partial<Failure>;
  if (typeof code === 'string' && typeof status === 'number' && typeof message === 'string') {
    return { code, status, message, ...(data === undefined ? {} : { data }) };
  }
  return { code: 'INTERNAL_SERVER_ERROR', status: 500, message: 'Something went wrong in the app; its log has it' };
}
