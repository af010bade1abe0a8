/** Runs the built app with Electron to its end: its exit code, or why it never got as far. */
export function openDesktop(
  program: string,
  args: readonly string[],
  options?: { env?: NodeJS.ProcessEnv },
): Promise<{ code: number } | { why: string }>;
