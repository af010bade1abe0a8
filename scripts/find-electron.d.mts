/** Electron's program, where the package has fetched it or whoever starts this names it. */
export function findProgram(): string | undefined;
/** Finds Electron, or fetches it. A failure is remembered for a day, in `note`, so that not every start tries again. */
export function findElectron(options?: {
  folder?: string;
  note?: string;
  env?: NodeJS.ProcessEnv;
  now?: number;
  say?: (line: string) => void;
}): Promise<{ program: string } | { why: string }>;
