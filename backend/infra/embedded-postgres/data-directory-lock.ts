import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
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

/**
 * Makes this process the only one on a data directory, until `release` or its end. The lock of a killed process is taken over.
 * @throws DataDirectoryInUseError while another lives
 */
export async function lockDataDirectory(dataDir: string): Promise<{ release(): Promise<void> }> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const file = path.join(dataDir, 'syncdeck.pid');
  const mine = JSON.stringify({ pid: process.pid, started: processStart(process.pid) } satisfies Holder);
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o644 });
      return {
        async release() {
          if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(file);
    if (holder && isAlive(holder.pid) && processStart(holder.pid) === holder.started) {
      throw new DataDirectoryInUseError(
        `Another Syncdeck (process ${holder.pid}) uses the data directory ${dataDir}. Stop it first, or give this one its own with --data-dir.`,
      );
    }
    await rm(file, { force: true });
  }
}
