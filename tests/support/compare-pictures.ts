import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Locator } from 'playwright';
import { PNG } from 'pngjs';
import type { Page } from './chromium.ts';
import { encodePicture } from './encode-picture.ts';
import { areUpdated } from './picture-fonts.ts';
import { until } from './until.ts';

const BASELINES = path.join(import.meta.dirname, '../e2e/pictures');
const FOUND = path.join(import.meta.dirname, '../../coverage/pictures');
/** How much may be different, anti-aliasing apart: another processor or Chromium rounds a few pixels otherwise. */
const MOST_SHARE = 0.0002;
const MOST_PIXELS = 12;
/** So many pictures alike are no moment between two. */
const STILL = 4;
/** How long a page may take to look as it should. */
const WITHIN_MS = 10_000;

const takePicture = async (target: Page | Locator): Promise<PNG> =>
  PNG.sync.read(await target.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' }));

/** What is seen once it has been the same some times. */
async function takeStill(target: Page | Locator): Promise<PNG> {
  let last = await takePicture(target);
  let same = 0;
  return until('the page stood still', async () => {
    const next = await takePicture(target);
    same = next.data.equals(last.data) ? same + 1 : 0;
    last = next;
    return same >= STILL && next;
  });
}

function writePictures(name: string, pictures: Record<string, PNG>): string {
  mkdirSync(FOUND, { recursive: true });
  for (const [kind, picture] of Object.entries(pictures)) writeFileSync(path.join(FOUND, `${name}.${kind}.png`), PNG.sync.write(picture));
  return path.relative(process.cwd(), path.join(FOUND, `${name}.*.png`));
}

/** What is wrong with what is seen; null where it is as it should be. */
function judge(baseline: PNG, seen: PNG): { text: string; diff?: PNG } | null {
  const { width, height } = baseline;
  if (seen.width !== width || seen.height !== height) return { text: `is ${seen.width} × ${seen.height} pixels, not ${width} × ${height}` };
  const diff = new PNG({ width, height });
  const count = pixelmatch(baseline.data, seen.data, diff.data, width, height);
  return count <= Math.max(MOST_PIXELS, width * height * MOST_SHARE) ? null : { text: `differs in ${count} pixels`, diff };
}

async function compare(target: Page | Locator, name: string): Promise<void> {
  const file = path.join(BASELINES, `${name}.png`);
  if (!existsSync(file)) {
    const place = writePictures(name, { seen: await takePicture(target) });
    throw new Error(`there is no picture ${name} to compare with; what is seen is in ${place} (SYNCDECK_UPDATE_PICTURES=1 makes it)`);
  }
  const baseline = PNG.sync.read(readFileSync(file));
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const seen = await takePicture(target);
    const problem = judge(baseline, seen);
    if (!problem) return;
    if (Date.now() < end) continue;
    const place = writePictures(name, { seen, ...(problem.diff ? { diff: problem.diff } : {}) });
    throw new Error(`${name} ${problem.text}: see ${place}`);
  }
}

/**
 * Compares what is seen with tests/e2e/pictures/<name>.png, until it is the same or time is up. The clock, the data and the time zone must
 * stand still. @throws with where the difference is to be seen
 */
export async function expectPicture(target: Page | Locator, name: string): Promise<void> {
  if (!areUpdated) return compare(target, name);
  mkdirSync(BASELINES, { recursive: true });
  writeFileSync(path.join(BASELINES, `${name}.png`), encodePicture(await takeStill(target)));
}
