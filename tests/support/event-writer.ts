import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#backend/infra/database/database.ts';

/**
 * A process that writes durable events through Prisma, many transactions at once, of different lengths, some of which are rolled back,
 * until it is killed. It says the mark of each one that was committed.
 */
const [connectionString = '', name = ''] = process.argv.slice(2);
const db = openDatabase({ connectionString, maxConnections: 10, onError: (error) => console.error(error.message) });
class RolledBack extends Error {}

async function write(writer: number): Promise<void> {
  for (let n = 0; ; n++) {
    const mark = `${name}-${writer}-${n}`;
    try {
      await db.prisma.$transaction(async (tx) => {
        await tx.syncJobEvent.create({
          data: { kind: 'job:action', payload: { jobId: 'none', action: 'test', performedBy: mark, result: 'none' } },
        });
        await sleep(Math.random() * 8);
        if (Math.random() < 0.2) throw new RolledBack();
      });
      process.stdout.write(`${mark}\n`);
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
    }
  }
}
process.stdout.write('ready\n');
await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
