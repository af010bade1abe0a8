import { rename, rm } from 'node:fs/promises';

/** Puts `fresh` in the place of `target`, with `old` beside it for the moment between. Another build may do the same now: whoever comes last wins. */
export async function swapFolder(fresh, target, old) {
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
