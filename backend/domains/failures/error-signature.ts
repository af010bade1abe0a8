const MAX = 255;

/** What differs between two failures of one cause, longest first, so that a URL's numbers don't survive its own replacement. */
const variable: [RegExp, string][] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '<url>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g, '<time>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<address>'],
  // Hashes, tokens and our own job ids: letters and digits mixed, eight or more.
  [/\b(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]*[0-9a-z]{8,}[\w-]*\b/gi, '<id>'],
  [/\d+(?:[.,]\d+)*/g, '<n>'],
];

/** A failure's message with numbers, ids, times and URLs taken out: failures of one cause have the same. At most 255 characters. */
export function errorSignature(message: string): string {
  const [firstLine = ''] = message.split('\n');
  const stripped = variable.reduce((text, [pattern, word]) => text.replace(pattern, word), firstLine);
  return stripped.replace(/\s+/g, ' ').trim().slice(0, MAX);
}
