import { ORPCError } from '@orpc/client';
import type { Answers } from '../fixed-client.ts';
import { fullAnswers } from './full-answers.ts';
import { analyticsOf, queueStatus } from './insight.ts';
import { ago, DAY } from './moments.ts';
import { schedules } from './schedules.ts';

const nothing = { items: [], nextCursor: null };

/** A server on which nothing ever ran. */
export const emptyAnswers: Answers = {
  ...fullAnswers,
  jobs: {
    ...fullAnswers.jobs,
    list: () => ({ ...nothing, total: 0, totalIsLowerBound: false }),
    counts: () => ({ items: [], total: 0 }),
  },
  insight: {
    queueStatus: () => ({
      items: queueStatus.items.map((queue) => ({
        ...queue,
        counts: { pending: 0, running: 0, paused: 0, completed: 0, failed: 0, cancelled: 0 },
        oldestPendingAt: null,
        longestPausedAt: null,
        waitMs: { p50: null, p95: null },
      })),
    }),
    analytics: ({ from = ago(DAY), to = ago(0), bucket = 'hour' }) => {
      const none = analyticsOf({ from: to, to });
      return { ...none, bucket, from, to, byType: [] };
    },
    heatmap: ({ from = ago(DAY), to = ago(0) }) => ({ from, to, cells: [] }),
    failures: () => ({ items: [] }),
    history: () => nothing,
    audit: () => nothing,
  },
  schedules: {
    ...fullAnswers.schedules,
    list: () => ({ items: schedules.map((schedule) => ({ ...schedule, enabled: false, nextRunAt: null, lastRun: null })) }),
  },
  bulk: { list: () => nothing },
  users: { list: () => ({ items: [] }) },
  tokens: { list: () => ({ items: [] }) },
};

function refuse(): never {
  throw new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, message: 'the database does not answer' });
}

/** A server that can answer nothing. */
export const failingAnswers: Answers = Object.fromEntries(
  Object.entries(fullAnswers).map(([group, procedures]) => [
    group,
    Object.fromEntries(Object.keys(procedures).map((name) => [name, refuse])),
  ]),
);
