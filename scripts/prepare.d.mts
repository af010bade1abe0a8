/** The project's folder. */
export const root: string;
/** The backend's bundle, dist/backend/main.mjs. */
export const mainFile: string;
/** Builds when the sources are not those of the last build, and says whether it had to. */
export function buildWhenStale(): Promise<boolean>;
