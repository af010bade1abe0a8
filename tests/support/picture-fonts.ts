import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'vitest';
import type { Page } from './chromium.ts';

const FILE = path.join(import.meta.dirname, '../e2e/pictures/fonts.json');

/** Widths in pixels of texts in the console's fonts. */
type Widths = Record<string, number>;

const measureFonts = (page: Page): Promise<Widths> =>
  page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const brush = document.createElement('canvas').getContext('2d');
    if (!brush) throw new Error('no canvas to measure with');
    const measure = (font: string, text: string) => {
      brush.font = font;
      return Math.round(brush.measureText(text).width * 100) / 100;
    };
    const [sans, mono] = [style.getPropertyValue('--font'), style.getPropertyValue('--mono')];
    if (sans === '') throw new Error('the page has no style sheet yet');
    return {
      text: measure(`13px ${sans}`, 'Quran text 6,236 verses, Wij fl 0123456789'),
      strong: measure(`600 13px ${sans}`, 'Quran text 6,236 verses, Wij fl 0123456789'),
      mono: measure(`12px ${mono}`, 'status:failed "rate limit"'),
      arabic: measure(`13px ${sans}`, 'مزامنة نص القرآن الكريم'),
    };
  });

/** Pictures are made anew. */
export const areUpdated = process.env.SYNCDECK_UPDATE_PICTURES === '1';

function findOthers(widths: Widths): string[] {
  const stored: Widths = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
  return Object.entries(widths).flatMap(([name, width]) => (stored[name] === width ? [] : [`${name} ${width} px, not ${stored[name]} px`]));
}

/**
 * Skips the test where the fonts are others than those that the pictures were made with: every letter would differ.
 * @throws in CI, which has the same
 */
export async function needFontsOfPictures(context: TestContext, page: Page): Promise<void> {
  const widths = await measureFonts(page);
  if (areUpdated) writeFileSync(FILE, `${JSON.stringify(widths, null, 2)}\n`);
  const others = findOthers(widths);
  if (others.length === 0) return;
  const reason = `the fonts are not those of the pictures, Debian's fonts-noto-core and fonts-dejavu-core: ${others.join('; ')}`;
  if (process.env.CI === 'true') throw new Error(reason);
  context.skip(reason);
}
