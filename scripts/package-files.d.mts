import type { PackageFile } from './check-package.mjs';
/** What is wrong with a package made for a system: a sentence each, and none when all is well. */
export function findPackageProblems(
  files: PackageFile[],
  where: { resources: string; target: { platform: string; arch: string } },
): string[];
