import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect } from 'react';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { cssVariables, theme } from './theme.ts';

/** Theme and density as the person chose them, on the whole page. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const chosen = usePreferences((state) => state.theme);
  const density = usePreferences((state) => state.density);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, { getInitialValueInEffect: false });
  useEffect(() => {
    const root = document.documentElement;
    if (chosen === 'system') delete root.dataset.theme;
    else root.dataset.theme = chosen;
    root.dataset.density = density;
  }, [chosen, density]);
  const scheme = chosen === 'system' ? (systemIsDark ? 'dark' : 'light') : chosen;
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={scheme} deduplicateCssVariables={false}>
      {children}
    </MantineProvider>
  );
}
