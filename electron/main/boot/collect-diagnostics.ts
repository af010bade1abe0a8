import { release } from 'node:os';
import { app } from 'electron';
import type { DesktopState } from '#electron/bridge/desktop-state.ts';
import { tellDiagnostics } from '../diagnostics.ts';
import { readLastLines } from '../log/read-last-lines.ts';
import type { Logs } from './start-log.ts';

const LINES = 60;

/** What diagnostics are made of, read where it stands. */
export async function collectDiagnostics(state: DesktopState, files: Logs['files']): Promise<string> {
  const logs = await Promise.all(
    Object.entries(files).map(async ([name, { path }]): Promise<[string, string[]]> => [name, await readLastLines(path, LINES)]),
  );
  const { electron, chrome, node } = process.versions;
  return tellDiagnostics({
    state,
    at: new Date(),
    versions: { electron: electron ?? '', chrome: chrome ?? '', node, [process.platform]: `${release()} ${process.arch}` },
    locale: app.getLocale(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    uptimeSeconds: process.uptime(),
    logs: Object.fromEntries(logs),
  });
}
