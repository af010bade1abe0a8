import { hash, verify } from '@node-rs/argon2';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type LoginInput, type RefreshInput, Role, type Tokens, type User } from '#contract/schemas/user.ts';
import { DomainError } from '../domain-error.ts';
import type { StoredUser, UserStore } from './user-store.ts';

const ISSUER = 'syncdeck';
const ALGORITHM = 'HS256';
const lifetimes = { access: '15m', refresh: '30d' } as const;
type Kind = keyof typeof lifetimes;

const Claims = z.object({ sub: z.string().min(1), role: Role });

/** Who a token stands for. */
export interface Principal extends User {
  /** The sign-in that the token belongs to; null for an API token. */
  sessionId: string | null;
  /** When the token runs out; null where it doesn't. */
  expiresAt: Date | null;
}

export interface Auth {
  /** @throws INVALID_CREDENTIALS, the same for a name that does not exist and a password that does not fit */
  login(input: LoginInput): Promise<Tokens>;
  /** @throws INVALID_CREDENTIALS for a token that is not ours, ran out, or whose user is gone */
  refresh(input: RefreshInput): Promise<Tokens>;
  /** Who an access token stands for; null for one that is not valid. */
  verify(token: string): Promise<Principal | null>;
  /** Forgets what was read of users: somebody's role, sessions or tokens changed. */
  forget(): void;
}

export function createAuth(deps: { jwtSecret: string; users: UserStore }): Auth {
  const key = new TextEncoder().encode(deps.jwtSecret);
  // An unknown name costs the same work as a known one, so that the time of the answer doesn't tell them apart.
  const nobodysHash = hash('no password has this hash');

  const sign = (user: User, kind: Kind): Promise<string> =>
    new SignJWT({ role: user.role })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(user.username)
      .setIssuer(ISSUER)
      // The audience keeps a refresh token from being taken for an access token.
      .setAudience(kind)
      .setIssuedAt()
      .setExpirationTime(lifetimes[kind])
      .sign(key);

  async function read(token: string, kind: Kind): Promise<User | null> {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: [ALGORITHM], issuer: ISSUER, audience: kind });
      const claims = Claims.safeParse(payload);
      return claims.success ? { username: claims.data.sub, role: claims.data.role } : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  async function tokensFor({ username, role }: StoredUser): Promise<Tokens> {
    const user = { username, role };
    const [accessToken, refreshToken] = await Promise.all([sign(user, 'access'), sign(user, 'refresh')]);
    return { accessToken, refreshToken, user };
  }

  const refuse = () => new DomainError('INVALID_CREDENTIALS', 'The name or the password is wrong');

  return {
    async login({ username, password }) {
      const user = await deps.users.find(username);
      const fits = await verify(user?.passwordHash ?? (await nobodysHash), password);
      if (!user || !fits) throw refuse();
      return tokensFor(user);
    },
    async refresh({ refreshToken }) {
      const claimed = await read(refreshToken, 'refresh');
      const user = claimed && (await deps.users.find(claimed.username));
      if (!user) throw new DomainError('INVALID_CREDENTIALS', 'The refresh token is not valid any more: sign in again');
      return tokensFor(user);
    },
    async verify(token) {
      const user = await read(token, 'access');
      return user && { ...user, sessionId: null, expiresAt: null };
    },
    forget() {},
  };
}
