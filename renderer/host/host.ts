import type { z } from 'zod';
import type { Connection, ConnectionListener } from '#client/connection.ts';
import type { ExportInput } from '#contract/schemas/insight.ts';
import type { User } from '#contract/schemas/user.ts';

/** Who is signed in to an environment; null: nobody. */
export type SignedIn = User | null;

export type ExportRequest = z.input<typeof ExportInput>;

/**
 * What the renderer stands on: the web console's page, or the desktop app's window. It alone knows tokens and transports; the rest of
 * the renderer sees a user, a connection and a download.
 */
export interface Host {
  /** The environment's name for people. */
  environmentName: string;
  /** Before anything destructive, `word` has to be typed; `plate` says why. Left out: a click is enough. */
  confirmation?: { word: string; plate: string };
  /** Who is signed in now, from storage; checked by the server at the first connection. */
  restore(): SignedIn;
  /** Tells when the user changes elsewhere: another window signed out, or in. */
  onUser(listener: (user: SignedIn) => void): () => void;
  /** @throws INVALID_CREDENTIALS, TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE */
  signIn(username: string, password: string): Promise<User>;
  /** With the code of a one-time link. @throws INVALID_CREDENTIALS */
  redeem(code: string): Promise<User>;
  /** Forgets the session here, and ends it on the server where that can be reached. */
  signOut(everywhere?: boolean): Promise<void>;
  connect(listener: ConnectionListener): Connection;
  /** An address of the job that can be given to others. */
  linkToJob(jobId: string): string;
  /** Saves an export as a file; `onSize` hears the bytes so far. @throws as the server refuses it; AbortError, also where the person chose nowhere to save it */
  download(request: ExportRequest, options: { signal: AbortSignal; onSize(bytes: number): void }): Promise<void>;
}
