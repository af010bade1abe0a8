// What a package of the desktop app must hold, and what it may: read from the files that one has.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAsar } from './electron-builder.mjs';
import { root } from './root.mjs';
import { listRuntimePackages, runsOn } from './target-packages.mjs';

/**
 * @typedef {{ name: string, size: number, isUnpacked: boolean }} PackageFile name: its path in the app, with forward slashes
 */

function* walk(folder, below = '') {
  for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* walk(folder, name);
    else yield name;
  }
}

/**
 * The files of the app in a package's resources folder: those in app.asar, and those that lie unpacked beside it.
 * @returns {Promise<PackageFile[]>}
 */
export async function listPackageFiles(resources) {
  const asar = await loadAsar();
  const archive = path.join(resources, 'app.asar');
  const packed = asar
    .listPackage(archive, { isPack: true })
    .map((line) => /^(un)?pack\s*: [\\/](.*)$/.exec(line))
    .filter((found) => found && !found[1])
    .map(([, , name]) => ({ name: name.replaceAll('\\', '/'), stat: asar.statFile(archive, name) }))
    .filter(({ stat }) => stat.size !== undefined)
    .map(({ name, stat: { size } }) => ({ name, size, isUnpacked: false }));
  const beside = `${archive}.unpacked`;
  const unpacked = [...walk(beside)].map((name) => ({ name, size: lstatSync(path.join(beside, name)).size, isUnpacked: true }));
  return [...packed, ...unpacked].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Each file of the app is of one of these kinds. */
const MAY_HOLD = [
  { in: 'app.asar', pattern: /^LICENSE$/ },
  { in: 'app.asar', pattern: /^dist\/electron\/(main\/[\w.-]+\.js|preload\/preload\.cjs)$/ },
  {
    in: 'app.asar',
    pattern: /^dist\/renderer\/(index\.html|theme\.js|[\w-]+\.(svg|ico|png|txt|webmanifest)|assets\/[\w.~-]+\.(js|css|svg|png|woff2))$/,
  },
  { in: 'app.asar', pattern: /^electron\/icons\/built\/[\w./@-]+\.(png|ico|icns)$/ },
  { in: 'app.asar.unpacked', pattern: /^package\.json$/ },
  { in: 'app.asar.unpacked', pattern: /^dist\/backend\/[\w-]+\.mjs$/ },
  { in: 'app.asar.unpacked', pattern: /^prisma\/migrations\/(\w+\/migration\.sql|migration_lock\.toml)$/ },
  { in: 'app.asar.unpacked', pattern: /^node_modules\// },
];

/** What nothing reads at run time, wherever it lies. */
const NEVER = [
  /\.(map|ts|mts|cts|tsx|tsbuildinfo)$/,
  /(^|\/)\.(env|npmrc|git|github|bin)/,
  /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/(test|tests|__tests__|docs?|examples?|coverage)\//,
];

/** What the checkout has of the app's own that a package must have too. */
function listOwn() {
  const migrations = [...walk(path.join(root, 'prisma/migrations'))].map((name) => `prisma/migrations/${name}`);
  const icons = [...walk(path.join(root, 'electron/icons/built'))].map((name) => `electron/icons/built/${name}`);
  return [
    ...['package.json', 'LICENSE', 'dist/electron/main/main.js', 'dist/electron/preload/preload.cjs', 'dist/renderer/index.html'],
    ...['dist/backend/main.mjs', ...migrations, ...icons],
  ];
}

/** What its packages load by a name that no import shows; each must be there, `*` for any. */
const RUN_TIME_FILES = [
  'node_modules/@prisma/client/runtime/client.mjs',
  'node_modules/@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs',
  'node_modules/@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs',
  'node_modules/bullmq/dist/*.lua',
  'node_modules/bullmq/dist/*/postgres/sql-scripts.js',
  'node_modules/quran-json/dist/chapters/1.json',
  'node_modules/@fawazahmed0/currency-api/v1/currencies/usd.json',
  'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
  'node_modules/swagger-ui-dist/swagger-ui.css',
  'node_modules/@node-rs/argon2-*.node',
];

const matches = (pattern, name) => {
  const [start, end] = pattern.split('*');
  return end === undefined ? name === pattern : name.startsWith(start) && name.endsWith(end);
};

const PACKAGE_JSON = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/;

/** The packages that a package holds, as `name@version`. */
function listPackagesIn(files, resources) {
  return files
    .filter(({ name }) => PACKAGE_JSON.test(name))
    .map(({ name }) => {
      const { name: called, version } = JSON.parse(readFileSync(path.join(resources, 'app.asar.unpacked', name), 'utf8'));
      return `${called}@${version}`;
    });
}

/**
 * What is wrong with a package made for a system: a sentence each, and none when all is well.
 * @param {PackageFile[]} files
 * @param {{ resources: string, target: { platform: string, arch: string } }} where
 */
export function findPackageProblems(files, { resources, target }) {
  const problems = [];
  const names = new Set(files.map(({ name }) => name));
  for (const { name, isUnpacked } of files) {
    const place = isUnpacked ? 'app.asar.unpacked' : 'app.asar';
    if (!MAY_HOLD.some((kind) => kind.in === place && kind.pattern.test(name))) problems.push(`${name} has no business in ${place}`);
    else if (NEVER.some((pattern) => pattern.test(name))) problems.push(`${name} is read by nothing at run time`);
  }
  for (const name of listOwn()) if (!names.has(name)) problems.push(`${name} is missing`);
  for (const pattern of RUN_TIME_FILES)
    if (!files.some(({ name, isUnpacked }) => isUnpacked && matches(pattern, name))) problems.push(`${pattern} is missing`);

  const label = ({ name, version }) => `${name}@${version}`;
  const runtime = listRuntimePackages();
  const wanted = new Set(runtime.filter((entry) => runsOn(entry, target)).map(label));
  const found = new Set(listPackagesIn(files, resources));
  for (const one of found)
    if (!wanted.has(one)) problems.push(`The package ${one} is none that \`dependencies\` lead to on ${target.platform}-${target.arch}`);
  for (const one of wanted) if (!found.has(one)) problems.push(`The package ${one} is missing`);
  return problems;
}

/** Bytes and files by folder, the largest first: packages by name, the app's own by part. */
export function sumByFolder(files) {
  const sums = new Map();
  for (const { name, size } of files) {
    const [first, second, third] = name.split('/');
    const folder =
      first === 'node_modules'
        ? [first, second, ...(second.startsWith('@') ? [third] : [])]
        : [first, second].slice(0, name.split('/').length - 1 || 1);
    const key = folder.join('/');
    const sum = sums.get(key) ?? { folder: key, bytes: 0, files: 0 };
    sums.set(key, { folder: key, bytes: sum.bytes + size, files: sum.files + 1 });
  }
  return [...sums.values()].sort((a, b) => b.bytes - a.bytes);
}
