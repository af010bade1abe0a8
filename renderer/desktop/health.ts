import type { JobStatus } from '#contract/schemas/job.ts';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { type EnvironmentStatus, type Health, healthOrder } from '#electron/bridge/status.ts';
import type { IconName } from '#renderer/components/Icon.tsx';

/** How a state looks: a shape of its own, and the colour of a job's status that means the same. */
export const healthLooks: Record<Health, { icon: IconName; status: JobStatus }> = {
  healthy: { icon: 'completed', status: 'completed' },
  attention: { icon: 'warn', status: 'paused' },
  failing: { icon: 'failed', status: 'failed' },
  unknown: { icon: 'cancelled', status: 'cancelled' },
};

/** The same where there is room for little: what can't be reached is a broken link. */
export const badgeOf = ({ health }: EnvironmentStatus): IconName => (health === 'unknown' ? 'offline' : healthLooks[health].icon);

/** The worst first; those that are equal in their own order. */
export const worstFirst = (views: readonly EnvironmentView[]): EnvironmentView[] =>
  views.toSorted((a, b) => healthOrder.indexOf(a.status.health) - healthOrder.indexOf(b.status.health));
