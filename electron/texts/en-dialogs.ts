/** What main itself asks and tells, outside of the page. */
export const enDialogs = {
  ok: 'OK',
  cancel: 'Cancel',
  quit: 'Quit',
  reload: 'Reload',
  openLogs: 'Open log folder',
  bootFailed: 'Syncdeck could not start',
  bootFailedText: (phase: string, message: string, logFolder: string) =>
    `While starting (${phase}): ${message}\n\nStart Syncdeck again. If it says this again, the log says more: ${logFolder}`,
  settingsBroken: 'The settings could not be read',
  settingsBrokenText: (keptAt: string) =>
    `Syncdeck starts with its default settings: environments that you had added are not in them. The file as it was is kept at\n${keptAt}`,
  settingsRepaired: 'Some settings could not be read',
  settingsRepairedText: (fields: string, keptAt: string) =>
    `These have their defaults again: ${fields}. All others are as they were. The file as it was is kept at\n${keptAt}`,
  windowCrashed: 'The window stopped working',
  windowCrashedText: (reason: string) =>
    `It was loaded anew, and stopped again (${reason}). Connections and the local backend go on. Load it once more, or quit and start Syncdeck again.`,
  pageMissing: 'The console could not be loaded',
  pageMissingText: (folder: string) => `Its files are not at ${folder}. Install Syncdeck again; in a checkout, run npm run build.`,
  linkRefused: 'This link can’t be opened',
  unknownEnvironment: (id: string) => `There is no environment “${id}” in this Syncdeck. Add it, or ask who sent the link for its address.`,
  stopping: 'Syncdeck is stopping',
  stoppingText: 'The local backend is brought to a safe point. Running jobs go on at the next start.',
  installWhileRunning: (count: number) => (count === 1 ? 'A job is running on this machine' : `${count} jobs are running on this machine`),
  installWhileRunningText:
    'Installing restarts Syncdeck and its local backend. Running jobs go on from their last checkpoint. Install now?',
  install: 'Install and restart',
  upToDate: 'Syncdeck is up to date',
  updatesOff: 'Updates are off here',
  chooseCa: 'Choose the authority’s certificate (PEM)',
  certificates: 'Certificates',
  allFiles: 'All files',
  saveExport: 'Save export',
  aboutText: (version: string) => `Version ${version}`,
};
