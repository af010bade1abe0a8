import { Notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { Router } from 'wouter';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import type { Host, SignedIn } from '#renderer/host/host.ts';
import { showTextsOf } from '#renderer/i18n/i18n.ts';
import { askBeforeLeaving } from '#renderer/lib/leaving.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { ConsoleProvider } from './ConsoleProvider.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { Shell } from './Shell.tsx';
import { SignIn } from './SignIn.tsx';
import { ThemeProvider } from './ThemeProvider.tsx';

export function App({ host }: { host: Host }) {
  const language = usePreferences((state) => state.language);
  const [user, setUser] = useState<SignedIn>(() => host.restore());
  const [wasSignedIn, setWasSignedIn] = useState(false);
  useEffect(
    () =>
      host.onUser((next) => {
        if (next) setWasSignedIn(true);
        setUser(next);
      }),
    [host],
  );
  useEffect(() => {
    void showTextsOf(language);
  }, [language]);
  return (
    <ThemeProvider>
      <Router aroundNav={askBeforeLeaving}>
        <CrashBoundary>
          {user ? (
            <ConsoleProvider host={host} user={user}>
              <Shell />
            </ConsoleProvider>
          ) : (
            <SignIn host={host} wasSignedIn={wasSignedIn} />
          )}
        </CrashBoundary>
        <ConfirmDialog />
        <Notifications position="bottom-right" limit={4} />
      </Router>
    </ThemeProvider>
  );
}
