import { app } from 'electron';
import { createLog } from '../log/create-log.ts';
import type { Log } from '../log/log.ts';
import { type LogFile, openLogFile } from '../log/open-log-file.ts';
import { redactText } from '../log/redact.ts';

export interface Logs {
  log: Log;
  /** What the local backend writes, as it writes it. */
  backendLine(line: string): void;
  files: Record<'main.log' | 'backend.log', LogFile>;
}

/** Opens the log files. What nobody caught ends in there too. */
export function startLog(folder: string): Logs {
  const files = { 'main.log': openLogFile(folder, 'main.log'), 'backend.log': openLogFile(folder, 'backend.log') };
  const log = createLog({
    level: app.isPackaged ? 'info' : 'debug',
    write(line) {
      files['main.log'].write(line);
      if (!app.isPackaged) process.stderr.write(`${line}\n`);
    },
  });
  // One of a part's own must not end the app with all its connections: it stands in the log, and the others go on.
  process.on('uncaughtException', (err) => log.error({ err }, 'An error that nobody caught'));
  process.on('unhandledRejection', (err) => log.error({ err }, 'A promise that nobody caught'));
  app.on('child-process-gone', (_event, details) => log.warn({ ...details }, 'A process of the app is gone'));
  log.info(
    { version: app.getVersion(), electron: process.versions.electron, platform: process.platform, arch: process.arch },
    'Syncdeck starts',
  );
  return { log, files, backendLine: (line) => files['backend.log'].write(redactText(line)) };
}
