import { createContext, useContext } from 'react';
import type { JobControlClient } from '#contract/contract.ts';
import type { Role, User } from '#contract/schemas/user.ts';
import type { Host } from '#renderer/host/host.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import type { JobEvents } from './live.ts';
import type { ProgressWatch } from './progress-watch.ts';
import type { Queries } from './queries.ts';

/** What a signed-in page stands on. */
export interface Console {
  host: Host;
  user: User;
  client: JobControlClient;
  queries: Queries;
  /** Durable events about jobs as they come, for what no query shows. */
  jobEvents: JobEvents;
  /** Progress comes for the jobs that are watched; see useProgressOf. */
  progressWatch: ProgressWatch;
  signOut(everywhere?: boolean): Promise<void>;
  /** While the connection is lost: tries at once. */
  retryNow(): void;
}

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (!value) throw new Error('a page stands outside the console');
  return value;
}

const ranks: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

/** Whether somebody's role is enough. */
export const hasRole = (user: User, role: Role): boolean => ranks[user.role] >= ranks[role];

/** Whether the signed-in person's role is enough. What a role can't do is not shown; the server refuses it anyway. */
export const useHasRole = (role: Role): boolean => hasRole(useConsole().user, role);

/** Actions are shown to those who may, and work while what is on screen is true. */
export function useMayAct(role: Role = 'operator'): { shown: boolean; enabled: boolean } {
  const shown = useHasRole(role);
  const enabled = useIsLive();
  return { shown, enabled };
}
