/** Text in quotes, whatever it holds. */
export const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** What stood between quotes without its escapes: a backslash escapes a quote or another backslash; before anything else it is itself. */
export const unquote = (text: string): string => text.replace(/\\(["\\])/g, '$1');

/** A field's value as it must be written: in quotes only where it would be read as something else without. */
export const quoteValue = (value: string): string => (/^[^\s,"]+$/.test(value) ? value : quote(value));

/** A free word as it must be written. */
export const quoteWord = (word: string): string => (/^[^\s":-][^\s":]*$/.test(word) ? word : quote(word));
