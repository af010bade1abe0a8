// `electron`, whoever imports or requires it, is the host's module.
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const isElectron = (request) => request === 'electron' || /^electron\/(?:main|common|utility)$/.test(request);

/** @param cjs the module for require() @param mjs the one for import, with a name for each export */
function installModuleHooks(cjs, mjs) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    return isElectron(request) ? cjs : resolve.call(this, request, ...rest);
  };
  const url = pathToFileURL(mjs).href;
  // Loaders run in a thread of their own, so that this one has to travel as text.
  const loader = `export async function resolve(specifier, context, next) {
    return ${/^electron(?:\/(?:main|common|utility))?$/}.test(specifier) ? { url: ${JSON.stringify(url)}, shortCircuit: true } : next(specifier, context);
  }`;
  Module.register(`data:text/javascript,${encodeURIComponent(loader)}`);
}

/** What Electron adds to Node's `process`. */
function describeProcess(type, version) {
  Object.defineProperty(process.versions, 'electron', { value: version, enumerable: true });
  Object.defineProperty(process.versions, 'chrome', { value: '0.0.0.0', enumerable: true });
  process.type = type;
  process.resourcesPath = path.join(__dirname, 'resources');
}

/** Of the project's own `electron` package, of which only the executable is missing. */
function readElectronVersion() {
  return require(path.join(path.dirname(Module._resolveFilename('electron/package.json', module)), 'package.json')).version;
}

module.exports = { installModuleHooks, describeProcess, readElectronVersion };
