import { readFileSync } from 'node:fs';
import { startBackend } from '#backend/boot/start-backend.ts';
import { readSettings } from '#backend/settings.ts';
import { syncs } from '#backend/sync/index.ts';
import { countingSync } from './counting-sync.ts';

/** A backend as backend/main.ts is one, with the job types of the tests beside its own. Bundled, it runs in the project's folder. */
const settings = readSettings(process.argv.slice(2), process.env);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const backend = await startBackend({
  settings,
  syncs: [...syncs, countingSync()],
  root: process.cwd(),
  version,
  consoleFolder: process.env.SYNCDECK_TEST_CONSOLE,
});
process.on('SIGTERM', () => {
  backend.stop().then(
    () => process.exit(0),
    (error: Error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
});
process.stdout.write(backend.url ? `Syncdeck is listening on ${backend.url}\n` : 'Syncdeck is working\n');
