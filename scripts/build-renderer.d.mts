export function buildRenderer(options?: { target?: string; minify?: boolean }): Promise<void>;
