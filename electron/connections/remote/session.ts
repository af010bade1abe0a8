import type { JobControlClient } from '#contract/contract.ts';
import type { Tokens, User } from '#contract/schemas/user.ts';
import type { StoredSession, TokenVault } from './token-vault.ts';

/** A token is renewed this long before it runs out. */
const EARLY_MS = 60_000;
/** How often a renewal is tried at most. */
const LEAST_MS = 5_000;

/** For how long a JWT was issued; its own clock is the server's, so only the difference is used. */
function lifetimeMs(accessToken: string): number {
  const { exp, iat } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { exp: number; iat: number };
  return (exp - iat) * 1_000;
}

/** The sign-in of one remote environment. */
export interface RemoteSession {
  user(): User | null;
  signIn(username: string, password: string): Promise<User>;
  redeem(code: string): Promise<User>;
  /** Forgets the sign-in here, and ends it on the server where that can be reached. @throws where `everywhere` could not be done */
  signOut(everywhere: boolean): Promise<void>;
  /** Forgets the sign-in here alone. */
  forget(): void;
  /** An access token that holds for a while; '' when nobody is signed in. */
  accessToken(): Promise<string>;
  /** The server says who the person is by now: their role may have changed while they are signed in. */
  changed(user: User): void;
  /** The server refuses the token: true when there is another by now; false when the sign-in is over. @throws when the server is out of reach */
  refused(): Promise<boolean>;
  close(): void;
}

export function createRemoteSession(deps: {
  /** Of the environment, under which the vault keeps the sign-in. */
  id: string;
  vault: Pick<TokenVault, 'read' | 'keep'>;
  /** Over REST, with or without a token. */
  rest(token?: string): JobControlClient;
  /** Signed in, and whoever was before is not any more. */
  onSignIn(): void;
  /** Nobody is signed in any more. */
  onSignOut(): void;
  /** The person has another role. */
  onChange(): void;
  /** A new token, so that an open connection can be given it. */
  onToken(token: string): void;
}): RemoteSession {
  const { id, vault } = deps;
  const read = () => vault.read(id);
  /** A refresh token works once, and used twice it ends the session: never two at once. */
  let renewing: Promise<StoredSession | null> | undefined;
  /** Rises with each sign-in and sign-out, so that an answer for an earlier one is known as such. */
  let era = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function store({ accessToken, refreshToken, user }: Tokens): StoredSession {
    const session = { accessToken, refreshToken, user, expiresAt: Date.now() + lifetimeMs(accessToken) };
    vault.keep(id, session);
    plan();
    return session;
  }
  function plan(): void {
    clearTimeout(timer);
    const session = read();
    if (!session || isClosed) return;
    timer = setTimeout(
      () => {
        renew().then(
          (fresh) => {
            if (fresh) deps.onToken(fresh.accessToken);
          },
          plan, // out of reach: the next connection asks too
        );
      },
      Math.max(LEAST_MS, session.expiresAt - Date.now() - EARLY_MS),
    );
    timer.unref();
  }
  function forget(): void {
    era += 1;
    clearTimeout(timer);
    if (!read()) return;
    vault.keep(id, null);
    deps.onSignOut();
  }

  async function askForNew(session: StoredSession): Promise<StoredSession | null> {
    const mine = era;
    try {
      const tokens = await deps.rest().auth.refresh({ refreshToken: session.refreshToken });
      return mine === era ? store(tokens) : read();
    } catch (error) {
      if ((error as { code?: string }).code !== 'INVALID_CREDENTIALS') throw error;
      if (mine === era) forget();
      return read();
    }
  }
  function renew(refusedToken?: string): Promise<StoredSession | null> {
    const session = read();
    if (!session) return Promise.resolve(null);
    const isFresh = session.expiresAt - Date.now() > EARLY_MS;
    if (isFresh && session.accessToken !== refusedToken) return Promise.resolve(session);
    renewing ??= askForNew(session).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }
  function begin(tokens: Tokens): User {
    era += 1;
    store(tokens);
    deps.onSignIn();
    return tokens.user;
  }

  plan();
  return {
    user: () => read()?.user ?? null,
    signIn: async (username, password) => begin(await deps.rest().auth.login({ username, password })),
    redeem: async (code) => begin(await deps.rest().auth.redeem({ code })),
    async signOut(everywhere) {
      const session = read();
      forget();
      if (!session) return;
      const end = async () => {
        const isOver = session.expiresAt < Date.now();
        const { accessToken } = isOver ? await deps.rest().auth.refresh({ refreshToken: session.refreshToken }) : session;
        const { auth } = deps.rest(accessToken);
        await (everywhere ? auth.logoutEverywhere() : auth.logout());
      };
      // One sign-in ends on the server by itself, and nobody has its tokens any more.
      await end().catch((error: Error) => {
        if (everywhere) throw error;
      });
    },
    forget,
    accessToken: async () => (await renew())?.accessToken ?? '',
    changed(user) {
      const session = read();
      if (!session || session.user.username !== user.username || session.user.role === user.role) return;
      vault.keep(id, { ...session, user });
      deps.onChange();
    },
    async refused() {
      return (await renew(read()?.accessToken)) !== null;
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
