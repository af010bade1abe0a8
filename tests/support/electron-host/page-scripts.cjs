// The two scripts that run in every document before the page's own: one in the page's world, one in the preload's.
const { randomBytes } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { createCodec } = require('./page/clone-codec.cjs');
const { runIsolatedWorld } = require('./page/isolated-world.cjs');
const { runMainWorld } = require('./page/main-world.cjs');
const { createPortEnds } = require('./page/port-ends.cjs');
const { createRequire } = require('./page/preload-require.cjs');
const { createPeer } = require('./page/world-peer.cjs');
const { createValues } = require('./page/world-values.cjs');

const WORLD = 'electron preload';
const BINDING = 'tellTestHost';

/** The preload as a function, as CommonJS has it. @throws when it is no CommonJS, as Electron does for sandboxed windows */
function wrapPreload(file) {
  if (!path.isAbsolute(file)) throw new Error('preload script must have absolute path');
  if (file.endsWith('.mjs')) throw new SyntaxError('Cannot use import statement outside a module: a sandboxed preload must be CommonJS');
  const text = `(function (require, module, exports, process) {\n${readFileSync(file, 'utf8')}\n})`;
  new vm.Script(text, { filename: file });
  return text;
}

/** @returns the texts for Page.addScriptToEvaluateOnNewDocument; the preload's own fault, when it can't even be parsed, is `error` */
function composeScripts({ preload, additionalArguments = [], versions }) {
  const [one, other] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')];
  let loadPreload = '() => {}';
  let error;
  try {
    if (preload) loadPreload = wrapPreload(preload);
  } catch (fault) {
    error = fault;
  }
  const settings = {
    process: {
      ...{ type: 'renderer', sandboxed: true, contextIsolated: true, contextId: '1', isMainFrame: true },
      ...{ platform: process.platform, arch: process.arch, env: {}, pid: process.pid, versions },
      ...{ argv: [process.argv[0], ...additionalArguments], execPath: process.execPath, resourcesPath: process.resourcesPath },
    },
  };
  const main = `(${runMainWorld})({
    createPeer: ${createPeer}, createValues: ${createValues}, names: ${JSON.stringify({ toOther: one, fromOther: other })} })`;
  const isolated = `(${runIsolatedWorld})({
    createCodec: ${createCodec}, createPeer: ${createPeer}, createValues: ${createValues}, createPortEnds: ${createPortEnds},
    createRequire: ${createRequire}, names: ${JSON.stringify({ toOther: other, fromOther: one })},
    binding: ${JSON.stringify(BINDING)}, settings: ${JSON.stringify(settings)}, loadPreload: ${loadPreload} })`;
  const show = (state) => {
    const detail = { id: 0, isAnswer: false, message: { kind: 'visibility', state } };
    return `if (window.top === window) dispatchEvent(new CustomEvent(${JSON.stringify(other)}, { detail: ${JSON.stringify(detail)} }))`;
  };
  return { main, isolated, show, error };
}

module.exports = { composeScripts, WORLD, BINDING };
