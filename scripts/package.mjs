// `npm run package [-- what electron-builder takes]`: builds what is stale and makes the installers of this system into dist/packages; for another one,
// `npm run package -- --mac --x64` after `node scripts/add-target.mjs darwin x64`. It publishes nothing unless told to (`--publish always`).
import { appendFileSync } from 'node:fs';
import { buildWhenStale, checkNode, installPackages } from './prepare.mjs';
import { readSigning } from './signing.mjs';

const asked = process.argv.slice(2);

function findPlatform() {
  if (asked.some((arg) => /^(-m|--mac|--macos)$/.test(arg))) return 'darwin';
  if (asked.some((arg) => /^(-w|--win|--windows)$/.test(arg))) return 'win32';
  return asked.some((arg) => /^(-l|--linux)$/.test(arg)) ? 'linux' : process.platform;
}

checkNode();
try {
  await installPackages();
  await buildWhenStale();
  const { env, says } = readSigning(process.env, findPlatform());
  const { runElectronBuilder } = await import('./electron-builder.mjs');
  await runElectronBuilder([...(asked.includes('--publish') ? [] : ['--publish', 'never']), ...asked], { show: true, env });
  console.log(says);
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${says}\n`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
