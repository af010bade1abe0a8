import { useSyncExternalStore } from 'react';

/** What can change the value of a colour token. */
const QUERIES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'];

let version = 0;

function watch(notify: () => void): () => void {
  const change = () => {
    version++;
    notify();
  };
  const observer = new MutationObserver(change);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const queries = QUERIES.map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', change);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', change);
  };
}

/** A number that changes when colours do: a canvas keeps those with which it was painted. */
export const useThemeVersion = (): number => useSyncExternalStore(watch, () => version);
