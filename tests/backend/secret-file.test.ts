import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOrMakeSecret } from '#backend/boot/secret-file.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'syncdeck-secret-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a secret file', () => {
  test('is made with a long secret that only its owner reads', async () => {
    const file = path.join(folder, 'jwt-secret');
    const secret = await readOrMakeSecret(file);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{64}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(`${secret}\n`);
    expect(await readdir(folder)).toEqual(['jwt-secret']);
  });

  test('is made once: whoever comes later reads the same', async () => {
    const file = path.join(folder, 'jwt-secret');
    const secret = await readOrMakeSecret(file);
    expect(await readOrMakeSecret(file)).toBe(secret);
  });

  test('of another name or folder holds another secret', async () => {
    const secrets = await Promise.all(['one', 'two', 'sub/folder/one'].map((name) => readOrMakeSecret(path.join(folder, name))));
    expect(new Set(secrets).size).toBe(3);
  });

  test('is the same for twenty that ask at once', async () => {
    const file = path.join(folder, 'new/jwt-secret');
    const secrets = await Promise.all(Array.from({ length: 20 }, () => readOrMakeSecret(file)));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toBe((await readFile(file, 'utf8')).trim());
    expect(await readdir(path.dirname(file))).toEqual(['jwt-secret']);
  });

  test("keeps an owner's own secret", async () => {
    const file = path.join(folder, 'jwt-secret');
    await writeFile(file, '  a secret of my own, of 32 letters and more\n');
    expect(await readOrMakeSecret(file)).toBe('a secret of my own, of 32 letters and more');
  });

  test('that can be neither read nor made is an error, and leaves nothing behind', async () => {
    const blocked = path.join(folder, 'jwt-secret');
    await mkdir(blocked);
    await expect(readOrMakeSecret(blocked)).rejects.toMatchObject({ code: 'EISDIR' });
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    await expect(readOrMakeSecret(path.join(file, 'jwt-secret'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect((await readdir(folder)).sort()).toEqual(['file', 'jwt-secret']);
  });
});

test('a file that holds too little is refused, by its name and with the way out', async () => {
  const file = path.join(folder, 'short');
  await writeFile(file, '\n', { mode: 0o600 });
  await expect(readOrMakeSecret(file)).rejects.toThrow(/short holds 0 characters .* Delete it/);
});

test('a file that others may read is theirs no longer', async () => {
  const file = path.join(folder, 'open');
  await writeFile(file, 'x'.repeat(40), { mode: 0o644 });
  expect(await readOrMakeSecret(file)).toBe('x'.repeat(40));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
