/** What a start's arguments may hold that is meant for the app: a link to open, the start at login, a folder of its own for a trial. */
export const isForApp = (arg) => /^(syncdeck:|--user-data-dir=|--hidden$)/.test(arg);

/** What `chooseSurface` goes by, as this process finds it; whether Electron is there comes later. */
export const readSurfaceFacts = (args, env = process.env) => ({
  args,
  role: env.SYNCDECK_ROLE,
  platform: process.platform,
  hasDisplay: Boolean(env.DISPLAY || env.WAYLAND_DISPLAY),
  isRoot: process.getuid?.() === 0,
  chosenElectron: env.ELECTRON_EXEC_PATH,
});

/**
 * Says whether `npm start` opens the desktop app or serves the web console, and why where nobody asked for it.
 *
 * @param {object} facts
 * @param {readonly string[]} facts.args what stands behind `npm start --`: `--web`, `--headless` and every other flag of the backend ask for it
 * @param {string} [facts.role] SYNCDECK_ROLE: a process that is one of several has no window
 * @param {string} facts.platform
 * @param {boolean} facts.hasDisplay looked at on Linux alone
 * @param {boolean} facts.isRoot
 * @param {string} [facts.chosenElectron] ELECTRON_EXEC_PATH
 * @param {{ program: string } | { why: string }} [facts.electron] nothing before it was looked for
 * @returns {{ surface: 'web' | 'desktop', why: string | null }}
 */
export function chooseSurface({ args, role, platform, hasDisplay, isRoot, chosenElectron, electron }) {
  const web = (why) => ({ surface: 'web', why });
  if (!args.every(isForApp) || (role && role !== 'all')) return web(null);
  // Whoever names a program knows what it needs.
  if (chosenElectron) return { surface: 'desktop', why: null };
  if (platform === 'linux' && !hasDisplay) return web('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)');
  // Chromium refuses root unless its sandbox is switched off, and a window without it is not what anyone asked for.
  if (platform === 'linux' && isRoot) return web("You are root, for whom Electron's sandbox doesn't work");
  if (electron && 'why' in electron) return web(`Electron is not here (${electron.why})`);
  return { surface: 'desktop', why: null };
}
