import path from 'node:path';
import { MessageChannelMain, session } from 'electron';
import { createEnvironments, type EnvironmentConnections } from '#electron/connections/create-environments.ts';
import type { MainPort } from '#electron/connections/ports.ts';
import { openTokenVault, type TokenVault } from '#electron/connections/remote/token-vault.ts';
import type { SettingsStore } from '#electron/settings/settings-store.ts';
import type { Log } from '../log/log.ts';
import type { Paths } from '../paths.ts';
import { createForkBackend } from './fork-backend.ts';
import { systemKeyStore } from './key-store.ts';

interface ConnectionsDeps {
  paths: Paths;
  settings: SettingsStore;
  onBackendLine(line: string): void;
  log: Log;
}

/** Connects to the environments of the settings, by what Electron has for that: a utility process, its ports, the key store, the proxy. */
export async function openConnections({
  paths,
  settings,
  onBackendLine,
  log,
}: ConnectionsDeps): Promise<{ environments: EnvironmentConnections; vault: TokenVault }> {
  const vault = await openTokenVault({
    file: path.join(paths.userData, 'sign-ins.json'),
    keyStore: systemKeyStore,
    onError: (err) => log.error({ err }, 'The sign-ins could not be kept'),
  });
  if (!vault.keyStore.isAvailable) log.warn(vault.keyStore.why);
  const environments = createEnvironments({
    settings: {
      read: () => settings.read().environments,
      write: (environments) => void settings.write({ environments }),
    },
    startsLocal: settings.read().startsLocal,
    forkBackend: createForkBackend({ entry: paths.backend, dataFolder: paths.data }),
    createChannel() {
      const { port1, port2 } = new MessageChannelMain();
      return { port1: port1 as unknown as MainPort, port2: port2 as unknown as MainPort };
    },
    vault,
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    onBackendLine,
  });
  return { environments, vault };
}
