import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseSurface, type SurfaceFacts } from '../../../scripts/choose-surface.mjs';
import { findElectron } from '../../../scripts/find-electron.mjs';
import { openDesktop } from '../../../scripts/open-desktop.mjs';
import { root } from '../../../scripts/prepare.mjs';
import { until } from '../../support/until.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-surface-'));
afterAll(() => rmSync(folder, { recursive: true }));

const desk: SurfaceFacts = { args: [], platform: 'linux', hasDisplay: true, isRoot: false, electron: { program: '/electron' } };
const choose = (facts: Partial<SurfaceFacts>) => chooseSurface({ ...desk, ...facts });

describe('npm start opens', () => {
  test('the app where Electron and a display are there, with a link or hidden too', () => {
    expect(choose({})).toEqual({ surface: 'desktop', why: null });
    expect(choose({ args: ['syncdeck://job/1'] }).surface).toBe('desktop');
    expect(choose({ args: ['--hidden', '--user-data-dir=/tmp/trial'] }).surface).toBe('desktop');
    // Other systems always have a display, and know no root in this sense.
    for (const platform of ['darwin', 'win32']) expect(choose({ platform, hasDisplay: false, isRoot: true }).surface).toBe('desktop');
  });

  test.each([['--headless'], ['--web'], ['--port', '5000'], ['--port=5000'], ['--data-dir', '/data'], ['--no-such-flag']])(
    'the web console with %s, without a word about it',
    (...args) => {
      expect(choose({ args })).toEqual({ surface: 'web', why: null });
    },
  );

  test('no window in a process that is one of several', () => {
    expect(choose({ role: 'worker' })).toEqual({ surface: 'web', why: null });
    expect(choose({ role: 'all' }).surface).toBe('desktop');
    expect(choose({ role: '' }).surface).toBe('desktop');
  });

  test('the web console with the reason where there is no display, for root, and without Electron', () => {
    expect(choose({ hasDisplay: false })).toEqual({
      surface: 'web',
      why: 'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)',
    });
    expect(choose({ isRoot: true })).toEqual({ surface: 'web', why: "You are root, for whom Electron's sandbox doesn't work" });
    expect(choose({ electron: { why: 'its download could not be reached' } })).toEqual({
      surface: 'web',
      why: 'Electron is not here (its download could not be reached)',
    });
  });

  test('the app with a program that somebody has chosen, whatever is here', () => {
    expect(choose({ hasDisplay: false, isRoot: true, chosenElectron: '/opt/electron' }).surface).toBe('desktop');
    expect(choose({ args: ['--headless'], chosenElectron: '/opt/electron' }).surface).toBe('web');
  });

  test('and all but the last is known before anything is fetched', () => {
    expect(choose({ hasDisplay: false, electron: undefined }).surface).toBe('web');
    expect(choose({ electron: undefined }).surface).toBe('desktop');
  });
});

describe('Electron', () => {
  let place: string;
  let note: string;
  let said: string[];
  beforeEach(() => {
    place = mkdtempSync(path.join(folder, 'electron-'));
    note = path.join(place, 'dist-of-ours/.not-fetched');
    said = [];
    writeFileSync(path.join(place, 'package.json'), '{"version":"45.4.1"}');
  });

  const find = (options: { env?: NodeJS.ProcessEnv; now?: number } = {}) =>
    findElectron({ folder: place, note, env: {}, now: 0, say: (line) => said.push(line), ...options });
  /** The package's installer, as it works where its download can be reached. */
  const installer = `const { mkdirSync, writeFileSync } = require('node:fs');
    mkdirSync(__dirname + '/dist', { recursive: true });
    writeFileSync(__dirname + '/dist/electron', '');
    writeFileSync(__dirname + '/path.txt', 'electron');`;
  const writeInstaller = (text: string) => writeFileSync(path.join(place, 'install.js'), text);

  test('is found where it was fetched, or where the environment says, and nothing is started for that', async () => {
    writeInstaller('process.exit(1)');
    mkdirSync(path.join(place, 'dist'));
    writeFileSync(path.join(place, 'path.txt'), 'electron');
    writeFileSync(path.join(place, 'dist/electron'), '');
    expect(await find()).toEqual({ program: path.join(place, 'dist/electron') });
    expect(await find({ env: { ELECTRON_EXEC_PATH: '/opt/electron' } })).toEqual({ program: '/opt/electron' });
    expect(said).toEqual([]);
  });

  test('is fetched once', async () => {
    writeInstaller(installer);
    expect(await find()).toEqual({ program: path.join(place, 'dist/electron') });
    expect(said).toEqual(['Fetching Electron, once (about 110 MB).']);
    await find();
    expect(said).toHaveLength(1);
  });

  test('that could not be fetched is not tried again for a day, nor for ever', async () => {
    writeInstaller('process.exit(1)');
    expect(await find()).toEqual({ why: 'its download could not be reached' });
    writeInstaller(installer);
    expect(await find({ now: 23 * 3_600_000 })).toEqual({ why: 'its download could not be reached within the last day' });
    expect(said).toHaveLength(1);
    expect(await find({ now: 25 * 3_600_000 })).toEqual({ program: path.join(place, 'dist/electron') });
    expect(existsSync(note)).toBe(false);
  });

  test('of another version is tried at once', async () => {
    writeInstaller('process.exit(1)');
    await find();
    writeFileSync(path.join(place, 'package.json'), '{"version":"45.5.0"}');
    writeInstaller(installer);
    expect(await find({ now: 60_000 })).toHaveProperty('program');
  });

  test('is left alone where the environment says so', async () => {
    writeInstaller(installer);
    expect(await find({ env: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' } })).toEqual({ why: 'ELECTRON_SKIP_BINARY_DOWNLOAD is set' });
    expect(said).toEqual([]);
  });
});

describe.runIf(process.platform !== 'win32')('the app that npm start runs', () => {
  const program = (text: string) => {
    const file = path.join(mkdtempSync(path.join(folder, 'program-')), 'electron');
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  };

  test('gets the project and the arguments, as Electron and not as Node, and its exit code is ours', async () => {
    const out = path.join(folder, 'out');
    const electron = program(`echo "$# $2 [$ELECTRON_RUN_AS_NODE]" > ${out}; exit 3`);
    expect(await openDesktop(electron, ['syncdeck://job/1'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })).toEqual({ code: 3 });
    expect(readFileSync(out, 'utf8').trim()).toBe('2 syncdeck://job/1 []');
  });

  test('is told once to end by a Ctrl+C that comes twice, from the terminal and from npm', async () => {
    const out = path.join(folder, 'signals');
    // A second signal would end Electron at once, with whatever its local backend was doing.
    const electron = program(`trap 'echo told >> ${out}' INT; echo runs >> ${out}; until [ -e ${out}.end ]; do sleep 0.02; done`);
    const script = `import { openDesktop } from ${JSON.stringify(path.join(root, 'scripts/open-desktop.mjs'))};
      process.exit((await openDesktop(${JSON.stringify(electron)}, [])).code);`;
    const start = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
    const ended = once(start, 'close');
    const read = () => (existsSync(out) ? readFileSync(out, 'utf8').trim().split('\n') : []);
    await until('it runs', () => read().includes('runs'));
    start.kill('SIGINT');
    await until('it was told', () => read().includes('told'));
    start.kill('SIGINT');
    writeFileSync(`${out}.end`, '');
    expect((await ended)[0]).toBe(0);
    expect(read()).toEqual(['runs', 'told']);
  });

  test('that cannot run here says why', async () => {
    expect(await openDesktop(program('exit 127'), [])).toEqual({ why: 'Electron ended with 127 before it opened' });
    expect(await openDesktop(program('kill -TRAP $$'), [])).toEqual({ why: 'Electron ended with SIGTRAP before it opened' });
    expect(await openDesktop('/no/such/program', [])).toEqual({ why: expect.stringMatching(/^Electron could not be started \(/) });
  });
});
