import { type CSSVariablesResolver, createTheme, Menu, Modal, Popover, Tooltip } from '@mantine/core';

/** Mantine in the design's tokens: colours come as CSS variables that know both themes, so nothing here depends on the scheme. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: 'var(--t-11)', sm: 'var(--t-12)', md: 'var(--t-13)', lg: 'var(--t-15)', xl: 'var(--t-20)' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  radius: { xs: 'var(--r-2)', sm: 'var(--r-4)', md: 'var(--r-6)', lg: 'var(--r-10)', xl: 'var(--r-10)' },
  defaultRadius: 'md',
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'never', // the console's own :focus-visible ring
  components: {
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: { duration: 0 }, withArrow: false } }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'none',
        transitionProps: { duration: 0 },
        classNames: { dropdown: 'menu', item: 'mi', divider: 'hr', label: 'mh' },
      },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 0 }, classNames: { dropdown: 'menu' } } }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 0 },
        overlayProps: { className: 'scrim' },
        classNames: { content: 'dialog', header: 'dialog-head', title: 'dialog-title', body: 'dialog-body' },
      },
    }),
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--ink-1)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-error': 'var(--failed-fg)',
    '--mantine-color-default': 'var(--surface-1)',
    '--mantine-color-default-hover': 'var(--surface-2)',
    '--mantine-color-default-color': 'var(--ink-1)',
    '--mantine-color-default-border': 'var(--line-2)',
    '--mantine-primary-color-filled': 'var(--accent-fill)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent)',
  },
  light: {},
  dark: {},
});
