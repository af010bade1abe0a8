import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';
import { contract } from '#contract/contract.ts';
import type { ProcedureMeta } from '#contract/procedures/base.ts';
import type { Wire } from './wire.ts';

/** What asks for no more is no change: looking, and what belongs to a person's own sign-in. */
const LOOKING: ReadonlySet<ProcedureMeta['role']> = new Set(['open', 'anyone signed in', 'viewer']);

function changesSomething(path: unknown): boolean {
  if (!Array.isArray(path)) return false; // refused by the server
  const procedure = path.reduce<unknown>(
    (level, key) =>
      typeof level === 'object' && level !== null && Object.hasOwn(level, key) ? (level as AnyContractRouter)[key as never] : undefined,
    contract,
  );
  // What is not in our contract, a newer server may have.
  if (!isContractProcedure(procedure)) return true;
  return !LOOKING.has((procedure['~orpc'].meta as ProcedureMeta).role);
}

const refusal = {
  code: 'READ_ONLY',
  status: 403,
  message: 'This environment is read-only in this app: switch that off in its settings to change something there',
};

/** A wire that lets no call through which needs more than a viewer, as long as `isReadOnly` says so; the role does not matter. */
export function refuseChanges(wire: Wire, isReadOnly: () => boolean): Wire {
  return {
    ...wire,
    async request(event, payload, options) {
      if (event === 'call' && isReadOnly() && changesSomething((payload as { path?: unknown } | null)?.path)) {
        return { ok: false, error: refusal };
      }
      return wire.request(event, payload, options);
    },
  };
}
