/** Long enough to spare the database a query for each call, short enough that a change holds soon where its notification was lost. */
const TTL_MS = 2_000;
const MOST = 10_000;

export interface IdentityCache<Identity> {
  /** What `read` answers, or answered a moment ago. A rejection is not kept. */
  get(key: string, read: () => Promise<Identity>): Promise<Identity>;
  clear(): void;
}

/** Who is behind a token, for a moment. Bound in size: the oldest entry goes first. */
export function createIdentityCache<Identity>(): IdentityCache<Identity> {
  const entries = new Map<string, { identity: Promise<Identity>; until: number }>();
  return {
    get(key, read) {
      const entry = entries.get(key);
      if (entry && entry.until > performance.now()) return entry.identity;
      const identity = read();
      entries.delete(key);
      const made = { identity, until: performance.now() + TTL_MS };
      entries.set(key, made);
      identity.catch(() => {
        if (entries.get(key) === made) entries.delete(key);
      });
      for (const oldest of entries.keys()) {
        if (entries.size <= MOST) break;
        entries.delete(oldest);
      }
      return identity;
    },
    clear: () => entries.clear(),
  };
}
