// `npm run dev [-- options]`: the app, or where it can't be opened the web console, with what changes: a change of the renderer is put into the page,
// one of main, preload or bridge restarts the app, one of the backend restarts the backend (in the app: the app, whose child it is).
// The options are those of `npm start`; ELECTRON_EXEC_PATH names another Electron.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chooseSurface, isForApp, readSurfaceFacts } from './choose-surface.mjs';
import { findElectron } from './find-electron.mjs';
import { buildWhenStale, checkNode, installPackages, mainFile, root, sourcesOf } from './prepare.mjs';
import { createRestartable } from './restartable.mjs';

/** Editors write a file in several steps, and a branch changes many at once. */
const SETTLES_WITHIN_MS = 150;
const HOST = '127.0.0.1';
const args = process.argv.slice(2);

const say = (line) => console.log(line);

async function choose() {
  const facts = readSurfaceFacts(args);
  const first = chooseSurface(facts);
  if (first.surface === 'web') return first;
  const electron = await findElectron();
  return { ...chooseSurface({ ...facts, electron }), program: electron.program };
}

async function findFreePort() {
  const server = createServer().listen(0, HOST);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The renderer with hot reload. Before a backend it hands on what is the backend's, so that a page finds both at one address. */
async function serveRenderer(backend) {
  const { resolveConfig } = await import('electron-vite');
  const { createLogger, createServer: createVite, mergeConfig } = await import('vite');
  const logger = createLogger('info', { allowClearScreen: false });
  const { error } = logger;
  // While the backend starts anew nobody is there to hand things on to, and the page comes back by itself.
  logger.error = (message, options) => {
    if (!/proxy (socket )?error/.test(message) || !/ECONN(REFUSED|RESET)/.test(options?.error?.code ?? message)) error(message, options);
  };
  const { config } = await resolveConfig({ root }, 'serve', 'development');
  const proxy = backend && Object.fromEntries(['/v4', '/health', '/metrics'].map((place) => [place, { target: backend }]));
  const server = await createVite(
    mergeConfig(config.renderer, {
      configFile: false,
      customLogger: logger,
      server: { host: HOST, port: 5173, ...(backend ? { proxy: { ...proxy, '/socket.io': { target: backend, ws: true } } } : {}) },
    }),
  );
  await server.listen();
  return { server, address: `http://${HOST}:${server.httpServer.address().port}` };
}

/** The backend on a port of its own. It names its own address, where no page is hot: the line is said with the other. */
function startBackend(port, address) {
  const own = new RegExp(`http://[^\\s/]+:${port}`, 'g');
  const options = args.filter((arg) => arg !== '--web' && !isForApp(arg));
  const child = spawn(process.execPath, ['--enable-source-maps', mainFile, ...options, '--host', HOST, '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => say(line.replace(own, address)));
  return child;
}

const startApp = (program, address) =>
  spawn(program, [root, ...args], { cwd: root, env: { ...process.env, ELECTRON_RENDERER_URL: address }, stdio: 'inherit' });

/** Builds what a change made stale, and starts anew what runs it. */
function followChanges(watcher, parts, restart) {
  const waiting = new Set();
  let timer;
  const places = new Map(parts.map((part) => [part, part.builds.flatMap(sourcesOf).map((name) => path.join(root, name))]));
  const isBelow = (file, place) => file === place || file.startsWith(place + path.sep);

  async function settle() {
    for (const part of [...waiting]) {
      waiting.delete(part);
      const since = performance.now();
      try {
        if (!(await buildWhenStale(part.builds))) continue;
        say(`Built ${part.name} in ${((performance.now() - since) / 1_000).toFixed(1)} s.`);
        await restart();
      } catch (error) {
        // What ran before goes on; the next change may mend it.
        console.error(error.message);
      }
    }
  }
  watcher.add([...places.values()].flat());
  watcher.on('all', (_event, file) => {
    for (const part of parts) {
      if (places.get(part).some((place) => isBelow(file, place))) waiting.add(part);
    }
    if (waiting.size === 0) return;
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLES_WITHIN_MS);
  });
}

async function main() {
  await installPackages();
  const { surface, why, program } = await choose();
  if (why) say(`${why}: serving the web console instead.`);
  const isWeb = surface === 'web';
  await buildWhenStale(['client', 'backend', ...(isWeb ? [] : ['desktop'])]);

  const port = isWeb ? await findFreePort() : undefined;
  const { server, address } = await serveRenderer(isWeb ? `http://${HOST}:${port}` : undefined);
  let stopping = false;
  const child = createRestartable(isWeb ? () => startBackend(port, address) : () => startApp(program, address), (code) => {
    // The app was closed; a backend that fell over may be mended by the next change.
    if (isWeb) console.error(`The backend ended with ${code}. It is started again at the next change.`);
    else stop(typeof code === 'number' ? code : 1);
  });
  async function stop(code) {
    if (stopping) return;
    stopping = true;
    await child.end();
    await server.close();
    process.exit(code);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));

  await child.start();
  const parts = [
    { name: 'the backend', builds: ['client', 'backend'] },
    { name: 'the app', builds: ['desktop'] },
  ];
  followChanges(server.watcher, isWeb ? parts.slice(0, 1) : parts, child.restart);
}

checkNode();
main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
