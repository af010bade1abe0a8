const MOST = 200;

/** What should never be said; if it ever is, it does not reach a log. */
const SECRETS: [RegExp, string][] = [
  [/(with the password )\S+/g, '$1***'],
  [/(#sign-in=)\S+/g, '$1***'],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi, '$1***@'],
];

/** The last lines of a process's output, each also told as it comes. */
export interface LineRing {
  write(text: string): void;
  last(count?: number): string[];
}

export function createLineRing(onLine: (line: string) => void): LineRing {
  let lines: string[] = [];
  let begun = '';
  return {
    write(text) {
      const parts = (begun + text).split(/\r?\n/);
      begun = (parts.pop() as string).slice(-10_000);
      for (const part of parts) {
        if (part === '') continue;
        const line = SECRETS.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), part);
        lines.push(line);
        onLine(line);
      }
      if (lines.length > 2 * MOST) lines = lines.slice(-MOST);
    },
    last: (count = MOST) => lines.slice(-count),
  };
}
