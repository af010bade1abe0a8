import { MessageChannelMain, type Session, safeStorage, utilityProcess } from 'electron';
import type { BackendChild, ForkBackend } from './local/backend-child.ts';
import type { CreateChannel, MainPort } from './ports.ts';
import type { ResolveProxy } from './remote/find-way.ts';
import type { KeyStore } from './remote/token-vault.ts';

// What the connections need of Electron, and nothing else: they themselves run in plain Node, and are tested there.

export const createChannel: CreateChannel = () => {
  const { port1, port2 } = new MessageChannelMain();
  return { port1, port2 };
};

/** The port as Electron posts it on, to a window or a utility process: what `createChannel` made is one of its own. */
export const toTransfer = (port: MainPort) => port as Electron.MessagePortMain;

/** Forks dist/backend/main.mjs; it listens on a free port of loopback, and has its data in a folder of the app's own. */
export function forkUtility(options: { entry: string; dataFolder: string; env: NodeJS.ProcessEnv }): ForkBackend {
  return () => {
    const child = utilityProcess.fork(
      options.entry,
      ['--headless', '--host', '127.0.0.1', '--port', '0', '--data-dir', options.dataFolder],
      { serviceName: 'Syncdeck backend', stdio: 'pipe', env: options.env as Record<string, string> },
    );
    return {
      get pid() {
        return child.pid;
      },
      postMessage: (message, ports = []) => child.postMessage(message, ports.map(toTransfer)),
      onMessage: (listener) => child.on('message', listener),
      onOutput(listener) {
        for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => listener(chunk.toString()));
      },
      onExit: (listener) => child.once('exit', listener),
      kill() {
        // Electron's own kill asks politely; who did not stop when asked is ended.
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      },
    } satisfies BackendChild;
  };
}

const NO_STORE: Record<string, string> = {
  linux: 'this system has no key store that the app could use (GNOME Keyring or KWallet)',
  darwin: 'the Keychain is not available',
  win32: 'the Data Protection API is not available',
};

/** The system's key store. Where Linux has none, Electron would encrypt with a password that stands in its source: that is none. */
export const systemKeyStore: KeyStore = {
  async status() {
    const isBasic = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
    if (!isBasic && (await safeStorage.isAsyncEncryptionAvailable())) return { isAvailable: true };
    return { isAvailable: false, why: NO_STORE[process.platform] ?? 'this system has no key store' };
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (sealed) => (await safeStorage.decryptStringAsync(sealed)).result,
};

export const resolveProxyOf =
  (session: Session): ResolveProxy =>
  (url) =>
    session.resolveProxy(url);
