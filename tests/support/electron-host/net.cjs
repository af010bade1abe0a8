const { readFile } = require('node:fs/promises');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { guard } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { offer } = require('./recorder.cjs');

const TYPES = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json' },
  ...{ '.map': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2' },
  ...{
    '.txt': 'text/plain',
    '.webp': 'image/webp',
    '.jpg': 'image/jpeg',
    '.wasm': 'application/wasm',
    '.webmanifest': 'application/manifest+json',
  },
};
let isOnline = true;

/** Chromium's network is Node's here; and it reads files, which Node's doesn't. */
async function fetchAsElectron(input, options) {
  lifecycle.needReady('Session can only be received when app is ready');
  const url = new URL(typeof input === 'string' ? input : (input.url ?? input.href));
  if (url.protocol !== 'file:') return fetch(input, options);
  try {
    const body = await readFile(fileURLToPath(url));
    return new Response(body, { headers: { 'content-type': TYPES[path.extname(url.pathname)] ?? 'application/octet-stream' } });
  } catch {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  }
}

const net = guard(
  {
    fetch: fetchAsElectron,
    isOnline: () => isOnline,
    get online() {
      return isOnline;
    },
  },
  'net',
  __filename,
);

offer({
  setOnline(value) {
    isOnline = value;
  },
});

module.exports = { net };
