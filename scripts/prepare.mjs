// What `npm start` and `npm test` need before they can begin: a Node that will do, the packages, and a fresh build.
// Only Node's own modules are imported at the top: the packages may not be there yet.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

export { root };
export const mainFile = path.join(root, 'dist/backend/main.mjs');
const consoleFile = path.join(root, 'dist/renderer/index.html');
const desktopFile = path.join(root, 'dist/electron/main/main.js');
export const testConsole = path.join(root, 'dist/renderer-for-tests');

const LOCK_FILE = path.join(root, 'package-lock.json');
const INSTALLED_STAMP = path.join(root, 'node_modules/.syncdeck-lock');
const SOURCES_STAMP = path.join(root, 'dist/.sources');
const GENERATED = path.join(root, 'backend/infra/generated');

/** Ends the process with one sentence when this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  console.error(`Syncdeck needs Node 20.19 or newer, or 22.12 and up; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** Every file below `names` (folders or files of the project), sorted, without the generated ones. */
function listFiles(names) {
  return names.flatMap((name) => {
    const place = path.join(root, name);
    if (place === GENERATED || !existsSync(place)) return [];
    if (!statSync(place).isDirectory()) return [name];
    return listFiles(readdirSync(place).map((entry) => `${name}/${entry}`)).sort();
  });
}

function hashFiles(names) {
  const hash = createHash('sha256');
  for (const name of listFiles(names)) {
    const text = readFileSync(path.join(root, name));
    hash.update(`${name}\0${text.length}\0`).update(text);
  }
  return hash.digest('hex');
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function writeWhole(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}

/** npm keeps what it has put into node_modules in a lock of its own there: does that hold all that ours asks for? */
function isInstalledByHand() {
  const installed = readText(path.join(root, 'node_modules/.package-lock.json'));
  if (!installed) return false;
  const { packages } = JSON.parse(installed);
  return Object.entries(JSON.parse(readText(LOCK_FILE)).packages).every(
    ([folder, entry]) =>
      folder === '' || (packages[folder] ? packages[folder].version === entry.version : entry.optional === true || entry.peer),
  );
}

/** `npm ci`, when node_modules isn't there or isn't what package-lock.json says. */
export function installPackages() {
  const wanted = hashOf(readFileSync(LOCK_FILE));
  const isDone = () => readText(INSTALLED_STAMP) === wanted;
  if (isDone()) return;
  return alone(async () => {
    if (isDone()) return;
    if (!isInstalledByHand()) {
      console.log('Installing the packages: the first time takes about a minute.');
      await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { show: true });
    }
    writeWhole(INSTALLED_STAMP, wanted);
  });
}

/** The Prisma client, from prisma/schema.prisma into backend/infra/generated. */
export async function generateClient() {
  await run(process.execPath, [path.join(root, 'node_modules/prisma/build/index.js'), 'generate']);
}

/** What is built, from what, and how to tell that it is there; each stands on those before it. */
const PARTS = {
  client: {
    sources: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
    isThere: () => existsSync(GENERATED),
    build: generateClient,
  },
  backend: {
    sources: ['contract', 'backend', 'prisma', 'package.json', 'package-lock.json', 'scripts/build-backend.mjs'],
    isThere: () => existsSync(mainFile),
    build: async () => (await import('./build-backend.mjs')).buildBackend(),
  },
  renderer: {
    sources: [
      ...['renderer', 'client', 'contract', 'electron/bridge', 'electron.vite.config.ts', 'package.json', 'package-lock.json'],
      ...['scripts/build-renderer.mjs', 'scripts/compress-renderer.mjs', 'scripts/run-electron-vite.mjs'],
    ],
    isThere: () => existsSync(consoleFile),
    build: async () => (await import('./build-renderer.mjs')).buildRenderer(),
  },
  desktop: {
    sources: [
      ...['electron', 'client', 'contract', 'electron.vite.config.ts', 'package.json', 'package-lock.json'],
      ...['scripts/build-desktop.mjs', 'scripts/run-electron-vite.mjs'],
    ],
    isThere: () => existsSync(desktopFile),
    build: async () => (await import('./build-desktop.mjs')).buildDesktop(),
  },
};
/** The console as the tests have it: with the page of states, and statements as they stand in the sources. Only they ask for it. */
const TEST_PARTS = {
  'test console': {
    sources: PARTS.renderer.sources,
    isThere: () => existsSync(path.join(testConsole, 'index.html')),
    build: async () => (await import('./build-renderer.mjs')).buildRenderer({ target: testConsole, forTests: true }),
  },
};

const partOf = (name) => PARTS[name] ?? TEST_PARTS[name];

/** The folders and files that a part is built from. */
export const sourcesOf = (name) => partOf(name).sources;

const readStamp = () => JSON.parse(readText(SOURCES_STAMP) || '{}');

/** The parts of `names` whose sources are not those that they were built from, with what to remember of those. */
function findStale(names) {
  const built = readStamp();
  return names
    .map((name) => ({ name, part: partOf(name), sources: hashFiles(partOf(name).sources) }))
    .filter(({ name, part, sources }) => sources !== built[name] || !part.isThere());
}

/** One that fails leaves those before it built. */
async function build(parts) {
  for (const { name, part, sources } of parts) {
    await part.build();
    writeWhole(SOURCES_STAMP, JSON.stringify({ ...readStamp(), [name]: sources }));
  }
}

/** The Prisma client, the backend's bundle and the console, whether or not they are there already. */
export function buildAll() {
  return alone(() => {
    rmSync(SOURCES_STAMP, { force: true });
    return build(findStale(Object.keys(PARTS)));
  });
}

/**
 * Builds what is stale of these parts, or of all.
 * @returns {Promise<boolean>} whether there was any
 */
export async function buildWhenStale(names = Object.keys(PARTS)) {
  if (findStale(names).length === 0) return false;
  await alone(() => build(findStale(names)));
  return true;
}

/** Runs `work` while no other process of this folder installs or builds. Whoever died over it is not waited for. */
async function alone(work) {
  const place = path.join(root, 'dist/.preparing');
  mkdirSync(path.dirname(place), { recursive: true });
  for (;;) {
    try {
      writeFileSync(place, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(readText(place));
      if (owner > 0 && !isAlive(owner)) rmSync(place, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const release = () => rmSync(place, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
