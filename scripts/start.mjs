// `npm start [-- options]`: installs and builds what is missing or stale, then runs the backend in this same process, so that
// Ctrl+C and SIGTERM reach it.
import { pathToFileURL } from 'node:url';
import { buildWhenStale, checkNode, installPackages, mainFile } from './prepare.mjs';

checkNode();
try {
  await installPackages();
  await buildWhenStale();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await import(pathToFileURL(mainFile).href);
