import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Removes a data directory and, where root's server keeps its data elsewhere, that too. Its server must have ended. */
export function removeDataDirectory(dataDir: string): void {
  const pointer = path.join(dataDir, 'postgres-location');
  if (existsSync(pointer)) {
    const cluster = readFileSync(pointer, 'utf8').trim();
    for (const place of [cluster, `${cluster}.log`, `${cluster}.log.1`]) rmSync(place, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}
