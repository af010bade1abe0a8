import { setTimeout as sleep } from 'node:timers/promises';

/** How long is too long for anything: no promise, so that a busy machine is none. */
const WITHIN_MS = 60_000;

/** Waits for a fact: asks every few milliseconds until there is an answer. @throws when there is none in time, with what was waited for. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  withinMs = WITHIN_MS,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false && answer !== null) return answer;
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain until ${what}`);
    await sleep(20);
  }
}
