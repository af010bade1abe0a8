/** Calls `work` once for any number of calls, at most every `everyMs`: the first at once where it can be, the last never lost. */
export function atMost(everyMs: number, work: () => void): { (): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const run = () => {
    timer = undefined;
    last = performance.now();
    work();
  };
  const ask = () => {
    if (timer) return;
    // Never within the call: who changes two things at once is followed by one.
    timer = setTimeout(run, Math.max(0, everyMs - (performance.now() - last)));
  };
  return Object.assign(ask, { stop: () => clearTimeout(timer) });
}
