import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { obeyParent, type ParentPort } from './boot/obey-parent.ts';
import { type Backend, startBackend } from './boot/start-backend.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';
import { syncs } from './sync/index.ts';

/** A clean stop is promised within 10 s; past this, the process ends as it is, and the fence keeps the data whole. */
const STOP_WITHIN_MS = 9_000;
/** What is posted to the app leaves a little later. */
const TOLD_WITHIN_MS = 250;

/** There where Electron's app forked this process. */
const { parentPort } = process as { parentPort?: ParentPort };

/** The project's folder: this file runs as dist/backend/main.mjs, or as backend/main.ts in development. */
function findRoot(): string {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  return path.resolve(folder, path.basename(path.dirname(folder)) === 'dist' ? '../..' : '..');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function sayHowToSignIn({ firstSignIn, url }: Backend, { adminPassword }: Settings): void {
  if (firstSignIn !== null) {
    const { password, code } = firstSignIn;
    say(`Sign in as admin with the password ${password} (shown only now; SYNCDECK_ADMIN_PASSWORD sets another).`);
    // Behind the #, so that it reaches no server's log and no other page.
    if (url) say(`Or open ${url}/#sign-in=${code} once, within 24 hours.`);
  } else if (url) {
    const which =
      adminPassword === undefined ? 'of the first start, or set another with SYNCDECK_ADMIN_PASSWORD' : 'in SYNCDECK_ADMIN_PASSWORD';
    say(`Sign in as admin with the password ${which}.`);
  }
}

function greet(backend: Backend, settings: Settings): void {
  const { where, url } = backend;
  say(`Database: ${where.database}${where.database === 'PostgreSQL' ? '' : ` in ${where.dataDir}`}. Queue: ${where.queue}.`);
  if (backend.firstRuns.length > 0) say(`First start: queued one run each of ${backend.firstRuns.join(', ')}.`);
  // The app keeps in a log what is said here; its person needs no password, and sets one in the console where one is wanted.
  if (!parentPort) sayHowToSignIn(backend, settings);
  if (!url) {
    say('Syncdeck is working');
    return;
  }
  say(`Open ${url} for the console.${settings.headless ? '' : ` The API's documentation is at ${url}/v4/docs.`}`);
  say(`Syncdeck is listening on ${url}`);
}

async function main(): Promise<void> {
  const root = findRoot();
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const settings = readSettings(process.argv.slice(2), process.env);
  const starting = startBackend({ settings, syncs, root, version });

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    const late = setTimeout(() => {
      process.stderr.write(`Syncdeck did not stop within ${STOP_WITHIN_MS / 1_000} s after ${signal} and ends as it is\n`);
      process.exit(1);
    }, STOP_WITHIN_MS);
    starting
      .then((backend) => backend.stop())
      .then(
        () => {
          clearTimeout(late);
          process.exit(0);
        },
        (error: Error) => {
          process.stderr.write(`Syncdeck stopped with an error: ${error.message}\n`);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (parentPort) obeyParent(parentPort, { starting, stop });

  const backend = await starting;
  if (!stopping) greet(backend, settings);
}

main().catch((error: Error) => {
  // What a person can mend is a sentence; anything else needs its stack.
  const plain = error instanceof SettingsError || error.name === 'DataDirectoryInUseError' || error.name === 'StartError';
  process.stderr.write(`${plain ? error.message : (error.stack ?? error.message)}\n`);
  if (!parentPort) process.exit(1);
  parentPort.postMessage({ type: 'failed', message: error.message });
  setTimeout(() => process.exit(1), TOLD_WITHIN_MS);
});
