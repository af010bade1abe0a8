import { once } from 'node:events';

/** The backend promises to stop within 10 s. */
const STOP_WITHIN_MS = 12_000;

/**
 * A child process that is ended and started anew, one at a time.
 * @param {() => import('node:child_process').ChildProcess} start
 * @param {(code: number | string) => void} onEnd for an end that nobody here asked for
 */
export function createRestartable(start, onEnd) {
  let child;
  let queue = Promise.resolve();
  const isOver = (one) => !one || one.exitCode !== null || one.signalCode !== null;

  function begin() {
    const fresh = start();
    child = fresh;
    fresh.once('close', (code, signal) => {
      if (child === fresh) onEnd(code ?? signal);
    });
  }

  async function end() {
    const old = child;
    child = undefined;
    if (isOver(old)) return;
    const closed = once(old, 'close');
    old.kill('SIGTERM');
    const late = setTimeout(() => old.kill('SIGKILL'), STOP_WITHIN_MS);
    await closed;
    clearTimeout(late);
  }

  /** One after another, however often it is asked. */
  const inTurn = (work) => {
    queue = queue.then(work, work);
    return queue;
  };
  return {
    start: () => inTurn(begin),
    restart: () =>
      inTurn(async () => {
        await end();
        begin();
      }),
    end: () => inTurn(end),
  };
}
