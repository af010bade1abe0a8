import { arDialogs } from './ar-dialogs.ts';
import { arLinks } from './ar-links.ts';
import { arMenu } from './ar-menu.ts';
import { arNotifications } from './ar-notifications.ts';
import { arTray } from './ar-tray.ts';
import { enDialogs } from './en-dialogs.ts';
import { enLinks } from './en-links.ts';
import { enMenu } from './en-menu.ts';
import { enNotifications } from './en-notifications.ts';
import { enTray } from './en-tray.ts';

export type Language = 'en' | 'ar';

/**
 * What main itself says, by theme. A theme is two tables, `en-<theme>.ts` and `ar-<theme>.ts` (whose type is `typeof en<Theme>`, so that
 * none lacks a text), and a line in each of the two lists here. A text with values in it is a function; see `createPlural` for counts.
 */
const en = { menu: enMenu, dialogs: enDialogs, links: enLinks, notifications: enNotifications, tray: enTray };
const ar: typeof en = { menu: arMenu, dialogs: arDialogs, links: arLinks, notifications: arNotifications, tray: arTray };

export type Texts = typeof en;

/** Cheap: ask anew whenever the language may have changed. */
export function createTexts(language: Language): Texts {
  return language === 'ar' ? ar : en;
}
