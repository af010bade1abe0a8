import { DomainError } from '#backend/domains/domain-error.ts';

/** The refusal that a call ends with. @throws when it is answered, or fails otherwise */
export async function refusalOf(call: Promise<unknown>): Promise<DomainError> {
  const error = await call.then(
    (answer) => {
      throw new Error(`it was not refused but answered ${JSON.stringify(answer)}`);
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error;
  return error;
}
