import { z } from 'zod';
import { EnvironmentId } from './environment.ts';

export const NotifiedEvent = z.enum(['failed', 'completed', 'long run', 'connection lost']);
export type NotifiedEvent = z.output<typeof NotifiedEvent>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00');

/** The first rule that fits an event decides; an event that none fits tells nobody. */
export const NotificationRule = z.object({
  id: z.string().min(1).max(40),
  isOn: z.boolean(),
  event: NotifiedEvent,
  /** Which environments: all, those marked production, or these. */
  environments: z.union([z.literal('all'), z.literal('production'), z.array(EnvironmentId).min(1)]),
  /** Empty: every type. */
  jobTypes: z.array(z.string()),
  /** Only jobs of these priorities (1 most urgent to 10); null: any. */
  priority: z.object({ from: z.number().int().min(1).max(10), to: z.number().int().min(1).max(10) }).nullable(),
  /** `long run`: after how many minutes; `connection lost`: lost for how many. Ignored for the others. */
  afterMinutes: z.number().int().min(1).max(10_080),
  /** always: even in quiet hours and past the hour's limit; quiet: neither; never: not at all. */
  deliver: z.enum(['always', 'quiet', 'never']),
  hasSound: z.boolean(),
});
export type NotificationRule = z.output<typeof NotificationRule>;

export const NotificationSettings = z.object({
  rules: z.array(NotificationRule).max(50),
  quietHours: z.object({ isOn: z.boolean(), from: TimeOfDay, to: TimeOfDay }),
  /** New notifications an hour; incidents that count on are not new. */
  mostPerHour: z.number().int().min(1).max(1_000),
  /** After a sleep, one tells what was missed. */
  tellsAfterSleep: z.boolean(),
});
export type NotificationSettings = z.output<typeof NotificationSettings>;

export const defaultNotifications: NotificationSettings = {
  rules: [
    {
      id: 'production-urgent',
      isOn: true,
      event: 'failed',
      environments: 'production',
      jobTypes: [],
      priority: { from: 1, to: 3 },
      afterMinutes: 1,
      deliver: 'always',
      hasSound: true,
    },
    {
      id: 'failures',
      isOn: true,
      event: 'failed',
      environments: 'all',
      jobTypes: [],
      priority: null,
      afterMinutes: 1,
      deliver: 'quiet',
      hasSound: false,
    },
    {
      id: 'lost',
      isOn: true,
      event: 'connection lost',
      environments: 'all',
      jobTypes: [],
      priority: null,
      afterMinutes: 2,
      deliver: 'quiet',
      hasSound: false,
    },
  ],
  quietHours: { isOn: false, from: '22:00', to: '06:00' },
  mostPerHour: 6,
  tellsAfterSleep: true,
};
