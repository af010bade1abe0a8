import { type ClientContext, type ClientLink, type ClientOptions, createORPCErrorFromJson, ORPCError } from '@orpc/client';
import { type AnyContractRouter, isContractProcedure, ValidationError, validateORPCError } from '@orpc/contract';
import { type Wire, WireGone, WireTimeout } from './wire.ts';

type Answer = { ok: true; output: unknown } | { ok: false; error: { code: string; status: number; message: string; data?: unknown } };

/** An error that the client found itself, in the words that the contract has for it. */
export function toClientError(error: unknown): unknown {
  if (error instanceof WireTimeout)
    return new ORPCError('TIMEOUT', { status: 408, message: 'The backend did not answer in time', cause: error });
  if (!(error instanceof WireGone)) return error;
  return new ORPCError('SERVICE_UNAVAILABLE', {
    status: 503,
    message: 'The connection to the backend is gone',
    data: { reason: 'connection' },
    cause: error,
  });
}

/**
 * The contract's procedures over a wire. Outputs and the data of errors are read by the contract's schemas, so that a Date is a Date
 * whatever carried it. @throws ORPCError as declared; TIMEOUT, SERVICE_UNAVAILABLE; the reason of an aborted signal
 */
export class ContractLink<T extends ClientContext> implements ClientLink<T> {
  readonly #wire: Wire;
  readonly #contract: AnyContractRouter;
  readonly #timeoutMs: number;
  #calls = 0;

  constructor(wire: Wire, contract: AnyContractRouter, timeoutMs: number) {
    this.#wire = wire;
    this.#contract = contract;
    this.#timeoutMs = timeoutMs;
  }

  async call(path: readonly string[], input: unknown, { signal }: ClientOptions<T>): Promise<unknown> {
    signal?.throwIfAborted();
    const procedure = path.reduce<unknown>((level, key) => (level as Record<string, unknown>)[key], this.#contract);
    if (!isContractProcedure(procedure)) throw new Error(`There is no procedure ${path.join('.')} in the contract`);
    this.#calls += 1;
    const id = String(this.#calls);
    let answer: Answer;
    try {
      answer = (await this.#wire.request('call', { path, input, id }, { timeoutMs: this.#timeoutMs, signal })) as Answer;
    } catch (error) {
      // Nobody waits for it any more: what it holds on the server can go.
      this.#wire.tell('abort', id);
      throw toClientError(error);
    }
    const { errorMap, outputSchema } = procedure['~orpc'];
    if (!answer.ok) throw await validateORPCError(errorMap, createORPCErrorFromJson({ defined: false, data: undefined, ...answer.error }));
    if (!outputSchema) return answer.output;
    const parsed = await outputSchema['~standard'].validate(answer.output);
    if (!parsed.issues) return parsed.value;
    throw new ValidationError({ message: 'The answer does not fit the contract', issues: parsed.issues, data: answer.output });
  }
}
