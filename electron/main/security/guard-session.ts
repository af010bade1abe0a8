import type { Session } from 'electron';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { isPermitted } from './permissions.ts';

interface GuardDeps {
  origins: readonly string[];
  /** In development alone. */
  devServer: string | undefined;
}

/** Nothing of what a browser may be asked for is granted but what permissions.ts names. Certificates are judged by Chromium alone. */
export function guardSession(session: Session, { origins, devServer }: GuardDeps): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(isPermitted(permission, requestingUrl, isMainFrame, origins)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) =>
    isPermitted(permission, origin, isMainFrame, origins),
  );
  session.setDevicePermissionHandler(() => false);
  // The page saves through the bridge; nothing else may put a file on the disk.
  session.on('will-download', (event) => event.preventDefault());
  if (!devServer) return;
  // The app's own files bring their policy with them; those of the development server are given one.
  session.webRequest.onHeadersReceived({ urls: [`${devServer}/*`] }, ({ responseHeaders }, answer) =>
    answer({ responseHeaders: { ...responseHeaders, 'content-security-policy': [contentSecurityPolicy(devServer)] } }),
  );
}
