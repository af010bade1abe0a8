import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type KeyStore, openTokenVault, type StoredSession } from '#electron/connections/remote/token-vault.ts';
import { testKeyStore, useConnections } from '#tests/support/connections.ts';

const app = useConnections();
const session: StoredSession = {
  accessToken: 'an access token',
  refreshToken: 'a refresh token',
  user: { username: 'anna', role: 'operator' },
  expiresAt: 1,
};
const errors: string[] = [];
const open = (name: string, keyStore: KeyStore = testKeyStore) =>
  openTokenVault({ file: path.join(app.folder, name), keyStore, onError: (error) => errors.push(error.message) });
const none: KeyStore = {
  ...testKeyStore,
  status: async () => ({ isAvailable: false, why: 'this system has no key store' }),
  async encrypt() {
    throw new Error('there is no key store');
  },
};

test('a sign-in outlives the app, encrypted, in a file of its own user', async () => {
  const vault = await open('kept.json');
  expect(vault.keyStore).toEqual({ isAvailable: true });
  vault.keep('far', session);
  vault.keep('near', { ...session, user: { username: 'ben', role: 'viewer' } });
  vault.keep('near', null);
  await vault.settled();
  const text = readFileSync(path.join(app.folder, 'kept.json'), 'utf8');
  expect(text).not.toMatch(/refresh token|anna/);
  const again = await open('kept.json');
  expect(again.read('far')).toEqual(session);
  expect(again.read('near')).toBeNull();
  expect(errors).toEqual([]);
});

test('without a key store it is in memory only, and that is said', async () => {
  const vault = await open('none.json', none);
  expect(vault.keyStore).toEqual({ isAvailable: false, why: 'this system has no key store' });
  vault.keep('far', session);
  await vault.settled();
  expect(vault.read('far')).toEqual(session);
  expect((await open('none.json')).read('far')).toBeNull();
  expect(errors).toEqual([]);
});

test('a key store that can not be asked is none', async () => {
  const vault = await open('broken.json', {
    ...testKeyStore,
    async status() {
      throw new Error('D-Bus is away');
    },
  });
  expect(vault.keyStore).toEqual({ isAvailable: false, why: "The system's key store can't be asked (D-Bus is away)" });
});

test('what another key store encrypted asks for another sign-in, and is left for who can read it until then', async () => {
  const vault = await open('moved.json');
  vault.keep('far', session);
  await vault.settled();
  const other: KeyStore = {
    ...testKeyStore,
    async decrypt() {
      throw new Error('not by this key');
    },
  };
  const moved = await open('moved.json', other);
  expect([moved.read('far'), moved.isUnreadable('far'), moved.isUnreadable('near')]).toEqual([null, true, false]);
  expect((await open('moved.json')).read('far')).toEqual(session);
  moved.keep('far', { ...session, refreshToken: 'another' });
  await moved.settled();
  expect(moved.isUnreadable('far')).toBe(false);
  expect((await open('moved.json')).read('far')).toMatchObject({ refreshToken: 'another' });
});

test('a file that is no vault is none', async () => {
  writeFileSync(path.join(app.folder, 'torn.json'), '{"version":1,"sess');
  const vault = await open('torn.json');
  expect(vault.read('far')).toBeNull();
  vault.keep('far', session);
  await vault.settled();
  expect((await open('torn.json')).read('far')).toEqual(session);
});

test('a file that can not be written is told, and the sign-in holds while the app runs', async () => {
  const vault = await openTokenVault({
    file: path.join(app.folder, 'no/such/folder/x.json'),
    keyStore: testKeyStore,
    onError: (error) => errors.push((error as NodeJS.ErrnoException).code as string),
  });
  vault.keep('far', session);
  await vault.settled();
  expect(errors).toEqual(['ENOENT']);
  expect(vault.read('far')).toEqual(session);
});
