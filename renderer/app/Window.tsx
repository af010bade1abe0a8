import { Notifications } from '@mantine/notifications';
import { type ReactNode, useEffect } from 'react';
import { Router } from 'wouter';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { showTextsOf } from '#renderer/i18n/i18n.ts';
import { askBeforeLeaving } from '#renderer/lib/leaving.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { CrashBoundary } from './CrashBoundary.tsx';
import { ThemeProvider } from './ThemeProvider.tsx';

/** What all of a window needs, whatever it shows: theme, language, addresses, questions and toasts. */
export function Window({ children }: { children: ReactNode }) {
  const language = usePreferences((state) => state.language);
  useEffect(() => {
    void showTextsOf(language);
  }, [language]);
  return (
    <ThemeProvider>
      <Router aroundNav={askBeforeLeaving}>
        <CrashBoundary>{children}</CrashBoundary>
        <ConfirmDialog />
        <Notifications position="bottom-right" limit={4} />
      </Router>
    </ThemeProvider>
  );
}
