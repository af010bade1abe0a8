// Electron's program. npm installs the package without it; it is fetched once, the first time that somebody wants the app.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** About 110 MB. Where there is no network it fails within seconds. */
const FETCH_WITHIN_MS = 5 * 60_000;
const ASK_AGAIN_AFTER_MS = 24 * 3_600_000;

const readText = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const FOLDER = path.join(root, 'node_modules/electron');

/** The program that the package has fetched; looked for as the package itself does, which would start a download. */
export function findProgram(folder = FOLDER, env = process.env) {
  if (env.ELECTRON_EXEC_PATH) return env.ELECTRON_EXEC_PATH;
  const name = readText(path.join(folder, 'path.txt'));
  const program = path.join(env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist'), name || 'electron');
  return (name || env.ELECTRON_OVERRIDE_DIST_PATH) && existsSync(program) ? program : undefined;
}

/** Runs the package's own installer. @returns {Promise<boolean>} whether it came to a good end */
function fetchProgram(folder, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(folder, 'install.js')], { env, stdio: 'ignore', timeout: FETCH_WITHIN_MS });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

/**
 * Finds Electron, or fetches it. A failure is remembered for a day, in `note`, so that not every start tries again.
 * @param {{ folder?: string, note?: string, env?: NodeJS.ProcessEnv, now?: number, say?: (line: string) => void }} [options]
 * @returns {Promise<{ program: string } | { why: string }>}
 */
export async function findElectron({
  folder = FOLDER,
  note = path.join(root, 'dist/.electron-not-fetched'),
  env = process.env,
  now = Date.now(),
  say = console.log,
} = {}) {
  const there = findProgram(folder, env);
  if (there) return { program: there };
  if (!existsSync(path.join(folder, 'install.js'))) return { why: 'its package is not installed' };
  if (env.ELECTRON_SKIP_BINARY_DOWNLOAD) return { why: 'ELECTRON_SKIP_BINARY_DOWNLOAD is set' };
  const { version } = JSON.parse(readText(path.join(folder, 'package.json')));
  const [failedVersion, failedAt] = readText(note).split(' ');
  if (failedVersion === version && now - Number(failedAt) < ASK_AGAIN_AFTER_MS)
    return { why: 'its download could not be reached within the last day' };
  say('Fetching Electron, once (about 110 MB).');
  const isFetched = await fetchProgram(folder, env);
  const program = findProgram(folder, env);
  if (isFetched && program) {
    rmSync(note, { force: true });
    return { program };
  }
  mkdirSync(path.dirname(note), { recursive: true });
  writeFileSync(note, `${version} ${now}`);
  return { why: 'its download could not be reached' };
}
