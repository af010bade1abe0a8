/** What failed in which phase of the boot. */
export class PhaseError extends Error {
  readonly phase: string;

  constructor(phase: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'PhaseError';
    this.phase = phase;
  }
}

/** Runs one phase of the boot. @throws PhaseError with its name */
export async function runPhase<Result>(name: string, phase: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await phase();
  } catch (error) {
    throw new PhaseError(name, error);
  }
}
