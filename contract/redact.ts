const HIDDEN = '[redacted]';
/** Names of fields whose values are nobody's business, however they are written: accessToken, x-api-key, SYNCDECK_JWT_SECRET … */
const SECRET = /pass(word|wd|phrase)?$|token$|secret|authorization|cookie|credential|api-?_?key|connection-?_?string|private-?_?key/i;
/** Deeper than this nothing is shown: what is logged is not walked for ever. */
const DEEPEST = 8;
const MOST_ITEMS = 200;

type Replacement = readonly [pattern: RegExp, instead: string];

/** In a text: credentials of a URL, secrets of its query and of a one-time link, of JSON, bearer tokens, JWTs, and our own API tokens. */
const IN_TEXT: readonly Replacement[] = [
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]*(?:[^\s"'<>]*@|@)(?=[^\s/@"'<>]+)/gi, '$1***@'],
  [/([?&;#][^=&\s"']*(?:token|password|passwd|secret|key|code|signature|auth|sign-in)=)[^&\s"'#]+/gi, `$1${HIDDEN}`],
  [/("[^"]*(?:token|password|passwd|secret|authorization|cookie|apikey|api_key)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, `$1"${HIDDEN}"`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, HIDDEN],
  [/\bsdk_[\w-]{10,}/g, HIDDEN],
];

/** What backend and app agree to call a secret, and keep out of what they log. */
export interface Redaction {
  /** The text without secrets. URLs keep their host and path: those are needed to find a fault. */
  redactText(text: string): string;
  /** A copy of what is about to be logged, without secrets, at any depth. */
  redact(value: unknown): unknown;
}

/** `fieldsOfError`: what is logged of an error; `inText`: what a log of its own kind has to look for beside the rest. */
export function createRedaction(options: { fieldsOfError(error: Error): object; inText?: readonly Replacement[] }): Redaction {
  const { fieldsOfError, inText = [] } = options;
  const replacements = [...IN_TEXT, ...inText];

  const redactText = (text: string): string => replacements.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);

  function redact(value: unknown, depth: number, above: readonly object[]): unknown {
    if (typeof value === 'string') return redactText(value);
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    if (value instanceof URL) return redactText(value.href);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (above.includes(value)) return '[circular]';
    if (depth >= DEEPEST) return '[deeper]';
    const path = [...above, value];
    if (Array.isArray(value) || value instanceof Set) return [...value].slice(0, MOST_ITEMS).map((item) => redact(item, depth + 1, path));
    const fields = value instanceof Error ? fieldsOfError(value) : value instanceof Map ? Object.fromEntries(value) : value;
    return Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        SECRET.test(name) && field !== null && field !== undefined && typeof field !== 'boolean' ? HIDDEN : redact(field, depth + 1, path),
      ]),
    );
  }
  return { redactText, redact: (value) => redact(value, 0, []) };
}
