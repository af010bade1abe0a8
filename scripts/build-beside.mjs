import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';

/** Puts `fresh` in the place of `target`, with `old` beside it for the moment between. Another build may do the same now: whoever comes last wins. */
async function swapFolder(fresh, target, old) {
  for (let tries = 0; ; tries += 1) {
    await rename(target, old).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
    try {
      return await rename(fresh, target);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code) || tries >= 20) throw error;
      await rm(old, { recursive: true, force: true });
    }
  }
}

/**
 * Builds beside `target` and swaps it in at the end: nobody ever finds half a build, and two at once do no harm. A sibling, so that the relative
 * paths in the source maps hold after the swap.
 * @param {string} target
 * @param {(fresh: string) => Promise<void>} build writes into the folder that it is given
 */
export async function buildBeside(target, build) {
  const mark = randomBytes(4).toString('hex');
  const [fresh, old] = [`${target}.new-${mark}`, `${target}.old-${mark}`];
  try {
    await build(fresh);
    await swapFolder(fresh, target, old);
  } finally {
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}
