// `npm start [-- options]`: installs and builds what is missing or stale, then opens the desktop app where Electron and a display are there. Otherwise,
// and with any option of the backend (`--headless`, `--port 5000`, …) or `--web`, it runs the backend in this same process, so that
// Ctrl+C and SIGTERM reach it.
import { pathToFileURL } from 'node:url';
import { chooseSurface, isForApp, readSurfaceFacts } from './choose-surface.mjs';
import { findElectron } from './find-electron.mjs';
import { openDesktop } from './open-desktop.mjs';
import { buildWhenStale, checkNode, installPackages, mainFile } from './prepare.mjs';

const args = process.argv.slice(2);
const facts = readSurfaceFacts(args);

/** Opens the app and waits for its end, which is this process's. @returns why it serves the web console instead; null where that was asked for */
async function tryDesktop() {
  const first = chooseSurface(facts);
  if (first.surface === 'web') return first.why;
  const electron = await findElectron();
  const { surface, why } = chooseSurface({ ...facts, electron });
  if (surface === 'web') return why;
  await buildWhenStale();
  const ended = await openDesktop(electron.program, args);
  if ('code' in ended) process.exit(ended.code);
  return ended.why;
}

checkNode();
try {
  await installPackages();
  const why = await tryDesktop();
  if (why) console.log(`${why}: serving the web console instead.`);
  await buildWhenStale(['client', 'backend', 'renderer']);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// The backend reads what is left: it knows of no app.
process.argv.splice(2, Infinity, ...args.filter((arg) => arg !== '--web' && !isForApp(arg)));
await import(pathToFileURL(mainFile).href);
