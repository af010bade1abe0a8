const { mkdirSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** `app.getPath` and `app.setPath`: under a folder of its own, whatever the machine's are. `--user-data-dir` names it, as with Electron. */
function createPaths({ name, userDataDir, appPath }) {
  const home = os.homedir();
  const appData = process.env.XDG_CONFIG_HOME ?? path.join(home, '.config');
  const paths = new Map();
  const userData = () => paths.get('userData') ?? (userDataDir ? path.resolve(userDataDir) : path.join(appData, name()));
  const defaults = {
    home: () => home,
    appData: () => appData,
    userData,
    sessionData: userData,
    temp: () => os.tmpdir(),
    exe: () => process.argv[0],
    module: () => process.argv[0],
    assets: () => appPath,
    logs: () => path.join(userData(), 'logs'),
    crashDumps: () => path.join(userData(), 'Crashpad'),
    // Not a person's own folders: what a spec saves stays with the rest.
    desktop: () => path.join(userData(), 'Desktop'),
    documents: () => path.join(userData(), 'Documents'),
    downloads: () => path.join(userData(), 'Downloads'),
    music: () => path.join(userData(), 'Music'),
    pictures: () => path.join(userData(), 'Pictures'),
    videos: () => path.join(userData(), 'Videos'),
  };
  return {
    getPath(key) {
      if (!Object.hasOwn(defaults, key)) throw new Error(`Failed to get '${key}' path`);
      return paths.get(key) ?? defaults[key]();
    },
    setPath(key, value) {
      if (!Object.hasOwn(defaults, key)) throw new Error(`Failed to set path`);
      if (!path.isAbsolute(value)) throw new Error('Path must be absolute');
      mkdirSync(value, { recursive: true });
      paths.set(key, value);
    },
    setAppLogsPath(value) {
      paths.set('logs', value ?? defaults.logs());
    },
  };
}

module.exports = { createPaths };
