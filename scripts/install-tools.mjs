// What the tests run that npm doesn't install: through apt where that works.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

/** By the names of Debian's packages. Without a font the pictures are not compared; the rest can't be done without. */
const tools = [
  { name: 'redis-server', programs: ['redis-server'], what: 'redis-server on the PATH: install Redis 6.2 or newer' },
  {
    name: 'chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    what: 'Chromium on the PATH: install it, or run `npx playwright install chromium`',
  },
  { name: 'fonts-noto-core', font: '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf' },
  { name: 'fonts-dejavu-core', font: '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf' },
];

function isOnPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, program)) || existsSync(path.join(folder, `${program}.exe`)));
}

async function isThere({ name, programs, font }) {
  if (font) return existsSync(font);
  if (programs.some(isOnPath)) return true;
  // Playwright may have brought its own; known only once the packages are installed.
  return name === 'chromium' && existsSync((await import('playwright')).chromium.executablePath());
}

async function listMissing() {
  const found = await Promise.all(tools.map(isThere));
  return tools.filter((_, n) => !found[n]);
}

async function installWithApt(names) {
  console.log(`Installing ${names.join(', ')} for the tests.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env }).catch(() => {}); // an older list of packages may do
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env }).catch((error) =>
    console.error(error.message),
  );
}

/** Installs what is missing, where that can be done. @throws where the tests could not run */
export async function installTools() {
  const missing = await listMissing();
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && isOnPath('apt-get')) await installWithApt(missing.map(({ name }) => name));
  const still = await listMissing();
  const needed = still.filter(({ what }) => what);
  if (needed.length > 0) {
    const debian = needed.map(({ name }) => name).join(' ');
    throw new Error(`The tests need ${needed.map(({ what }) => what).join('; and ')} (Debian and Ubuntu: apt-get install ${debian}).`);
  }
  if (still.length > 0)
    console.warn(`Without the fonts of Debian's ${still.map(({ name }) => name).join(' and ')}, pictures of the console are not compared.`);
}
