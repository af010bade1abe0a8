import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { migrate } from '#backend/infra/database/migrate.ts';
import { startEmbeddedPostgres } from '#backend/infra/embedded-postgres/start-embedded-postgres.ts';
import { removeDataDirectory } from '#tests/support/data-directory.ts';

export const quiet = pino({ level: 'silent' });

/** The embedded PostgreSQL as the product starts it, migrated, on a folder of its own. */
export async function startDatabase(): Promise<{ connectionString: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quiet });
  await migrate(postgres.connectionString, path.resolve('prisma/migrations'));
  return {
    connectionString: postgres.connectionString,
    async stop() {
      await postgres.stop();
      removeDataDirectory(folder);
    },
  };
}
