import { hash, verify } from '@node-rs/argon2';

/** argon2id, with the library's parameters (19 MiB, two passes), which are OWASP's. */
export const hashPassword = (password: string): Promise<string> => hash(password);

// An unknown name costs the same work as a known one, so that the time of the answer doesn't tell them apart.
const nobodysHash = hash('no password has this hash');

/** Whether the password fits; for a user that there is not, as slowly, false. */
export async function fitsPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobodysHash), password);
  return fits && passwordHash !== undefined;
}
