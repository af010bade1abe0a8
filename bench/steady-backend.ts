import { readFileSync } from 'node:fs';
import { startBackend } from '#backend/boot/start-backend.ts';
import { readSettings } from '#backend/settings.ts';
import { steadySync } from './noop-sync.ts';

/** A whole backend whose jobs never end, for the bench of control actions. */
const TYPES = Number(process.env.SYNCDECK_BENCH_TYPES);
const EVERY_MS = 5_000;
const syncs = Array.from({ length: TYPES }, (_, n) => steadySync(`steady-${n}`, EVERY_MS));
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const backend = await startBackend({ settings: readSettings(process.argv.slice(2), process.env), syncs, root: process.cwd(), version });
process.on('SIGTERM', () => void backend.stop().then(() => process.exit(0)));
process.stdout.write(`Syncdeck is listening on ${backend.url}\n`);
