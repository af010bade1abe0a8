import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function findUpwards(folder) {
  return existsSync(path.join(folder, 'package.json')) ? folder : findUpwards(path.dirname(folder));
}

/** The project's folder. Looked for upwards, because this file lies elsewhere once it is bundled into a test or a bench. */
export const root = findUpwards(path.dirname(fileURLToPath(import.meta.url)));
