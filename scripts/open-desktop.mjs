import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/** An end within this, in one of these ways, is a program that this system can't run: a library is missing, or the sandbox may not start. */
const SOON_MS = 10_000;
const COULD_NOT_RUN = new Set([126, 127, 'SIGTRAP', 'SIGABRT', 'SIGILL']);
/** Electron quits in good order at the first signal, and dies at the next. One Ctrl+C comes twice here: from the terminal, and from npm. */
const SAME_WITHIN_MS = 1_000;
const isWindows = process.platform === 'win32';

/** Hands the signals of this process on to the app, each wish once. @returns what ends that */
function handSignalsOn(child) {
  let last = -Infinity;
  const hand = (signal) => {
    const now = performance.now();
    // On Windows Ctrl+C has reached the app already, and a signal would only kill it.
    if (!isWindows && now - last > SAME_WITHIN_MS) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    last = now;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, hand);
  return () => {
    for (const signal of signals) process.off(signal, hand);
  };
}

/**
 * Runs the built app with Electron to its end; what ends this process ends that one.
 * @returns {Promise<{ code: number } | { why: string }>} its exit code, or why it never got as far
 */
export function openDesktop(program, args, { env = process.env } = {}) {
  return new Promise((resolve) => {
    const since = performance.now();
    // Set by other programs that are Electron themselves, such as an editor's terminal: it would make a bare Node of this one.
    const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
    // In a group of its own, so that a terminal's Ctrl+C comes to it through this process alone.
    const child = spawn(program, [root, ...args], { cwd: root, env: rest, stdio: 'inherit', detached: !isWindows });
    const stopHanding = handSignalsOn(child);
    const settle = (outcome) => {
      stopHanding();
      resolve(outcome);
    };
    child.on('error', (error) => settle({ why: `Electron could not be started (${error.message})` }));
    child.on('close', (code, signal) => {
      const end = code ?? signal;
      const isStillborn = COULD_NOT_RUN.has(end) && performance.now() - since < SOON_MS;
      settle(isStillborn ? { why: `Electron ended with ${end} before it opened` } : { code: code ?? 1 });
    });
  });
}
