// electron-builder and what it stands on, found from its own place: its parts are its dependencies, not ours.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { run } from './run.mjs';

const near = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const nearer = createRequire(near.resolve('app-builder-lib'));

export const loadAsar = () => import(pathToFileURL(nearer.resolve('@electron/asar')).href);
export const loadFuses = () => import(pathToFileURL(nearer.resolve('@electron/fuses')).href);
/** What stands before the fuses in Electron's binary. */
export const readFuseMark = () => nearer('@electron/fuses/dist/constants.js').SENTINEL;
export const readYaml = (text) => nearer('js-yaml').load(text);
/** A file of app-builder-lib itself, such as `out/fileMatcher.js`. */
export const loadBuilderPart = (file) => near(`app-builder-lib/${file}`);

/** The project's configuration, read and validated as electron-builder does before it builds. @throws with what is wrong in it */
export async function readBuilderConfig(file = path.join(root, 'electron-builder.yml')) {
  const { getConfig, validateConfiguration } = loadBuilderPart('out/util/config/config.js');
  const { DebugLogger } = near('builder-util');
  const config = await getConfig(root, file, null);
  await validateConfiguration(config, new DebugLogger(false));
  return config;
}

/** @param {string[]} args @param {{ show?: boolean, env?: NodeJS.ProcessEnv }} [options] */
export const runElectronBuilder = (args, options) =>
  run(process.execPath, [path.join(root, 'node_modules/electron-builder/cli.js'), ...args], options);
