import { useEffect, useRef } from 'react';
import type { AroundNavHandler } from 'wouter';

type Guard = (to: string) => boolean | Promise<boolean>;

let guard: Guard | undefined;

/** Every way to another address of the console, but the browser's own back and forward, leads through here. */
export const askBeforeLeaving: AroundNavHandler = (navigate, to, options) => {
  if (!guard) return navigate(to, options);
  const answer = guard(to);
  if (answer === true) return navigate(to, options);
  if (answer !== false) void answer.then((mayLeave) => mayLeave && navigate(to, options));
};

/** While `isOn`, `ask` is asked whether the page may be left for an address; the browser asks by itself before it closes the page. */
export function useLeaveGuard(isOn: boolean, ask: Guard): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (!isOn) return;
    const mine: Guard = (to) => latest.current(to);
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    guard = mine;
    window.addEventListener('beforeunload', beforeUnload);
    return () => {
      window.removeEventListener('beforeunload', beforeUnload);
      if (guard === mine) guard = undefined;
    };
  }, [isOn]);
}
