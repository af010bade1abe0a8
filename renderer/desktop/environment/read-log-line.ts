export interface ReadLine {
  at: Date | null;
  level: 'info' | 'warn' | 'error' | '';
  message: string;
}

const levelOf = (level: unknown): ReadLine['level'] => {
  if (typeof level === 'number') return level >= 50 ? 'error' : level >= 40 ? 'warn' : 'info';
  return level === 'error' || level === 'fatal' ? 'error' : level === 'warn' ? 'warn' : level === 'info' ? 'info' : '';
};

/** What the backend logs is JSON (pino's); what is no JSON is what something else printed, as it is. */
export function readLogLine(line: string): ReadLine {
  try {
    const { time, level, msg, err } = JSON.parse(line) as { time?: unknown; level?: unknown; msg?: unknown; err?: { message?: unknown } };
    const at = typeof time === 'number' || typeof time === 'string' ? new Date(time) : null;
    const message = [msg, err?.message].filter((part) => typeof part === 'string' && part !== '').join(': ');
    if (message === '') return { at: null, level: '', message: line };
    return { at: at && Number.isFinite(at.getTime()) ? at : null, level: levelOf(level), message };
  } catch {
    return { at: null, level: '', message: line };
  }
}
