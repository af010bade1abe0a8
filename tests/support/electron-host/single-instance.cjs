// One instance of a data folder: a lock that one process can hold, and a socket on which the others leave their command line.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

/** Sends what stands on stdin to the socket, and waits until it has been taken: a process of its own, because the call has to answer at once. */
const MESSENGER = `
  const socket = require('node:net').connect(process.argv[1]);
  process.stdin.pipe(socket);
  socket.on('data', () => process.exit(0)).on('error', () => process.exit(1)).on('end', () => process.exit(1));
`;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** @param onSecond hears (argv, workingDirectory, additionalData) of each other instance */
function createSingleInstance(onSecond) {
  let server;

  const placesOf = (userData) => {
    mkdirSync(userData, { recursive: true });
    // A socket's path may only be short.
    const mark = createHash('sha256').update(path.resolve(userData)).digest('hex').slice(0, 16);
    return { lock: path.join(userData, 'test-host.lock'), socket: path.join(os.tmpdir(), `electron-host-${mark}.sock`) };
  };

  function tryLock(lock) {
    for (;;) {
      try {
        writeFileSync(lock, String(process.pid), { flag: 'wx' });
        return true;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const owner = Number(readFileSync(lock, 'utf8'));
      if (owner > 0 && isAlive(owner)) return false;
      rmSync(lock, { force: true });
    }
  }

  function listen(socket) {
    rmSync(socket, { force: true });
    server = net.createServer({ allowHalfOpen: true }, (connection) => {
      const parts = [];
      connection.on('error', () => {});
      connection.on('data', (part) => parts.push(part));
      connection.on('end', () => {
        const { argv, workingDirectory, additionalData } = JSON.parse(Buffer.concat(parts).toString('utf8'));
        connection.end('taken');
        onSecond(argv, workingDirectory, additionalData);
      });
    });
    server.listen(socket);
    server.unref();
  }

  return {
    /** @returns whether this is the one; otherwise the one has been told */
    request(userData, additionalData) {
      if (server) return true;
      const { lock, socket } = placesOf(userData);
      if (tryLock(lock)) {
        listen(socket);
        process.once('exit', () => rmSync(lock, { force: true }));
        return true;
      }
      const input = JSON.stringify({ argv: process.argv, workingDirectory: process.cwd(), additionalData: additionalData ?? null });
      spawnSync(process.execPath, ['-e', MESSENGER, socket], { input, timeout: 10_000 });
      return false;
    },
    release(userData) {
      server?.close();
      server = undefined;
      rmSync(placesOf(userData).lock, { force: true });
    },
    has: () => server !== undefined,
  };
}

module.exports = { createSingleInstance };
