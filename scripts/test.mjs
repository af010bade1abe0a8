// `npm test [-- what vitest takes]`: installs and builds what is missing, then every check there is, each of them whatever became of
// those before. The last line is `N passed, N failed`: tests and checks together.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from './find-electron.mjs';
import { installTools } from './install-tools.mjs';
import { buildWhenStale, checkNode, installPackages, root } from './prepare.mjs';
import { run } from './run.mjs';

const REPORT = path.join(root, 'coverage/tests.json');
const chosen = process.argv.slice(2);
const totals = { passed: 0, failed: 0 };

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
function readReport() {
  if (!existsSync(REPORT)) return undefined;
  const { testResults, numPendingTests, numTodoTests } = JSON.parse(readFileSync(REPORT, 'utf8'));
  const found = { passed: 0, failed: 0, skipped: numPendingTests + numTodoTests };
  for (const { status, assertionResults } of testResults) {
    const of = (wanted) => assertionResults.filter((test) => test.status === wanted).length;
    found.passed += of('passed');
    found.failed += of('failed') + (status === 'failed' && of('failed') === 0 ? 1 : 0);
  }
  return found;
}

/** What is wrong with the run as a whole, beyond the tests that failed in it. */
function judgeRun(found, hasEndedWell) {
  if (!found) return 'vitest left no report: it did not get as far as the tests.';
  if (found.passed + found.failed === 0) return 'No test ran.';
  // Its report is silent on a worker that died, whose tests never ran, and on errors that no test has caught.
  if (!hasEndedWell && found.failed === 0) return 'No test failed, but vitest did: see its unhandled errors above.';
  return undefined;
}

/** Runs vitest and counts its tests. Says whether there was anything to count. */
async function runTests() {
  rmSync(path.join(root, 'coverage'), { recursive: true, force: true });
  // What earlier runs built for their workers; coverage reads this run's after it ended.
  for (const folder of existsSync(path.join(root, 'dist')) ? readdirSync(path.join(root, 'dist')) : []) {
    if (/^test-console-/.test(folder)) rmSync(path.join(root, 'dist', folder), { recursive: true, force: true });
  }
  const args = [
    'run',
    ...chosen,
    ...(chosen.length === 0 ? ['--coverage'] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
  ];
  const since = performance.now();
  const hasEndedWell = await run(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), ...args], { show: true }).then(
    () => true,
    () => false,
  );
  const found = readReport();
  const problem = judgeRun(found, hasEndedWell);
  totals.passed += found?.passed ?? 0;
  totals.failed += (found?.failed ?? 0) + (problem ? 1 : 0);
  console.log(`${problem || found.failed > 0 ? '✗' : '✓'} tests (${seconds(since)})`);
  if (problem) console.log(problem);
  if (found?.skipped > 0) console.log(`${found.skipped} skipped`);
  return found !== undefined;
}

/** The specs of the desktop app alone, on real Electron, need neither Redis nor Chromium: Windows and macOS come without. */
const needsNoTools = chosen.length > 0 && chosen.every((name) => name.startsWith('tests/desktop')) && findProgram() !== undefined;

checkNode();
try {
  await installPackages();
  if (!needsNoTools) await installTools();
  await buildWhenStale();
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
if (chosen.length === 0) {
  // The backend knows no page, the renderer no Node; the desktop app and the tests know both.
  for (const part of ['.', 'renderer', 'electron', 'tests'])
    await check(`types of ${part}`, () => tool('typescript/bin/tsc', '--noEmit', '-p', part));
  await check('lint', () => tool('@biomejs/biome/bin/biome', 'ci', '.'));
  await check('import rules', () => script('check-imports.mjs'));
  await check('dead code', () => tool('knip/bin/knip.js'));
}
const isCounted = await runTests();
if (chosen.length > 0) console.log('Only the chosen tests ran: no other checks, no coverage.');
else if (isCounted) await check('coverage', () => script('merge-coverage.mjs', { show: true }));
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
