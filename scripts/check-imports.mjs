// `npm run imports`: who may import whom (.dependency-cruiser.cjs), over every source file of the project.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import swc from '@swc/core';
import { cruise } from 'dependency-cruiser';
import { root } from './prepare.mjs';

const FOLDERS = ['contract', 'backend', 'client', 'renderer', 'electron', 'tests', 'bench', 'scripts'];
/** Parts that can't be empty: were they, the check would look in the wrong place. */
const NEVER_EMPTY = ['contract', 'backend', 'client', 'renderer', 'electron', 'tests', 'scripts'];
const IS_SOURCE = /\.(?:ts|tsx|mts|cts|js|mjs|cjs)$/;
const IS_LEFT_OUT = /^backend\/infra\/generated\/|^tests\/fixtures\/|\.d\.[mc]?ts$/;

// dependency-cruiser never tells swc that a .tsx file holds JSX, and swc then stops at the first tag.
const { parseFileSync } = swc.Compiler.prototype;
swc.Compiler.prototype.parseFileSync = function parseFile(file, options, ...rest) {
  return parseFileSync.call(this, file, { ...options, tsx: file.endsWith('x') }, ...rest);
};

process.chdir(root);
const folders = FOLDERS.filter((folder) => existsSync(folder));
const rules = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs'));
const { output } = await cruise(folders, { ...rules.options, ruleSet: rules, validate: true });

const problems = output.summary.violations.map(({ rule, from, to, cycle }) => {
  const way = cycle?.length ? cycle.map((step) => step.name ?? step).join(' → ') : to;
  return from === to ? `${from}: ${rule.name}` : `${from} → ${way}: ${rule.name}`;
});

// The tool is content when it sees nothing, so each file on the disk must be among those that it has parsed.
const modules = new Map(output.modules.map((module) => [module.source, module]));
const counts = [];
for (const folder of folders) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_SOURCE.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !IS_LEFT_OUT.test(file));
  const seen = files.filter((file) => modules.has(file));
  counts.push(`${folder} ${seen.length}`);
  for (const file of files) if (!modules.has(file)) problems.push(`${file}: not looked at`);
  if (files.length === 0 && NEVER_EMPTY.includes(folder)) problems.push(`${folder}: no source files found`);
  const imports = seen.reduce((sum, file) => sum + modules.get(file).dependencies.length, 0);
  if (files.length > 3 && imports < files.length / 2) problems.push(`${folder}: only ${imports} imports found in ${files.length} files`);
}
for (const folder of NEVER_EMPTY) if (!folders.includes(folder)) problems.push(`${folder}: no such folder`);

for (const problem of problems) console.error(problem);
console.log(`${problems.length} problems; modules: ${counts.join(', ')}; imports: ${output.summary.totalDependenciesCruised}`);
if (problems.length > 0) process.exitCode = 1;
