// `npm test [-- what vitest takes]`: installs and builds what is missing, then every check there is, each of them whatever became of
// those before. The last line is `N passed, N failed`: tests and checks together.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildWhenStale, checkNode, installPackages, root, run } from './prepare.mjs';

const REPORT = path.join(root, 'coverage/tests.json');
const chosen = process.argv.slice(2);
const totals = { passed: 0, failed: 0 };

async function isOnPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, program)) || existsSync(path.join(folder, `${program}.exe`)));
}

/** A real Redis: through apt where that works. */
async function installRedis() {
  if (await isOnPath('redis-server')) return;
  if (process.getuid?.() === 0 && (await isOnPath('apt-get'))) {
    console.log('Installing redis-server for the tests.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env }).catch(() => {}); // an older list of packages may do
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], { env }).catch((error) =>
      console.error(error.message),
    );
  }
  if (!(await isOnPath('redis-server')))
    throw new Error(
      'The tests need redis-server on the PATH: install Redis 6.2 or newer (Debian and Ubuntu: apt-get install redis-server).',
    );
}

const seconds = (since) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

/** One check: a line when it holds, and all that it said when it doesn't. */
async function check(name, work) {
  const since = performance.now();
  try {
    await work();
    totals.passed += 1;
    console.log(`✓ ${name} (${seconds(since)})`);
  } catch (error) {
    totals.failed += 1;
    console.log(`✗ ${name} (${seconds(since)})\n${error.message}`);
  }
}

const tool = (file, ...args) => run(process.execPath, [path.join(root, 'node_modules', file), ...args]);
const script = (file, options) => run(process.execPath, [path.join(root, 'scripts', file)], options);

/** What vitest found, test by test; a file that could not even be loaded is one failure. */
function countTests() {
  if (!existsSync(REPORT)) throw new Error('vitest left no report: it did not get as far as the tests.');
  const { testResults, numPendingTests, numTodoTests } = JSON.parse(readFileSync(REPORT, 'utf8'));
  let ran = 0;
  for (const { status, assertionResults } of testResults) {
    const of = (wanted) => assertionResults.filter((test) => test.status === wanted).length;
    totals.passed += of('passed');
    totals.failed += of('failed') + (status === 'failed' && of('failed') === 0 ? 1 : 0);
    ran += of('passed') + of('failed');
  }
  if (ran === 0) throw new Error('No test ran.');
  if (numPendingTests + numTodoTests > 0) console.log(`${numPendingTests + numTodoTests} skipped`);
}

async function runTests() {
  rmSync(path.join(root, 'coverage'), { recursive: true, force: true });
  const args = [
    'run',
    ...chosen,
    ...(chosen.length === 0 ? ['--coverage'] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
  ];
  // Its exit code says no more than the report does.
  await run(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), ...args], { show: true }).catch(() => {});
  try {
    countTests();
  } catch (error) {
    totals.failed += 1;
    console.log(`✗ ${error.message}`);
  }
}

checkNode();
try {
  await installPackages();
  await installRedis();
  await buildWhenStale();
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
if (chosen.length === 0) {
  await check('types', () => tool('typescript/bin/tsc', '--noEmit'));
  await check('lint', () => tool('@biomejs/biome/bin/biome', 'ci', '.'));
  await check('import rules', () => script('check-imports.mjs'));
  await check('dead code', () => tool('knip/bin/knip.js'));
}
await runTests();
if (chosen.length === 0) await check('coverage', () => script('merge-coverage.mjs', { show: true }));
else console.log('Only the chosen tests ran: no other checks, no coverage.');
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
