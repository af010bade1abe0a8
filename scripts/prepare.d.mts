/** The project's folder. */
export const root: string;
/** The backend's bundle, dist/backend/main.mjs. */
export const mainFile: string;
/** The console built for tests. */
export const testConsole: string;
/** Builds what is stale of these parts, or of all, and says whether there was any. */
export function buildWhenStale(names?: ('client' | 'backend' | 'renderer' | 'desktop' | 'test console')[]): Promise<boolean>;
