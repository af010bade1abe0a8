// Puts a .br and a .gz beside each file of a built renderer that is worth it, for the backend to send as they are: the best compression
// takes seconds, once, and nothing at each request.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Not source maps: whoever debugs fetches them by hand. */
const TEXT = /\.(?:html|js|css|json|svg|webmanifest|txt)$/;
/** Below this a file fits into a packet or two as it is. */
const LEAST_BYTES = 1_024;

const encodings = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

async function compressFile(file) {
  const bytes = await readFile(file);
  if (bytes.length < LEAST_BYTES) return;
  await Promise.all(
    Object.entries(encodings).map(async ([extension, compress]) => {
      const compressed = await compress(bytes);
      if (compressed.length < bytes.length) await writeFile(`${file}.${extension}`, compressed);
    }),
  );
}

/** @param {string} folder */
export async function compressRenderer(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name));
  await Promise.all(files.map((entry) => compressFile(path.join(entry.parentPath, entry.name))));
}
