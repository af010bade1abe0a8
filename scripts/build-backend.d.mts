/** Bundles the backend, and gives the path of its main.mjs; `alias` puts another module in place of one, by its specifier. */
export function buildBackend(options?: { outDir?: string; entry?: string; alias?: Record<string, string> }): Promise<string>;
