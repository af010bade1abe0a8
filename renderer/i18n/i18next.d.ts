import 'i18next';
import type { desktop } from './en/desktop.ts';
import type { en } from './en/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en & { desktop: typeof desktop };
    returnNull: false;
  }
}
