/** The code of a one-time link, or of what is nothing but the code; null where there is none. */
export function readOneTimeCode(text: string): string | null {
  const [, code] = /(?:#sign-in=|^)([\w-]{1,200})$/.exec(text.trim()) ?? [];
  return code ?? null;
}
