import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** What a process counts about itself, for `/metrics`. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[] = []) => new Counter({ name, help, labelNames, registers: [registry] });
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name, help, labelNames, registers: [registry] });
  return {
    registry,
    ticketsReissued: counter('syncdeck_tickets_reissued_total', 'Tickets issued again because a worker or the queue lost them', ['why']),
    ticketsNotIssued: counter('syncdeck_tickets_not_issued_total', 'Tickets that the queue did not take at once'),
    lateAnswers: counter('syncdeck_queue_late_answers_total', 'Answers to the queue for tickets that were taken over meanwhile'),
    eventLag: new Histogram({
      name: 'syncdeck_event_lag_seconds',
      help: 'From the start of the transaction that made a durable event to its delivery to the clients of this process',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry],
    }),
    connectedClients: gauge('syncdeck_connected_clients', 'Clients that this process pushes events to', ['transport']),
    progressReceived: counter('syncdeck_progress_received_total', 'Values of live progress that reached this process'),
    progressDropped: counter(
      'syncdeck_progress_dropped_total',
      'Values of live progress that nobody was sent, because a newer one took their place',
      ['why'],
    ),
    clientsDropped: counter('syncdeck_clients_dropped_total', 'Clients whose connection was closed by this process', ['why']),
    queueWait: new Histogram({
      name: 'syncdeck_queue_wait_seconds',
      help: 'From the moment that a job could have started to its first run, by this worker',
      labelNames: ['job_type'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600],
      registers: [registry],
    }),
    runDuration: new Histogram({
      name: 'syncdeck_run_duration_seconds',
      help: 'How long runs on this worker took, by how they ended',
      labelNames: ['job_type', 'outcome'],
      buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 1_800, 3_600, 14_400],
      registers: [registry],
    }),
    progressHeld: gauge('syncdeck_progress_held', 'Running jobs whose newest progress this process holds: what bounds its memory'),
    signIns: counter('syncdeck_sign_ins_total', 'Sign-ins by their outcome', ['outcome']),
  };
}
