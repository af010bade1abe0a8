// A folder that electron-builder takes for Electron's, where the real one can't be downloaded. It starts nothing; what is put around it is real.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFuseMark } from './electron-builder.mjs';
import { root } from './root.mjs';

/** The nine fuses of Electron 45, each as it is before anyone flips it. */
const DEFAULT_FUSES = '101100001';

/** Makes it in `folder`, for Linux. The fuses are there to be flipped, behind the mark by which they are found in the real binary. */
export function makeStandInElectron(folder) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'));
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  mkdirSync(path.join(folder, 'resources'));
  const wire = [readFuseMark(), String.fromCharCode(1), String.fromCharCode(DEFAULT_FUSES.length), DEFAULT_FUSES].join('');
  writeFileSync(path.join(folder, 'electron'), `#!/bin/sh\nexit 1\n${wire}\n`, { mode: 0o755 });
  writeFileSync(path.join(folder, 'version'), version);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'locales/ar.pak', 'locales/de.pak', 'locales/en-US.pak']) {
    writeFileSync(path.join(folder, file), 'A stand-in');
  }
  return folder;
}
