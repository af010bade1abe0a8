import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import electronLog from 'electron-log/node.js';

const MOST_BYTES = 2_000_000;
const OLD_FILES = 3;

export interface LogFile {
  path: string;
  /** Appends at once: what was written before a crash is there after it. */
  write(line: string): void;
}

/** `main.log` becomes `main.1.log`, that one `main.2.log`; the oldest goes. */
function rotate(file: string): void {
  const { dir, name, ext } = path.parse(file);
  const nameOf = (age: number) => (age === 0 ? file : path.join(dir, `${name}.${age}${ext}`));
  for (let age = OLD_FILES - 1; age >= 0; age -= 1) if (existsSync(nameOf(age))) renameSync(nameOf(age), nameOf(age + 1));
}

/** A file of lines that is begun anew when it grows large; a few of the old ones stay beside it. It writes lines as they are. */
export function openLogFile(folder: string, name: string, options: { mostBytes?: number } = {}): LogFile {
  const file = path.join(folder, name);
  const logger = electronLog.create({ logId: file });
  logger.transports.console.level = false;
  const transport = logger.transports.file;
  transport.resolvePathFn = () => file;
  transport.maxSize = options.mostBytes ?? MOST_BYTES;
  // Only its owner reads it.
  transport.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  transport.format = '{text}';
  transport.archiveLogFn = () => rotate(file);
  return { path: file, write: (line) => logger.info(line) };
}
