/** The environment to package with, and what becomes of it in a sentence. `platform` is whom the package is for, as Node has it. */
export function readSigning(env: NodeJS.ProcessEnv, platform: string): { env: NodeJS.ProcessEnv; says: string };
