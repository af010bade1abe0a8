const LONGEST = 40;

/** An id for a new environment, made from its name, which no other has: it stands in addresses and deep links. */
export function nameEnvironment(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '') // é is e and its accent
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST - 4) // room for a number
    .replace(/-+$/, '');
  const base = plain || 'environment'; // a name without Latin letters
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n++) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`;
}
