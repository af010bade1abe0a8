/**
 * What the page may load and reach: its own files. As the web console's (backend/api/transports/rest/serve-rest.ts), and stricter where
 * the app needs less. Styles of elements are set from what is measured. With a development server, that one and its socket too: its hot
 * reload puts a script into the page.
 */
export function contentSecurityPolicy(devServer?: string): string {
  const dev = devServer ? [devServer, devServer.replace(/^http/, 'ws')] : [];
  const directives: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(devServer ? ["'unsafe-inline'"] : [])],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...dev],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-src': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}
