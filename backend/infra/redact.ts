import { stdSerializers } from 'pino';

const HIDDEN = '[redacted]';
/** Names of fields whose values are nobody's business, however they are written: accessToken, x-api-key, SYNCDECK_JWT_SECRET … */
const SECRET = /pass(word|wd|phrase)?$|token$|secret|authorization|cookie|credential|api-?_?key|connection-?_?string|private-?_?key/i;
/** Deeper than this nothing is shown: what is logged is not walked for ever. */
const DEEPEST = 8;
const MOST_ITEMS = 200;

/** In a text: credentials of a URL, secrets of its query, bearer tokens, JWTs, and our own API tokens. */
const IN_TEXT: [RegExp, string][] = [
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]*(?:[^\s"'<>]*@|@)(?=[^\s/@"'<>]+)/gi, `$1***@`],
  [/([?&;][^=&\s"']*(?:token|password|passwd|secret|key|code|signature|auth)=)[^&\s"'#]+/gi, `$1${HIDDEN}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, HIDDEN],
  [/\bsdk_[\w-]{10,}/g, HIDDEN],
];

/** pg hangs the whole client on an error of its connection: pages of its insides, of which nothing helps anybody. */
function fieldsOfError(error: Error): object {
  const { client: _client, ...fields } = stdSerializers.err(error) as { client?: unknown };
  return fields;
}

export function redactText(text: string): string {
  let clean = text;
  for (const [pattern, instead] of IN_TEXT) clean = clean.replace(pattern, instead);
  return clean;
}

/** A copy of what is about to be logged, without secrets, at any depth. */
export function redact(value: unknown, depth = 0, above: readonly object[] = []): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (value instanceof Date) return value;
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
