import { readFileSync } from 'node:fs';
import { startBackend } from '#backend/boot/start-backend.ts';
import { readSettings } from '#backend/settings.ts';
import { steadySync } from './noop-sync.ts';

/** A whole backend whose jobs never end, for the benches of control actions and of what is pushed. */
const TYPES = Number(process.env.SYNCDECK_BENCH_TYPES);
const EVERY_MS = 5_000;
const PROGRESS_MS = Number(process.env.SYNCDECK_BENCH_PROGRESS_MS ?? 0);
const syncs = Array.from({ length: TYPES }, (_, n) => steadySync(`steady-${n}`, EVERY_MS, PROGRESS_MS));
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const backend = await startBackend({ settings: readSettings(process.argv.slice(2), process.env), syncs, root: process.cwd(), version });
process.on('SIGTERM', () => void backend.stop().then(() => process.exit(0)));
process.stdout.write(backend.url ? `Syncdeck is listening on ${backend.url}\n` : 'Syncdeck is working\n');
