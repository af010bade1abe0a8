import { safeStorage } from 'electron';
import type { KeyStore } from '#electron/connections/remote/token-vault.ts';

const why = {
  linux:
    'No key store answers on this system (GNOME Keyring or KWallet). Sign-ins are kept until Syncdeck quits, and never written to the disk.',
  other: 'The system’s key store does not answer. Sign-ins are kept until Syncdeck quits, and never written to the disk.',
};

/** The system's key store, through Electron's safeStorage. Only once the app is ready. */
export const systemKeyStore: KeyStore = {
  async status() {
    const isLinux = process.platform === 'linux';
    // Chromium would encrypt with a password that stands in its source.
    const isPlain = isLinux && safeStorage.getSelectedStorageBackend() === 'basic_text';
    if (!isPlain && (await safeStorage.isAsyncEncryptionAvailable())) return { isAvailable: true };
    return { isAvailable: false, why: isLinux ? why.linux : why.other };
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (sealed) => (await safeStorage.decryptStringAsync(sealed)).result,
};
