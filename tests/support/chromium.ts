import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The same anti-aliasing everywhere, for pictures that are compared.
  '--font-render-hinting=none',
  '--disable-lcd-text',
];

/** Debian's Chromium, or another on the PATH; else the one that Playwright installed by itself. */
function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return places.find((place) => existsSync(place));
}

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ args: ARGS, ...(executablePath ? { executablePath } : {}) });
}

let dumps = 0;

/**
 * Counts what runs in the page, where coverage is measured: what Chromium tells is written as if a process had run those files. A page
 * that is loaded anew takes its counts along, so they are written before.
 */
export async function measureCoverage(page: Page, url: string, consoleFolder: string): Promise<() => Promise<void>> {
  const folder = process.env.SYNCDECK_TEST_COVERAGE_DIR;
  if (!folder) return async () => {};
  const start = () => page.coverage.startJSCoverage({ resetOnNavigation: false });
  const stop = async () => {
    const scripts = await page.coverage.stopJSCoverage();
    const result = scripts
      .filter((script) => script.url.startsWith(`${url}/assets/`))
      .map(({ url: from, scriptId, functions }) => ({
        scriptId,
        url: pathToFileURL(path.join(consoleFolder, new URL(from).pathname)).href,
        functions,
      }));
    if (result.length === 0) return;
    dumps += 1;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `chromium-${process.pid}-${Date.now()}-${dumps}.json`), JSON.stringify({ result }));
  };
  const writeFirst =
    <Args extends unknown[], Answer>(load: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      await stop();
      await start();
      return load.apply(page, args);
    };
  page.goto = writeFirst(page.goto);
  page.reload = writeFirst(page.reload);
  await start();
  return stop;
}

export type { Browser, BrowserContext, Page };
