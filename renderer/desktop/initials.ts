/** A name in two letters, as people would shorten it: `Production EU` is EU, `Cairo schools` CS, `Local` Lo. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const short = words.find((word, n) => n > 0 && /^[\p{Lu}\p{N}]{2,3}$/u.test(word));
  if (short) return short;
  const [first = name, second] = words;
  if (second) return [first, second].map((word) => [...word][0]?.toUpperCase() ?? '').join('');
  return [...first].slice(0, 2).join('');
}
