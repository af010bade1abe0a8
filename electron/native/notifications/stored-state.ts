import { z } from 'zod';
import { emptyState, type NotificationsState } from './state.ts';

const Group = z.object({
  key: z.string(),
  event: z.literal('failed'),
  environmentId: z.string(),
  signature: z.string(),
  jobTypes: z.array(z.string()),
  newest: z.object({ jobId: z.string(), jobName: z.string(), jobType: z.string() }),
  message: z.string().nullable(),
  count: z.number(),
  open: z.array(z.string()),
  untracked: z.number(),
  closed: z.array(z.string()),
  since: z.number(),
  last: z.number(),
  isUrgent: z.boolean(),
  hasSound: z.boolean(),
  told: z.enum(['held', 'shown', 'summed', 'dismissed']),
  heldBecause: z.enum(['muted', 'quiet hours', 'limit']).nullable(),
  changedAt: z.number().nullable(),
  isUp: z.boolean(),
});

/** What outlives the app: incidents that are open, till when it is muted, and how many were shown of late. */
const Stored = z.object({
  serial: z.number().int().nonnegative(),
  groups: z.array(Group),
  mutedUntil: z.number().nullable(),
  shownAt: z.array(z.number()),
});

/** What was stored, or nothing where it can't be read: incidents are seen again in the window. */
export function readStored(stored: unknown): NotificationsState {
  const { success, data } = Stored.safeParse(stored);
  return success ? { ...emptyState, ...data } : emptyState;
}

export function toStored({ serial, groups, mutedUntil, shownAt }: NotificationsState): z.input<typeof Stored> {
  const incidents = groups.filter(({ event }) => event === 'failed');
  return {
    serial,
    mutedUntil,
    shownAt,
    groups: incidents.map((group) => ({
      ...group,
      event: 'failed',
      // What was still to be told in a sum is kept back, and told as such.
      ...(group.told === 'fresh' || group.told === 'missed'
        ? { told: 'held' as const, heldBecause: 'limit' as const }
        : { told: group.told }),
    })),
  };
}
