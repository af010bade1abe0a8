import { useConnection } from '#renderer/stores/connection.ts';

type Live = 'running' | 'pending' | 'paused';

/** How many jobs run, wait and are paused, as last told; null before the first connection. */
export function useLiveCounts(): Record<Live, number> | null {
  const queues = useConnection((store) => store.environment?.queues);
  if (!queues) return null;
  const sum = (of: Live) => queues.reduce((total, queue) => total + queue[of], 0);
  return { running: sum('running'), pending: sum('pending'), paused: sum('paused') };
}
