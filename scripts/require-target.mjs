// electron-builder runs this before it packs for a system. npm installs the native packages of its own machine alone, and a package without PostgreSQL
// would only fail at the person who installs it.
import { listMissing } from './target-packages.mjs';

/** electron-builder's numbers for processors. */
const ARCHS = ['ia32', 'x64', 'arm', 'arm64'];

/** @param {{ electronPlatformName: string, arch: number }} context */
export default function requireTarget({ electronPlatformName: platform, arch: number }) {
  const arch = ARCHS[number];
  if (!arch) throw new Error('Syncdeck is packaged for one processor at a time: PostgreSQL has no universal programs.');
  const missing = listMissing({ platform, arch });
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  throw new Error(`Not installed here: ${names}. Run \`node scripts/add-target.mjs ${platform} ${arch}\` first.`);
}
