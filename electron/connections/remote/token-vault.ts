import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { User } from '#contract/schemas/user.ts';
import type { DesktopState } from '#electron/bridge/desktop-state.ts';

type KeyStoreStatus = DesktopState['keyStore'];

/** The system's key store: safeStorage in the app. */
export interface KeyStore {
  /** Asked once, before anything else. */
  status(): Promise<KeyStoreStatus>;
  encrypt(text: string): Promise<Buffer>;
  /** @throws where it was not encrypted by this store */
  decrypt(sealed: Buffer): Promise<string>;
}

const StoredSession = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  user: User,
  /** When the access token runs out, by this machine's clock. */
  expiresAt: z.number(),
});
export type StoredSession = z.output<typeof StoredSession>;

const VaultFile = z.object({ version: z.literal(1), sessions: z.record(z.string(), z.string()) });

/** The sign-ins of remote environments: in memory, and encrypted in a file where the system has a key store. */
export interface TokenVault {
  /** Whether what it holds outlives the app. */
  readonly keyStore: KeyStoreStatus;
  read(id: string): StoredSession | null;
  /** There was a sign-in which can't be read any more. */
  isUnreadable(id: string): boolean;
  /** Null forgets it. */
  keep(id: string, session: StoredSession | null): void;
  /** Resolves once the file has all of it. */
  settled(): Promise<void>;
}

async function readVaultFile(file: string): Promise<Record<string, string>> {
  try {
    return VaultFile.parse(JSON.parse(await readFile(file, 'utf8'))).sessions;
  } catch {
    return {}; // there is none yet, or it is nobody's any more: each environment asks for a sign-in
  }
}

/** Opens the vault and reads all that can be read. `onError` hears of a file that can't be written. */
export async function openTokenVault(deps: { file: string; keyStore: KeyStore; onError(error: Error): void }): Promise<TokenVault> {
  const { file } = deps;
  const keyStore = await deps.keyStore
    .status()
    .catch((error: Error): KeyStoreStatus => ({ isAvailable: false, why: `The system's key store can't be asked (${error.message})` }));
  const sealed = new Map(Object.entries(await readVaultFile(file)));
  const sessions = new Map<string, StoredSession>();
  const unreadable = new Set<string>();
  for (const [id, text] of sealed) {
    try {
      if (!keyStore.isAvailable) throw new Error(keyStore.why);
      sessions.set(id, StoredSession.parse(JSON.parse(await deps.keyStore.decrypt(Buffer.from(text, 'base64')))));
    } catch {
      unreadable.add(id);
    }
  }

  /** One write after the other: the last one has all. */
  let writing: Promise<void> = Promise.resolve();
  function write(id: string): void {
    writing = writing
      .then(async () => {
        const session = sessions.get(id);
        if (session) sealed.set(id, (await deps.keyStore.encrypt(JSON.stringify(session))).toString('base64'));
        else sealed.delete(id);
        const text = JSON.stringify({ version: 1, sessions: Object.fromEntries(sealed) } satisfies z.input<typeof VaultFile>);
        await writeFile(`${file}.new`, text, { mode: 0o600 });
        await rename(`${file}.new`, file);
      })
      .catch(deps.onError);
  }
  return {
    keyStore,
    read: (id) => sessions.get(id) ?? null,
    isUnreadable: (id) => unreadable.has(id),
    keep(id, session) {
      if (!session && !sessions.has(id) && !sealed.has(id)) return;
      if (session) sessions.set(id, session);
      else sessions.delete(id);
      unreadable.delete(id);
      // What an earlier run could encrypt stays where it is, for one that can read it; but what is signed out is gone.
      if (keyStore.isAvailable || (!session && sealed.has(id))) write(id);
    },
    settled: () => writing,
  };
}
