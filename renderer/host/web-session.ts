import { createRestClient } from '#client/rest-client.ts';
import type { Tokens, User } from '#contract/schemas/user.ts';

const KEY = 'syncdeck.session';
/** A token is renewed this long before it runs out. */
const EARLY_MS = 60_000;

interface StoredSession {
  accessToken: string;
  refreshToken: string;
  user: User;
  /** When the access token runs out, by this machine's clock. */
  expiresAt: number;
}

/** Seconds for which a JWT was issued; its own clock is the server's, so only the difference is used. */
function lifetimeMs(accessToken: string): number {
  const payload = JSON.parse(atob((accessToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as {
    exp: number;
    iat: number;
  };
  return (payload.exp - payload.iat) * 1_000;
}

function read(): StoredSession | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as StoredSession | null;
  } catch {
    return null; // Another version's, or storage is forbidden: sign in again.
  }
}

function store({ accessToken, refreshToken, user }: Tokens): StoredSession {
  const session = { accessToken, refreshToken, user, expiresAt: Date.now() + lifetimeMs(accessToken) };
  localStorage.setItem(KEY, JSON.stringify(session));
  return session;
}

/**
 * One window at a time: a refresh token works once, and used twice it ends the session. Pages over plain HTTP from another machine
 * have no Web Locks; there the window that comes second finds the new token in the storage, but for a gap of milliseconds.
 */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(KEY, work) as Promise<T>) : work();
}

export interface WebSession {
  user(): User | null;
  onUser(listener: (user: User | null) => void): () => void;
  signIn(username: string, password: string): Promise<User>;
  redeem(code: string): Promise<User>;
  signOut(everywhere: boolean): Promise<void>;
  /** An access token that holds for a while; '' when nobody is signed in. */
  accessToken(): Promise<string>;
  /** The server says who the person is by now: their role may have changed while they are signed in. */
  changed(user: User): void;
  /** The server refuses the token: true when there is another by now; false when the session is over. @throws when the server is out of reach */
  refused(): Promise<boolean>;
  /** Calls back with each new token, so that an open connection can be given it. Answers how to stop. */
  keepFresh(onToken: (token: string) => void): () => void;
}

/** Sign-in for pages of one server: tokens in the origin's local storage, shared by its windows. */
export function createWebSession(url: string): WebSession {
  const listeners = new Set<(user: User | null) => void>();
  const open = createRestClient({ url });
  const tell = (user: User | null) => {
    for (const listener of listeners) listener(user);
  };
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) tell(read()?.user ?? null);
  });

  function forget(): void {
    localStorage.removeItem(KEY);
    tell(null);
  }

  /** New tokens for the session in the storage, unless another window was quicker. */
  function renew(refusedToken?: string): Promise<StoredSession | null> {
    return alone(async () => {
      const session = read();
      if (!session) return null;
      const isFresh = session.expiresAt - Date.now() > EARLY_MS;
      if (isFresh && session.accessToken !== refusedToken) return session;
      try {
        return store(await open.auth.refresh({ refreshToken: session.refreshToken }));
      } catch (error) {
        if ((error as { code?: string }).code !== 'INVALID_CREDENTIALS') throw error;
        forget();
        return null;
      }
    });
  }

  return {
    user: () => read()?.user ?? null,
    onUser(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn(username, password) {
      const { user } = store(await open.auth.login({ username, password }));
      tell(user);
      return user;
    },
    async redeem(code) {
      const { user } = store(await open.auth.redeem({ code }));
      tell(user);
      return user;
    },
    async signOut(everywhere) {
      const session = await renew().catch(() => read());
      try {
        if (session) {
          const mine = createRestClient({ url, token: () => session.accessToken, timeoutMs: 5_000 });
          await (everywhere ? mine.auth.logoutEverywhere() : mine.auth.logout());
        }
      } finally {
        forget();
      }
    },
    async accessToken() {
      const session = read();
      if (!session) return '';
      if (session.expiresAt - Date.now() > EARLY_MS) return session.accessToken;
      return (await renew())?.accessToken ?? '';
    },
    changed(user) {
      const session = read();
      if (!session || session.user.username !== user.username || session.user.role === user.role) return;
      localStorage.setItem(KEY, JSON.stringify({ ...session, user } satisfies StoredSession));
      tell(user);
    },
    async refused() {
      return (await renew(read()?.accessToken)) !== null;
    },
    keepFresh(onToken) {
      let timer: ReturnType<typeof setTimeout>;
      const plan = () => {
        const left = (read()?.expiresAt ?? Date.now() + EARLY_MS) - Date.now();
        timer = setTimeout(check, Math.max(5_000, left - EARLY_MS));
      };
      const check = async () => {
        const session = await renew().catch(() => null); // offline: the next connection asks again
        if (session) onToken(session.accessToken);
        plan();
      };
      plan();
      return () => clearTimeout(timer);
    },
  };
}
