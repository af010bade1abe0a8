/** The first that fits is it: browsers name their relatives too. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bElectron\//, 'Electron'],
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?Chrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const find = (list: typeof PROGRAMS, userAgent: string): string | undefined => list.find(([pattern]) => pattern.test(userAgent))?.[1];

/** The program and the system behind a User-Agent, as far as it tells: `curl/7.88.1` is the program curl on an unknown system. */
export function readUserAgent(userAgent: string): { program: string; system: string | undefined } {
  const program = find(PROGRAMS, userAgent) ?? userAgent.split(/[/\s]/, 1)[0];
  return { program: program || userAgent, system: find(SYSTEMS, userAgent) };
}
