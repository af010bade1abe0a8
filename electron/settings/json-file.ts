import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Conf from 'conf';

export interface JsonFile {
  path: string;
  /** Undefined where there is no file. @throws SyntaxError; what the file system says */
  read(): unknown;
  /** Whole or not at all, whatever happens meanwhile. */
  write(value: Record<string, unknown>): void;
  /** Copies the file as it is, and answers where to: `settings.broken-2026-01-02T03-04-05.json`. */
  keepAside(why: 'broken' | 'newer', at: Date): string;
}

/** `<name>.json` in a folder, for its owner's eyes only. What it holds is for the caller to check. */
export function openJsonFile(folder: string, name: string): JsonFile {
  const file = path.join(folder, `${name}.json`);
  let conf: Conf | undefined;
  return {
    path: file,
    read() {
      try {
        return JSON.parse(readFileSync(file, 'utf8'));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write(value) {
      conf ??= new Conf({
        cwd: folder,
        configName: name,
        configFileMode: 0o600,
        accessPropertiesByDotNotation: false,
        serialize: (store) => `${JSON.stringify(store, undefined, 2)}\n`,
        // It only ever writes; and it would refuse to write over what can't be read.
        deserialize: () => ({}),
      });
      conf.store = value;
    },
    keepAside(why, at) {
      const kept = path.join(folder, `${name}.${why}-${at.toISOString().slice(0, 19).replaceAll(':', '-')}.json`);
      copyFileSync(file, kept);
      return kept;
    },
  };
}
