import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram } from '../../scripts/find-electron.mjs';
import { root } from '../../scripts/prepare.mjs';

export interface ElectronUnderTest {
  executablePath: string;
  isReal: boolean;
  /** Why it is this one. */
  why: string;
}

const host = path.join(root, 'tests/support/electron-host/electron');

/** The real one where it is and can show windows, otherwise the test host. */
export function findElectron(): ElectronUnderTest {
  // Nothing is downloaded.
  const binary = findProgram();
  if (!binary) return { executablePath: host, isReal: false, why: "Electron's binary is not here" };
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (!hasDisplay) return { executablePath: host, isReal: false, why: `${binary} is here, but no display` };
  return { executablePath: binary, isReal: true, why: binary };
}

/** Says which of the two it is: once in a run, however many files and workers it has. */
export function announceElectron({ isReal, why }: ElectronUnderTest): void {
  try {
    writeFileSync(path.join(tmpdir(), `syncdeck-desktop-specs-${process.ppid}`), '', { flag: 'wx' });
  } catch {
    return;
  }
  console.log(
    `Desktop specs run on ${isReal ? `real Electron (${why})` : `the test host (${why}); docs/desktop-testing.md says what it can't show`}`,
  );
}
