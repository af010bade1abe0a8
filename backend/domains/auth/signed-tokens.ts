import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const ISSUER = 'syncdeck';
const ALGORITHM = 'HS256';
const MINUTE_S = 60;
const ACCESS_SECONDS = 15 * MINUTE_S;
export const REFRESH_SECONDS = 30 * 24 * 60 * MINUTE_S;

const AccessClaims = z.object({ sub: z.string().min(1), sid: z.uuid(), exp: z.number() });
const RefreshClaims = z.object({ sub: z.string().min(1), sid: z.uuid(), gen: z.number().int() });
type AccessClaims = z.output<typeof AccessClaims>;
type RefreshClaims = z.output<typeof RefreshClaims>;

export interface SignedTokens {
  signAccess(session: { username: string; sessionId: string }): Promise<string>;
  signRefresh(session: { username: string; sessionId: string; generation: number }): Promise<string>;
  /** Null for what we did not sign, or signed for something else, or for a time that is over. */
  readAccess(token: string): Promise<AccessClaims | null>;
  readRefresh(token: string): Promise<RefreshClaims | null>;
}

/** JWTs that name a session. What they allow stands in the tables: a token carries no role. */
export function createSignedTokens(jwtSecret: string): SignedTokens {
  const key = new TextEncoder().encode(jwtSecret);

  const sign = (username: string, audience: string, seconds: number, claims: Record<string, unknown>): Promise<string> => {
    const now = Math.floor(Date.now() / 1_000);
    return (
      new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setSubject(username)
        .setIssuer(ISSUER)
        // The audience keeps a refresh token from being taken for an access token.
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(key)
    );
  };

  async function read<Claims>(token: string, audience: string, schema: z.ZodType<Claims>): Promise<Claims | null> {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: [ALGORITHM], issuer: ISSUER, audience });
      return schema.safeParse(payload).data ?? null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  return {
    signAccess: ({ username, sessionId }) => sign(username, 'access', ACCESS_SECONDS, { sid: sessionId }),
    signRefresh: ({ username, sessionId, generation }) => sign(username, 'refresh', REFRESH_SECONDS, { sid: sessionId, gen: generation }),
    readAccess: (token) => read(token, 'access', AccessClaims),
    readRefresh: (token) => read(token, 'refresh', RefreshClaims),
  };
}
