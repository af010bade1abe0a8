import { readFileSync } from 'node:fs';
import path from 'node:path';
import { externalAddress } from './security/addresses.ts';

/** Where the project's documentation is, as its package.json says; null where it says nothing. */
export function readHomepage(root: string): string | null {
  const { homepage } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { homepage?: unknown };
  return typeof homepage === 'string' ? externalAddress(homepage) : null;
}
