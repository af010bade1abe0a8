import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildWhenStale, root } from '../../../scripts/prepare.mjs';
import { removeDataDirectory } from '../../support/data-directory.ts';
import { until } from '../../support/until.ts';

const folders: string[] = [];
const running: ChildProcess[] = [];

/** `npm start`, without npm: what it says, its console's address once it serves one, and its end. */
function start(args: string[], more: Record<string, string> = {}) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'syncdeck-npm-start-'));
  folders.push(dataDir);
  const { DISPLAY: _, WAYLAND_DISPLAY: __, NODE_V8_COVERAGE: ___, SYNCDECK_ROLE: ____, ...env } = process.env;
  const child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs'), ...args], {
    env: { ...env, PORT: '0', SYNCDECK_DATA_DIR: dataDir, SYNCDECK_FIRST_RUN: 'off', LOG_LEVEL: 'error', ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  const ended = once(child, 'close').then(([code]) => code as number);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return {
    lines,
    ended,
    address: () => until('it listens', () => lines.map((line) => /^Syncdeck is listening on (\S+)$/.exec(line)?.[1]).find(Boolean), 60_000),
    async end(signal: NodeJS.Signals) {
      child.kill(signal);
      return ended;
    },
  };
}

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  for (const folder of folders.splice(0)) removeDataDirectory(folder);
});

// Elsewhere a window would open.
test.runIf(process.platform === 'linux')(
  'npm start says in one line why it opens no window, and serves the console',
  async () => {
    await buildWhenStale(['client', 'backend', 'renderer']);
    const { lines, address, end } = start([]);
    const url = await address();
    expect(lines[0]).toBe('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): serving the web console instead.');
    expect(lines.filter((line) => line.includes('web console'))).toHaveLength(1);
    expect(lines).toContain(`Open ${url} for the console. The API's documentation is at ${url}/v4/docs.`);
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    expect(await end('SIGINT')).toBe(0);
  },
  120_000,
);

describe.runIf(process.platform !== 'win32')('npm start with an Electron that somebody has chosen', () => {
  function chosen(text: string) {
    const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-chosen-'));
    folders.push(folder);
    const program = path.join(folder, 'electron');
    writeFileSync(program, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    return { ELECTRON_EXEC_PATH: program };
  }
  beforeAll(() => buildWhenStale(), 120_000);

  test('runs the built app with it, and ends as it ended', async () => {
    const { lines, ended } = start(['syncdeck://job/1'], chosen('echo "$@"; exit 7'));
    expect(await ended).toBe(7);
    expect(lines).toEqual([`${root} syncdeck://job/1`]);
    expect(existsSync(path.join(root, 'dist/electron/main/main.js'))).toBe(true);
  }, 120_000);

  test('serves the web console where it cannot run', async () => {
    const { lines, address, end } = start([], chosen('exit 127'));
    await address();
    expect(lines[0]).toBe('Electron ended with 127 before it opened: serving the web console instead.');
    expect(await end('SIGTERM')).toBe(0);
  }, 120_000);
});

test('npm start with --web or an option of the backend does as it is told, and explains nothing', async () => {
  await buildWhenStale(['client', 'backend', 'renderer']);
  for (const args of [['--web'], ['--headless', '--host', '127.0.0.1']]) {
    const { lines, address, end } = start(args);
    await address();
    expect(lines.filter((line) => /instead|display|Electron/.test(line))).toEqual([]);
    expect(await end('SIGTERM')).toBe(0);
  }
}, 120_000);
