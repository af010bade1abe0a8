import { readFileSync } from 'node:fs';

/** CPU seconds and memory of a process, as Linux counts them. */
export function usageOf(pid: number): { cpu: number; rss: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, rss: pages * 4_096 };
}
