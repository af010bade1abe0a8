/**
 * Whether a page of `origin` may call: this server's own pages, and those of the settings (FRONTEND_URL). A program that is no browser
 * sends no origin, and is judged by its token alone.
 */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}

export const foreignOrigin = (origin: string) => ({
  code: 'FORBIDDEN',
  status: 403,
  message: `Pages of ${origin.slice(0, 200)} may not call this server: name their origin in FRONTEND_URL`,
});
