// `node scripts/check-package.mjs [folder]`: makes a package of the desktop app for Linux against a stand-in for Electron's binary (or takes the one
// in `folder`, an unpacked one of electron-builder), says what it holds and what is wrong with it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runElectronBuilder } from './electron-builder.mjs';
import { findPackageProblems, listPackageFiles, sumByFolder } from './package-files.mjs';
import { makeStandInElectron } from './stand-in-electron.mjs';

/** Packs what is built in dist/ into `folder`, which is made. @returns {Promise<string>} the app's folder */
export async function packForCheck(folder) {
  mkdirSync(folder, { recursive: true });
  const electron = makeStandInElectron(path.join(folder, 'electron'));
  await runElectronBuilder([
    ...['--linux', 'dir', `--${process.arch}`, '--publish', 'never'],
    ...[`-c.electronDist=${electron}`, `-c.directories.output=${path.join(folder, 'packages')}`],
  ]);
  return path.join(folder, 'packages', process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
}

/** What a package for Linux holds, and what is wrong with it. */
export async function inspectPackage(app) {
  const resources = path.join(app, 'resources');
  const files = await listPackageFiles(resources);
  const problems = findPackageProblems(files, { resources, target: { platform: 'linux', arch: process.arch } });
  return { files, problems, sizes: sumByFolder(files) };
}

const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** Its largest folders, a line each, and its whole. */
export function describeSizes(files, sizes) {
  const line = ({ folder, bytes, files: count }) => `${megabytes(bytes).padStart(10)}  ${String(count).padStart(5)} files  ${folder}`;
  const total = { folder: 'in all, without Electron', bytes: files.reduce((sum, { size }) => sum + size, 0), files: files.length };
  return [...sizes.slice(0, 16).map(line), line(total)].join('\n');
}

async function main([given]) {
  const draft = given ? undefined : mkdtempSync(path.join(os.tmpdir(), 'syncdeck-package-'));
  try {
    const { files, problems, sizes } = await inspectPackage(given ?? (await packForCheck(draft)));
    console.log(describeSizes(files, sizes));
    for (const problem of problems) console.log(problem);
    console.log(problems.length === 0 ? 'The package holds what it needs and nothing else.' : `${problems.length} faults`);
    process.exitCode = problems.length === 0 ? 0 : 1;
  } finally {
    if (draft) rmSync(draft, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
