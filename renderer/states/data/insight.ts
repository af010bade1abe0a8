import type { Analytics, FailureList, Heatmap, QueueStatusList } from '#contract/schemas/insight.ts';
import { ago, DAY, HOUR, MINUTE } from './moments.ts';
import { schedules } from './schedules.ts';

type Figures = Analytics['totals'];

/** A curve of a day and some noise, the same each time. */
const wave = (n: number, size: number): number => Math.max(0, Math.round(size * (1 + 0.6 * Math.sin(n / 3.7) + 0.3 * Math.sin(n * 1.9))));

function makeFigures(completed: number, failed: number, cancelled = 0): Figures {
  const measured = completed > 0;
  const ms = (value: number) => (measured ? value + completed * 37 : null);
  return {
    runs: completed + failed + cancelled,
    completed,
    failed,
    cancelled,
    successRate: completed + failed > 0 ? completed / (completed + failed) : null,
    durationMs: { p5: ms(2_100), p50: ms(31_000), p95: ms(312_000), p99: ms(900_000) },
    waitMs: { p50: ms(800), p95: ms(21_000) },
    items: completed * 120,
    itemsPerSecond: measured ? 41.3 : null,
  };
}

const bucketSizes: Record<Analytics['bucket'], number> = { minute: MINUTE, quarter: 15 * MINUTE, hour: HOUR, day: DAY, week: 7 * DAY };

/** Figures of a period: a rise by day, a spike of failures at two thirds of it. */
export function analyticsOf(input: {
  from?: Date | undefined;
  to?: Date | undefined;
  bucket?: Analytics['bucket'] | undefined;
}): Analytics {
  const { to = ago(0), from = new Date(+to - DAY), bucket = 'hour' } = input;
  const size = bucketSizes[bucket];
  const count = Math.ceil((+to - +from) / size);
  const at = (n: number) => new Date(+from + n * size);
  const spike = Math.floor((count * 2) / 3);
  const series = Array.from({ length: count }, (_, n) => ({
    at: at(n),
    ...makeFigures(wave(n, 18), Math.abs(n - spike) < 2 ? 14 - 4 * Math.abs(n - spike) : n % 7 === 0 ? 1 : 0, n % 11 === 0 ? 1 : 0),
  }));
  const previousSeries = Array.from({ length: count }, (_, n) => ({
    at: new Date(+from - count * size + n * size),
    ...makeFigures(wave(n + 4, 15), n % 9 === 0 ? 1 : 0),
  }));
  const sum = (items: readonly Figures[]) => {
    const total = (of: 'completed' | 'failed' | 'cancelled') => items.reduce((all, item) => all + item[of], 0);
    return makeFigures(total('completed'), total('failed'), total('cancelled'));
  };
  return {
    bucket,
    from,
    to,
    buckets: [],
    series,
    byType: schedules.map(({ jobType }, n) => ({ jobType, ...makeFigures(640 - n * 130, [12, 0, 41, 3, 1][n] ?? 0, n) })),
    totals: sum(series),
    previous: sum(previousSeries),
    previousSeries,
  };
}

export const heatmap: Heatmap = {
  from: ago(28 * DAY),
  to: ago(0),
  cells: Array.from({ length: 7 * 24 }, (_, n) => {
    const [weekday, hour] = [Math.floor(n / 24), n % 24];
    const failed = hour === 3 ? wave(weekday, 9) : hour > 8 && hour < 18 && n % 5 === 0 ? 2 : 0;
    return { weekday, hour, runs: wave(n, 11) + failed, failed, waitP95Ms: hour === 5 ? null : 900 + wave(n, 4_000) };
  }),
};

const trend = (...values: number[]) => Array.from({ length: 12 }, (_, n) => values[n] ?? 0);

export const failures: FailureList = {
  items: [
    {
      signature: 'hadith-api answered # for #: rate limit exceeded, try again in # s',
      count: 148,
      jobs: 61,
      jobTypes: ['hadith'],
      firstAt: ago(20 * HOUR),
      lastAt: ago(9 * MINUTE),
      since: ago(40 * DAY),
      retryable: 41,
      trend: trend(2, 0, 1, 4, 9, 21, 34, 40, 22, 9, 4, 2),
      sampleJobId: 'hadith-mwu1c02d-pq83hd72',
      sampleMessage: 'hadith-api answered 429 for eng-muslim/sections/17.json: rate limit exceeded, try again in 60 s',
    },
    {
      signature: 'the source did not answer within # s',
      count: 12,
      jobs: 12,
      jobTypes: ['quran', 'audio'],
      firstAt: ago(3 * HOUR),
      lastAt: ago(2 * HOUR),
      since: ago(3 * HOUR),
      retryable: 12,
      trend: trend(0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 4, 0),
      sampleJobId: 'quran-mwu1c02d-pq83hd73',
      sampleMessage: 'the source did not answer within 30 s',
    },
  ],
};

export const queueStatus: QueueStatusList = {
  items: schedules.map(({ jobType, maxConcurrency }, n) => ({
    jobType,
    counts: {
      pending: [3, 0, 128, 1, 0][n] ?? 0,
      running: [1, 1, 0, 1, 1][n] ?? 0,
      paused: n === 3 ? 1 : 0,
      completed: 900,
      failed: 14,
      cancelled: 6,
    },
    queue: { waiting: [3, 0, 128, 1, 0][n] ?? 0, delayed: 0, active: 1 },
    workers: 2,
    maxConcurrency: n === 2 ? 40 : Math.max(2, maxConcurrency),
    oldestPendingAt: n === 0 || n === 2 ? ago((n + 1) * 3 * MINUTE) : null,
    longestPausedAt: n === 3 ? ago(42 * MINUTE) : null,
    ratePerSecond: 7.1,
    waitMs: { p50: n === 4 ? null : 900, p95: n === 4 ? null : 21_000 + n * 4_000 },
  })),
};
