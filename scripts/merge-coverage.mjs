// One coverage of two: what the tests covered in their own processes (coverage/coverage-final.json, by vitest), and what the
// backends and browsers covered that they started (coverage/children, raw from V8, by way of the source maps of the bundles).
// Prints the totals and the worst files, writes coverage/lcov.info, and fails below the thresholds.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import astV8ToIstanbul from 'ast-v8-to-istanbul';
import coverageLibrary from 'istanbul-lib-coverage';
import reportLibrary from 'istanbul-lib-report';
import reports from 'istanbul-reports';
import { parseAstAsync } from 'vite';
import { root } from './prepare.mjs';

const LEAST = { lines: 90, branches: 85 };
const WORST_SHOWN = 15;
const folder = path.join(root, 'coverage');
const IS_COUNTED = /^(?:contract\/|client\/|renderer\/(?!states[./])|electron\/(?!icons\/)|backend\/(?!infra\/generated\/))/;

const relative = (file) => path.relative(root, file).split(path.sep).join('/');

/** All JSON files of the children, in folders of any depth. A process that was killed may have left half a file. */
function readChildren(from) {
  if (!existsSync(from)) return [];
  return readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .flatMap((entry) => {
      try {
        return [JSON.parse(readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))];
      } catch {
        console.warn(`Left out ${entry.name}: not whole.`);
        return [];
      }
    });
}

/** What the children covered, by source file. */
async function convertChildren(children) {
  const isBundle = ({ url }) => {
    if (!url.startsWith('file:')) return false;
    const file = fileURLToPath(url);
    return file.startsWith(root + path.sep) && !file.includes('node_modules') && existsSync(`${file}.map`);
  };
  const merged = mergeProcessCovs(children.map(({ result }) => ({ result: result.filter(isBundle) })));
  const map = coverageLibrary.createCoverageMap();
  for (const script of merged.result) {
    const file = fileURLToPath(script.url);
    const code = readFileSync(file, 'utf8');
    const sourceMap = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    sourceMap.sources = sourceMap.sources.map((source) => new URL(source, script.url).href);
    map.merge(
      await astV8ToIstanbul({
        code,
        ast: await parseAstAsync(code),
        sourceMap,
        coverage: { functions: script.functions, url: script.url },
      }),
    );
  }
  return map;
}

const startOf = (loc) => `${loc.start.line}:${loc.start.column}`;

/**
 * Adds a child's hits to what vitest found in the same file. The two were compiled differently, so that a statement may end a
 * column further in one; by where it starts it is the same. What only the child has would count twice, and is left out.
 */
function addHits(base, child) {
  const add = (locations, hits, otherLocations, otherHits, keyOf) => {
    const others = new Map();
    for (const [id, location] of Object.entries(otherLocations)) {
      const key = keyOf(location);
      others.set(key, Math.max(others.get(key) ?? 0, otherHits[id]));
    }
    for (const [id, location] of Object.entries(locations)) hits[id] += others.get(keyOf(location)) ?? 0;
  };
  add(base.statementMap, base.s, child.statementMap, child.s, startOf);
  add(base.fnMap, base.f, child.fnMap, child.f, (fn) => startOf(fn.loc));

  const branches = new Map(Object.entries(child.branchMap).map(([id, branch]) => [`${branch.type} ${startOf(branch.loc)}`, child.b[id]]));
  for (const [id, branch] of Object.entries(base.branchMap)) {
    const hits = branches.get(`${branch.type} ${startOf(branch.loc)}`);
    if (hits?.length === base.b[id].length) base.b[id] = base.b[id].map((count, way) => count + hits[way]);
  }
}

/** How many of the child's items have a counterpart; only for `--explain`. */
function countMatches(base, child) {
  const keys = (map, keyOf) => new Set(Object.values(map).map(keyOf));
  const share = (map, other, keyOf) => {
    const known = keys(map, keyOf);
    const asked = [...keys(other, keyOf)];
    return [asked.filter((key) => known.has(key)).length, asked.length];
  };
  return {
    statements: share(base.statementMap, child.statementMap, startOf),
    functions: share(base.fnMap, child.fnMap, (fn) => startOf(fn.loc)),
    branches: share(base.branchMap, child.branchMap, (branch) => `${branch.type} ${startOf(branch.loc)} ${branch.locations.length}`),
  };
}

const total = coverageLibrary.createCoverageMap(JSON.parse(readFileSync(path.join(folder, 'coverage-final.json'), 'utf8')));
const children = readChildren(path.join(folder, 'children'));
const converted = await convertChildren(children);
const matches = {};
for (const file of converted.files()) {
  if (!IS_COUNTED.test(relative(file))) continue;
  const child = converted.fileCoverageFor(file).data;
  const base = total.data[file]?.data;
  if (!base) {
    total.addFileCoverage(child);
    continue;
  }
  for (const [kind, [known, asked]] of Object.entries(countMatches(base, child))) {
    matches[kind] ??= [0, 0];
    matches[kind][0] += known;
    matches[kind][1] += asked;
  }
  addHits(base, child);
}

const context = reportLibrary.createContext({ dir: folder, coverageMap: total });
reports.create('lcovonly', { projectRoot: root }).execute(context);
reports.create('json', { file: 'coverage-merged.json' }).execute(context);

const files = total.files().map((file) => ({ name: relative(file), summary: total.fileCoverageFor(file).toSummary() }));
const percent = ({ pct, covered, total: all }) => `${all === 0 ? '–' : pct.toFixed(1)} % (${covered}/${all})`;
const missing = ({ summary }) => summary.lines.total - summary.lines.covered + summary.branches.total - summary.branches.covered;
const worst = files.filter((file) => missing(file) > 0).sort((a, b) => missing(b) - missing(a));
for (const { name, summary } of worst.slice(0, WORST_SHOWN)) {
  console.log(`  ${name}: lines ${percent(summary.lines)}, branches ${percent(summary.branches)}`);
}
const summary = total.getCoverageSummary();
const kinds = Object.entries(matches).map(([kind, [known, asked]]) => `${known} of ${asked} ${kind}`);
console.log(`${children.length} child processes${kinds.length > 0 ? `; matched ${kinds.join(', ')}` : ''}`);
console.log(
  `Lines ${percent(summary.lines)}, branches ${percent(summary.branches)}, functions ${percent(summary.functions)}, in ${files.length} files`,
);
const short = Object.entries(LEAST).filter(([kind, least]) => !(summary[kind].pct >= least));
for (const [kind, least] of short) console.error(`Covered ${kind}: ${summary[kind].pct} %, at least ${least} % are asked for.`);
if (files.length === 0) console.error('No file was measured.');
if (short.length > 0 || files.length === 0) process.exitCode = 1;
