import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.ts';

/** Who the server runs as: another user where we are root, because PostgreSQL refuses root. */
export interface ServerUser {
  uid: number;
  gid: number;
}

const NAME = 'postgres';

function idOf(flag: '-u' | '-g'): number | null {
  try {
    return Number(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null; // there is no such user
  }
}

/** The user for the server, made where it is missing; null where we are not root and the server runs as ourselves. */
export function findServerUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  if (idOf('-u') === null) {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME], { stdio: 'ignore' });
    } catch (error) {
      throw new StartError(
        `PostgreSQL refuses to run as root, and the user ${NAME} could not be made (${(error as Error).message}). Make that user, start Syncdeck as another user, or set DATABASE_URL to a PostgreSQL server.`,
      );
    }
  }
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (uid === null || gid === null)
    throw new StartError(`The user ${NAME} could not be found after it was made. Start Syncdeck as a user other than root.`);
  return { uid, gid };
}

/** Whether `user` may enter a folder: it and every folder above it. */
export function canEnter(folder: string, user: ServerUser | null): boolean {
  if (!user) return true;
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    const { mode, uid, gid } = statSync(place);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}
