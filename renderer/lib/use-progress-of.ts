import { useEffect } from 'react';
import { useConsole } from './console.ts';

/** Live progress of these jobs while the component shows them. */
export function useProgressOf(jobIds: readonly string[]): void {
  const { progressWatch } = useConsole();
  const key = jobIds.join();
  useEffect(() => progressWatch.watch(key === '' ? [] : key.split(',')), [progressWatch, key]);
}
