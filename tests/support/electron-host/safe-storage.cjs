const { createCipheriv, createDecipheriv, randomBytes } = require('node:crypto');
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { app } = require('./app.cjs');
const { guard } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');

/** ELECTRON_HOST_NO_KEY_STORE=1: a system without one, as a bare Linux session is. */
const hasKeyStore = process.env.ELECTRON_HOST_NO_KEY_STORE !== '1';
let mayUsePlainText = false;

/** The key of the "system's" store: a file in the data folder, so that a second start reads what the first wrote. */
function readKey() {
  const file = path.join(app.getPath('userData'), 'test-host.key');
  try {
    return readFileSync(file);
  } catch {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
    return readFileSync(file);
  }
}

const isAvailable = () => lifecycle.isReady && (hasKeyStore || mayUsePlainText);
function need(method, text) {
  lifecycle.needReady('safeStorage cannot be used before app is ready');
  if (!isAvailable())
    throw new Error(
      `Error while ${text} to safeStorage.${method}. ${text.startsWith('enc') ? 'Encryption' : 'Decryption'} is not available.`,
    );
}

function encryptString(text) {
  if (typeof text !== 'string') throw new TypeError('Error processing argument at index 0, conversion failure');
  need('encryptString', 'encrypting the text provided');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', readKey(), nonce);
  return Buffer.concat([Buffer.from('v11'), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function decryptString(encrypted) {
  if (!Buffer.isBuffer(encrypted)) throw new TypeError('Expected the first argument of decryptString() to be a buffer');
  need('decryptString', 'decrypting the ciphertext provided');
  if (encrypted.subarray(0, 3).toString() !== 'v11') {
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Ciphertext does not appear to be encrypted.',
    );
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', readKey(), encrypted.subarray(3, 15));
    decipher.setAuthTag(encrypted.subarray(-16));
    return decipher.update(encrypted.subarray(15, -16), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  }
}

const safeStorage = guard(
  {
    isEncryptionAvailable: isAvailable,
    getSelectedStorageBackend: () => (!lifecycle.isReady ? 'unknown' : hasKeyStore ? 'gnome_libsecret' : 'basic_text'),
    setUsePlainTextEncryption(may) {
      mayUsePlainText = may;
    },
    encryptString,
    decryptString,
    async isAsyncEncryptionAvailable() {
      await lifecycle.whenReady;
      return isAvailable();
    },
    encryptStringAsync: async (text) => encryptString(text),
    decryptStringAsync: async (encrypted) => ({ result: decryptString(encrypted), shouldReEncrypt: false }),
  },
  'safeStorage',
  __filename,
);

module.exports = { safeStorage };
