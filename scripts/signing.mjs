/** What electron-builder signs with, where it is set. A workflow sets all of them, and those whose secret is not there to nothing. */
const NAMES = [
  'CSC_LINK',
  'CSC_KEY_PASSWORD',
  'WIN_CSC_LINK',
  'WIN_CSC_KEY_PASSWORD',
  'APPLE_ID',
  'APPLE_APP_SPECIFIC_PASSWORD',
  'APPLE_TEAM_ID',
];

function describe(platform, env) {
  const has = (...names) => names.every((name) => env[name]);
  if (platform === 'linux')
    return 'The packages for Linux carry no signature; an update is checked against the hash that its release names.';
  if (platform === 'win32') {
    return has('WIN_CSC_LINK') || has('CSC_LINK')
      ? 'The installer for Windows is signed.'
      : 'The installer for Windows is not signed (there is no WIN_CSC_LINK): SmartScreen warns of it.';
  }
  if (!has('CSC_LINK')) return 'The app for macOS is not signed (there is no CSC_LINK): Gatekeeper stops it, and it can’t update itself.';
  return has('APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID')
    ? 'The app for macOS is signed and notarized.'
    : 'The app for macOS is signed but not notarized (APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD and APPLE_TEAM_ID are not all there): Gatekeeper stops it.';
}

/**
 * The environment to package with, and what becomes of it in a sentence.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform whom the package is for, as Node has it
 * @returns {{ env: NodeJS.ProcessEnv, says: string }}
 */
export function readSigning(env, platform) {
  // electron-builder takes an empty value for a certificate that it can't find.
  const clean = Object.fromEntries(Object.entries(env).filter(([name, value]) => value || !NAMES.includes(name)));
  // On a machine that is nobody's own, a certificate that happens to lie in its keychain is nobody's choice.
  if (platform === 'darwin' && env.CI && !clean.CSC_LINK) clean.CSC_IDENTITY_AUTO_DISCOVERY = 'false';
  return { env: clean, says: describe(platform, clean) };
}
