/** The link among the arguments that the system started us with. Windows and Linux give it as the last; what comes with it is not ours. */
export function findLink(argv: readonly string[]): string | undefined {
  return argv.findLast((argument) => /^syncdeck:/i.test(argument));
}
