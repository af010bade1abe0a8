/** A refusal that a caller can act on. Transports map `code` to the contract's error of that name; `data` is that error's data. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: string;
  readonly data: unknown;

  constructor(code: string, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Input that a schema alone can't judge: names the field by its path. */
export function badRequest(path: (string | number)[], message: string): DomainError {
  return new DomainError('BAD_REQUEST', message, { issues: [{ path, message }] });
}
