import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from '../infra/embedded-postgres/start-error.ts';

const LEAST_LENGTH = 32;

/**
 * A secret that is made once and kept in a file that only its owner reads. Two processes that start at once end up with the same one:
 * the file appears whole, by a link, and whoever comes second reads the first's.
 */
export async function readOrMakeSecret(file: string): Promise<string> {
  async function read(): Promise<string> {
    const secret = (await readFile(file, 'utf8')).trim();
    if (secret.length < LEAST_LENGTH) {
      throw new StartError(
        `${file} holds ${secret.length} characters where a secret of at least ${LEAST_LENGTH} is needed. Delete it, and a new one is made (everybody signs in again).`,
      );
    }
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return secret;
  }
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return read();
}
