import { readFileSync } from 'node:fs';
import type { Page } from './chromium.ts';

/** What the browser saves as a file when this is done: its name and its text. */
export async function readDownload(page: Page, act: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Rows of a CSV without line breaks in its cells. */
export const linesOf = (csv: string): string[] => csv.trimEnd().split(/\r?\n/);
