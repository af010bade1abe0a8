// What runs in the pages, counted from their first script on and written as if a process had run those files, where the specs measure coverage.
const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

/** ELECTRON_HOST_COVERAGE_DIR: where to; ELECTRON_HOST_COVERAGE_ROOT: the folder that the app serves its pages from. */
const folder = process.env.ELECTRON_HOST_COVERAGE_DIR;
const root = process.env.ELECTRON_HOST_COVERAGE_ROOT;
let dumps = 0;

/** @returns what writes the counts so far: call it before a document goes */
async function measurePage(session) {
  if (!folder || !root) return async () => {};
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async () => {
    const taken = await session.send('Profiler.takePreciseCoverage').catch(() => ({ result: [] }));
    const result = taken.result
      .filter(({ url }) => /^http:\/\/[^/]+\.localhost\/assets\//.test(url))
      .map((script) => ({ ...script, url: pathToFileURL(path.join(root, new URL(script.url).pathname)).href }));
    if (result.length === 0) return;
    dumps += 1;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `electron-host-${process.pid}-${Date.now()}-${dumps}.json`), JSON.stringify({ result }));
  };
}

module.exports = { measurePage };
