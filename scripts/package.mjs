// `npm run package [-- what electron-builder takes]`: builds what is stale and makes the installers of this system into dist/packages; for another one,
// `npm run package -- --mac --x64` after `node scripts/add-target.mjs darwin x64`. It publishes nothing unless told to (`--publish always`).
import { buildWhenStale, checkNode, installPackages } from './prepare.mjs';

const asked = process.argv.slice(2);
checkNode();
try {
  await installPackages();
  await buildWhenStale();
  const { runElectronBuilder } = await import('./electron-builder.mjs');
  await runElectronBuilder([...(asked.includes('--publish') ? [] : ['--publish', 'never']), ...asked], { show: true });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
