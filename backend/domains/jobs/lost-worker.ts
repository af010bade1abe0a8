import { errorSignature } from '../failures/error-signature.ts';
import type { TicketIssuer } from './issue-tickets.ts';
import type { Outcome } from './transitions.ts';

const errorMessage = 'The worker that ran this job was lost';

/** What a job's row says once its worker was lost; the loss that fails the job leaves it there. */
export const lostWorker = { errorMessage, errorSignature: errorSignature(errorMessage), outcome: 'lost' } as const;

/** A job that lost its worker stands before every ticket that waits: it has waited already. */
export async function settleLoss(tickets: TicketIssuer, outcome: Outcome, onLost: (outcome: Outcome) => void): Promise<void> {
  onLost(outcome);
  if (outcome.applied && outcome.row?.status === 'pending') await tickets.issue([outcome.row], 'first');
}
