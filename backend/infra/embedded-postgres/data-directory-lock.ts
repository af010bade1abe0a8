import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processStart } from './processes.ts';
import { StartError } from './start-error.ts';

export class DataDirectoryInUseError extends StartError {
  override readonly name = 'DataDirectoryInUseError';
}

interface Holder {
  pid: number;
  /** When the process began, so that another one with the same number isn't taken for it. */
  started: string | null;
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch (error) {
    // Gone meanwhile, or cut off in the middle of being written: in both cases nobody holds it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

const holds = (holder: Holder): boolean => isAlive(holder.pid) && processStart(holder.pid) === holder.started;

/** Puts `draft` in the place of `file` if there is none: the lock appears whole, and for one process only. */
async function appear(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Makes this process the only one on a data directory, until `release` or its end. The lock of a killed process is taken over: whoever
 * removes one holds a second lock meanwhile, so that of several which find it stale none removes what another has just put there.
 * @throws DataDirectoryInUseError while another lives
 */
export async function lockDataDirectory(dataDir: string): Promise<{ release(): Promise<void> }> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const file = path.join(dataDir, 'syncdeck.pid');
  const takeover = `${file}.takeover`;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const mine = JSON.stringify({ pid: process.pid, started: processStart(process.pid) } satisfies Holder);
  await writeFile(draft, mine, { flag: 'wx', mode: 0o644 });
  try {
    while (!(await appear(draft, file))) {
      const holder = await readHolder(file);
      if (holder && holds(holder)) {
        throw new DataDirectoryInUseError(
          `Another Syncdeck (process ${holder.pid}) uses the data directory ${dataDir}. Stop it first, or give this one its own with --data-dir.`,
        );
      }
      if (await appear(draft, takeover)) {
        const stale = await readHolder(file);
        if (!stale || !holds(stale)) await rm(file, { force: true });
        await rm(takeover, { force: true });
      } else {
        // Somebody else is at it, or died over it.
        const other = await readHolder(takeover);
        if (other && !holds(other)) await rm(takeover, { force: true });
        await sleep(20);
      }
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async release() {
      if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
    },
  };
}
