import { Counter, collectDefaultMetrics, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** What a process counts about itself, for `/metrics`. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[] = []) => new Counter({ name, help, labelNames, registers: [registry] });
  return {
    registry,
    ticketsReissued: counter('syncdeck_tickets_reissued_total', 'Tickets issued again because a worker or the queue lost them', ['why']),
    ticketsNotIssued: counter('syncdeck_tickets_not_issued_total', 'Tickets that the queue did not take at once'),
    lateAnswers: counter('syncdeck_queue_late_answers_total', 'Answers to the queue for tickets that were taken over meanwhile'),
  };
}
