import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { JobControlClient } from '#contract/contract.ts';
import type { BulkListInput, BulkResultsInput } from '#contract/schemas/bulk.ts';
import type { AnalyticsInput, FailuresInput } from '#contract/schemas/insight.ts';
import type { HistoryInput, JobFilter, JobPage, ListInput } from '#contract/schemas/job.ts';
import type { AuditInput } from '#contract/schemas/records.ts';
import { lookUpJobs } from './look-up-jobs.ts';
import { bringUpToDate } from './recent-events.ts';

/**
 * Every read of the server, once: its key, and how it is asked. Keys begin with what events speak of (`job`, `jobs`, `figures`, …), so
 * that lib/live.ts can patch or refresh all reads of a kind.
 */
export function createQueries(client: JobControlClient) {
  const fresh = <Page extends { items: JobPage['items'] }>(page: Page): Page => ({ ...page, items: page.items.map(bringUpToDate) });
  return {
    /** One page of the job list; pages are chained by their cursors. */
    jobPage: (input: z.input<typeof ListInput>) =>
      queryOptions({
        queryKey: ['jobs', 'page', input],
        queryFn: async ({ signal }) => fresh(await client.jobs.list(input, { signal })),
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 30_000,
      }),
    /** A short list that is asked for again whenever jobs change. */
    jobList: (input: z.input<typeof ListInput>) =>
      queryOptions({
        queryKey: ['jobs', 'list', input],
        queryFn: async ({ signal }) => fresh(await client.jobs.list(input, { signal })),
        placeholderData: keepPreviousData,
      }),
    jobCounts: (input: z.input<typeof JobFilter>) =>
      queryOptions({
        queryKey: ['figures', 'counts', input],
        queryFn: ({ signal }) => client.jobs.counts(input, { signal }),
        placeholderData: keepPreviousData,
      }),
    job: (jobId: string) =>
      queryOptions({
        queryKey: ['job', jobId, 'job'],
        queryFn: async ({ signal }) => bringUpToDate(await client.jobs.get({ jobId }, { signal })),
      }),
    attempts: (jobId: string) =>
      queryOptions({
        queryKey: ['job', jobId, 'attempts'],
        queryFn: ({ signal }) => client.jobs.attempts({ jobId, limit: 200 }, { signal }),
      }),
    checkpoints: (jobId: string) =>
      queryOptions({ queryKey: ['job', jobId, 'checkpoints'], queryFn: ({ signal }) => client.jobs.checkpoints({ jobId }, { signal }) }),
    jobAudit: (jobId: string) =>
      queryOptions({ queryKey: ['job', jobId, 'audit'], queryFn: ({ signal }) => client.jobs.audit({ jobId, limit: 200 }, { signal }) }),
    types: () =>
      queryOptions({
        queryKey: ['types'],
        queryFn: ({ signal }) => client.jobs.types(undefined, { signal }),
        staleTime: Number.POSITIVE_INFINITY,
      }),
    queueStatus: () =>
      queryOptions({ queryKey: ['figures', 'queues'], queryFn: ({ signal }) => client.insight.queueStatus(undefined, { signal }) }),
    analytics: (input: z.input<typeof AnalyticsInput>) =>
      queryOptions({
        queryKey: ['figures', 'analytics', input],
        queryFn: ({ signal }) => client.insight.analytics(input, { signal }),
        placeholderData: keepPreviousData,
      }),
    failures: (input: z.input<typeof FailuresInput>) =>
      queryOptions({
        queryKey: ['figures', 'failures', input],
        queryFn: ({ signal }) => client.insight.failures(input, { signal }),
        placeholderData: keepPreviousData,
      }),
    schedules: () => queryOptions({ queryKey: ['schedules'], queryFn: ({ signal }) => client.schedules.list(undefined, { signal }) }),
    schedulePreview: (cronExpression: string, timeZone: string, count: number) =>
      queryOptions({
        queryKey: ['preview', cronExpression, timeZone, count],
        queryFn: ({ signal }) => client.schedules.preview({ cronExpression, timeZone, count }, { signal }),
        retry: false,
        staleTime: 60_000,
        placeholderData: keepPreviousData,
      }),
    history: (input: Omit<z.input<typeof HistoryInput>, 'cursor'>) =>
      infiniteQueryOptions({
        queryKey: ['history', 'runs', input],
        queryFn: async ({ signal, pageParam }) => fresh(await client.insight.history({ ...input, cursor: pageParam }, { signal })),
        initialPageParam: undefined as string | undefined,
        getNextPageParam: (page) => page.nextCursor,
      }),
    audit: (input: Omit<z.input<typeof AuditInput>, 'cursor'>) =>
      infiniteQueryOptions({
        queryKey: ['history', 'audit', input],
        queryFn: ({ signal, pageParam }) => client.insight.audit({ ...input, cursor: pageParam }, { signal }),
        initialPageParam: undefined as string | undefined,
        getNextPageParam: (page) => page.nextCursor,
      }),
    /** The run that ended last under the filter, asked for again whenever one ends: it says when a list has become old, without moving it. */
    newestRun: (input: Omit<z.input<typeof HistoryInput>, 'cursor' | 'limit'>) =>
      queryOptions({
        queryKey: ['newest', 'runs', input],
        queryFn: async ({ signal }) => (await client.insight.history({ ...input, limit: 1 }, { signal })).items[0] ?? null,
      }),
    /** The same of the audit trail. */
    newestAudit: (input: Omit<z.input<typeof AuditInput>, 'cursor' | 'limit'>) =>
      queryOptions({
        queryKey: ['newest', 'audit', input],
        queryFn: async ({ signal }) => (await client.insight.audit({ ...input, limit: 1 }, { signal })).items[0] ?? null,
      }),
    bulkList: (input: Omit<z.input<typeof BulkListInput>, 'cursor'> = { limit: 20 }) =>
      infiniteQueryOptions({
        queryKey: ['bulk', 'list', input],
        queryFn: ({ signal, pageParam }) => client.bulk.list({ ...input, cursor: pageParam }, { signal }),
        initialPageParam: undefined as string | undefined,
        getNextPageParam: (page) => page.nextCursor,
      }),
    bulk: (bulkId: string) =>
      queryOptions({ queryKey: ['bulk', bulkId], queryFn: ({ signal }) => client.bulk.get({ bulkId }, { signal }) }),
    /** What a bulk action did to each of its jobs, in the order of the work. */
    bulkResults: (input: Omit<z.input<typeof BulkResultsInput>, 'cursor'>) =>
      infiniteQueryOptions({
        queryKey: ['bulk', input.bulkId, 'results', input],
        queryFn: ({ signal, pageParam }) => client.bulk.results({ ...input, cursor: pageParam }, { signal }),
        initialPageParam: undefined as string | undefined,
        getNextPageParam: (page) => page.nextCursor,
      }),
    /** Jobs by their ids, as they were when they were looked up. */
    namedJobs: (jobIds: readonly string[]) =>
      queryOptions({ queryKey: ['named', jobIds], queryFn: ({ signal }) => lookUpJobs(client, jobIds, signal) }),
    users: () => queryOptions({ queryKey: ['users'], queryFn: ({ signal }) => client.users.list(undefined, { signal }) }),
    sessions: () => queryOptions({ queryKey: ['sessions'], queryFn: ({ signal }) => client.auth.sessions(undefined, { signal }) }),
    tokens: () => queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => client.tokens.list(undefined, { signal }) }),
  };
}

export type Queries = ReturnType<typeof createQueries>;
