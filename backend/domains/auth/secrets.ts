import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, so that its plain hash can't be turned back. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
