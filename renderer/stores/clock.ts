import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The time in milliseconds, rounded down to `stepMs`: who shows minutes renders once a minute. One timer serves the whole page, and ages
 * count on whatever the connection does.
 */
export function useNow(stepMs = 1_000): number {
  return useSyncExternalStore(subscribe, () => {
    // Without a timer nobody moves it on; within a render it must stay what it is.
    if (!timer && Date.now() - now > 1_000) now = Date.now();
    return Math.floor(now / stepMs) * stepMs;
  });
}
