import { ORPCError } from '@orpc/server';
import type { FastifyInstance } from 'fastify';

const ANSWER_WITHIN_MS = 2_000;

/** What must answer before the process is ready; each rejects when it is away. */
export interface HealthChecks {
  database(timeoutMs: number): Promise<unknown>;
  queue(timeoutMs: number): Promise<unknown>;
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Open to all, and says nothing that a stranger should not know. */
export function serveHealth(app: FastifyInstance, checks: HealthChecks): void {
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async () => {
    const names = ['database', 'queue'] as const;
    const results = await Promise.allSettled(names.map((name) => within(ANSWER_WITHIN_MS, checks[name](ANSWER_WITHIN_MS))));
    const away = names.filter((_name, n) => results[n]?.status === 'rejected');
    if (away.length === 0) return { status: 'ready' };
    throw new ORPCError('SERVICE_UNAVAILABLE', {
      status: 503,
      message: `The ${away.join(' and the ')} does not answer`,
      data: { reason: away.join(',') },
    });
  });
}
