import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process is there; a zombie, which only waits to be counted out, is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statFields(pid)?.[0] !== 'Z';
}

/** The fields of /proc/<pid>/stat behind the name, or null where there is no /proc. The first is the state. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null; // not Linux, or gone: whoever asks then knows less, and errs on the side of "alive"
  }
}

/** When a process began, in the system's ticks; null where the system does not tell. */
export function processStart(pid: number): string | null {
  return statFields(pid)?.[19] ?? null;
}

/** A process's command line, or an empty string where it is gone. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    if (process.platform === 'linux' || process.platform === 'win32') return '';
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // ps ends with 1 where there is no such process
  }
}

/** Waits until a process is gone; false when it is still there after `withinMs`. */
export async function isGoneWithin(pid: number, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; isAlive(pid); ) {
    if (Date.now() > end) return false;
    await sleep(25);
  }
  return true;
}
