// Completes package-lock.json after `npm install` ran against a registry that lacks some platforms' packages.
//
// A package such as rolldown lists one optional package per platform. Where the registry doesn't carry one, npm leaves it out
// of the lock, and `npm ci` then refuses the lock ("Missing: X from lock file"). This adds the entries that are missing, with
// the platform read from the package's name, so that npm skips them everywhere else.
//
//   node scripts/complete-lock.mjs [package-lock.json]
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = new Map(
  ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'].map((name) => [name, name]),
)
  .set('windows', 'win32')
  .set('linuxmusl', 'linux');
const PROCESSORS = new Set(['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'ppc64le', 'riscv64', 's390x', 'wasm32', 'x64']);
const EXACT_VERSION = /^\d+\.\d+\.\d+(?:[-+].+)?$/;

/** Which platform a package is for, read from its name: `@scope/tool-linux-x64-musl`. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const system = words.map((word) => SYSTEMS.get(word)).find(Boolean);
  const processor = words.find((word) => PROCESSORS.has(word));
  return {
    // A name that says nothing must not be installed anywhere: its contents are unknown here.
    os: [system ?? 'none'],
    ...(processor ? { cpu: [processor] } : {}),
    ...(words.includes('musl') || words.includes('musleabihf') ? { libc: ['musl'] } : {}),
  };
}

/** Node's own search: the entry in the nearest node_modules folder upwards from `from` that holds `name`. */
function findEntry(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const entry = packages[`${folder ? `${folder}/` : ''}node_modules/${name}`];
    if (entry || !folder) return entry;
  }
}

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = { ...lock.packages };
const added = [];
for (const [folder, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const found = findEntry(packages, folder, name);
    if (found && (found.version === version || !EXACT_VERSION.test(version))) continue;
    if (!EXACT_VERSION.test(version)) {
      console.warn(`Left out ${name}: ${entry.version ? folder : 'package.json'} asks for "${version}", which is no exact version.`);
      continue;
    }
    // Beside the others if the place is free; below its own package where another version has it.
    const place = found ? `${folder}/node_modules/${name}` : `node_modules/${name}`;
    packages[place] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platformOf(name) };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} entries added${added.length > 0 ? `: ${added.join(', ')}` : ''}`);
