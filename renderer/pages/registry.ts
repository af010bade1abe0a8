import { type ComponentType, lazy } from 'react';
import type { Role } from '#contract/schemas/user.ts';
import type { IconName } from '#renderer/components/Icon.tsx';

type PageId = 'overview' | 'control' | 'bulk' | 'analytics' | 'schedules' | 'history' | 'settings' | 'users';

export interface Page {
  /** Its title is the text `page.<id>` of the shell. */
  id: PageId;
  path: string;
  icon: IconName;
  /** Where it is reached: among the tabs, or from the rail. */
  place: 'tab' | 'rail';
  /** Pressed one after another. */
  keys: string;
  /** Who sees it; everyone where it is left out. */
  role?: Role;
  /** It fills the window and scrolls inside. */
  isFlush?: boolean;
  load(): Promise<{ default: ComponentType }>;
}

/** The pages: routes, tabs, palette entries and shortcuts derive from this list. A new one is a folder and a line. */
export const pages: readonly Page[] = [
  { id: 'overview', path: '/overview', icon: 'overview', place: 'tab', keys: 'g o', load: () => import('./overview/OverviewPage.tsx') },
  {
    id: 'control',
    path: '/control',
    icon: 'control',
    place: 'tab',
    keys: 'g c',
    isFlush: true,
    load: () => import('./control/ControlPage.tsx'),
  },
  { id: 'bulk', path: '/bulk', icon: 'bulk', place: 'tab', keys: 'g b', load: () => import('./bulk/BulkPage.tsx') },
  {
    id: 'analytics',
    path: '/analytics',
    icon: 'analytics',
    place: 'tab',
    keys: 'g a',
    load: () => import('./analytics/AnalyticsPage.tsx'),
  },
  {
    id: 'schedules',
    path: '/schedules',
    icon: 'schedules',
    place: 'tab',
    keys: 'g s',
    isFlush: true,
    load: () => import('./schedules/SchedulesPage.tsx'),
  },
  { id: 'history', path: '/history', icon: 'history', place: 'tab', keys: 'g h', load: () => import('./history/HistoryPage.tsx') },
  { id: 'users', path: '/users', icon: 'user', place: 'rail', keys: 'g u', role: 'admin', load: () => import('./users/UsersPage.tsx') },
  { id: 'settings', path: '/settings', icon: 'gear', place: 'rail', keys: 'g ,', load: () => import('./settings/SettingsPage.tsx') },
];

/** Each page's code, loaded when it is first shown. */
export const pageComponents = new Map(pages.map((page) => [page.id, lazy(page.load)]));
