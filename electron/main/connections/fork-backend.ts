import { type MessagePortMain, utilityProcess } from 'electron';
import type { ForkBackend, FromBackend } from '#electron/connections/local/backend-child.ts';

interface ForkDeps {
  /** The program, as a file outside of any archive. */
  entry: string;
  dataFolder: string;
}

/** Starts the local backend as a utility process: Node, with ports of Electron's, and no need of a Node on the machine. */
export const createForkBackend =
  ({ entry, dataFolder }: ForkDeps): ForkBackend =>
  () => {
    // It listens for the API's users on this machine; the app itself needs no port, so any that is free will do.
    const args = ['--data-dir', dataFolder, '--host', '127.0.0.1', ...(process.env.PORT === undefined ? ['--port', '0'] : [])];
    const child = utilityProcess.fork(entry, args, { serviceName: 'Syncdeck backend', stdio: 'pipe' });
    return {
      get pid() {
        return child.pid;
      },
      postMessage: (message, ports = []) => child.postMessage(message, ports as unknown as MessagePortMain[]),
      onMessage: (listener) => child.on('message', (message: FromBackend) => listener(message)),
      onOutput(listener) {
        for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => listener(data.toString('utf8')));
      },
      onExit: (listener) => child.once('exit', (code) => listener(code)),
      kill() {
        // Electron's own is SIGTERM, which one that hangs does not hear.
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      },
    };
  };
