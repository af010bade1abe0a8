const { readFileSync, statSync } = require('node:fs');
const path = require('node:path');

/** `--name=value`; what is no switch is undefined. */
function parseSwitch(argument) {
  const match = /^--([\w-]+)(?:=(.*))?$/s.exec(argument);
  return match ? { name: match[1], value: match[2] ?? '' } : undefined;
}

/**
 * What Electron's executable takes from its command line: switches, and the app's folder (or file) as the first of the others.
 * `argv` is what the app sees: everything, as with Electron.
 */
function readCommandLine(args) {
  const switches = new Map();
  let app;
  for (const argument of args) {
    const found = parseSwitch(argument);
    if (found) switches.set(found.name, found.value);
    else app ??= argument;
  }
  const place = path.resolve(app ?? '.');
  const isFile = statSync(place).isFile();
  const appPath = isFile ? path.dirname(place) : place;
  const manifest = isFile ? { name: 'Electron', version: '0.0.0' } : JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'));
  return { switches, appPath, manifest, main: isFile ? place : path.join(appPath, manifest.main ?? 'index.js') };
}

/** `app.commandLine`. */
function createCommandLine(switches) {
  return {
    appendSwitch: (name, value) => switches.set(String(name), value === undefined ? '' : String(value)),
    appendArgument() {},
    hasSwitch: (name) => switches.has(name),
    getSwitchValue: (name) => switches.get(name) ?? '',
    removeSwitch: (name) => switches.delete(name),
  };
}

module.exports = { readCommandLine, createCommandLine };
