// Bundles the backend (or another `entry` over its parts, for tests and benches) into one file that Node runs as it is: `node dist/backend/main.mjs --headless`.
// Packages stay outside, in node_modules; the project's own #contract/* and #backend/* come in.
import path from 'node:path';
import { rolldown } from 'rolldown';
import { buildBeside } from './build-beside.mjs';
import { root } from './root.mjs';

/** Relative and absolute paths, and the package.json imports, are the project's own; every other name is a package. */
const isPackage = (id) => !/^[./#]/.test(id) && !path.isAbsolute(id);

/**
 * @param {{ outDir?: string, entry?: string, alias?: Record<string, string> }} [options] `alias` puts another module in place of one, for tests.
 */
export async function buildBackend({ outDir = 'dist/backend', entry = 'backend/main.ts', alias = {} } = {}) {
  const target = path.resolve(root, outDir);
  await buildBeside(target, async (fresh) => {
    const bundle = await rolldown({
      cwd: root,
      input: { main: path.join(root, entry) },
      platform: 'node',
      external: (id) => !(id in alias) && isPackage(id),
      resolve: { alias },
      tsconfig: false,
      onLog(level, log, report) {
        // What can't be found would only fail when the backend runs.
        if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
        report(level, log);
      },
    });
    try {
      await bundle.write({ dir: fresh, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs', sourcemap: true });
    } finally {
      await bundle.close();
    }
  });
  return path.join(target, 'main.mjs');
}
