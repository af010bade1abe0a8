import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { JobControlClient } from '#contract/contract.ts';
import type { BulkListInput, BulkResultsInput } from '#contract/schemas/bulk.ts';
import type { AnalyticsInput, FailuresInput, HeatmapInput } from '#contract/schemas/insight.ts';
import type { HistoryInput, JobFilter, JobPage, ListInput } from '#contract/schemas/job.ts';
import type { Attempt, AuditInput } from '#contract/schemas/records.ts';
import type { PreviewInput, Schedule } from '#contract/schemas/schedule.ts';
import { countInput, createPageInputs, type ListQuestion, type Snapshot, takeSnapshot } from './live-list/snapshot.ts';
import { lookUpJobs } from './look-up-jobs.ts';
import { bringUpToDate } from './recent-events.ts';

type Cron = Pick<Schedule, 'cronExpression' | 'timeZone'>;

/** As many as a preview gives at once. */
const MOST_FIRINGS = 500;
/** What begins in the middle of a change of clocks is told firings that nobody else is. */
const CLOCK_CHANGE_MS = 3 * 3_600_000;
/** A month of a schedule that fires every hour has 744. */
const MOST_SCHEDULED = 1_000;

/**
 * Every read of the server, once: its key, and how it is asked. Keys begin with what events speak of (`job`, `jobs`, `figures`, …), so
 * that lib/live.ts can patch or refresh all reads of a kind. `trends` are figures over time: large answers, asked for again less often.
 */
export function createQueries(client: JobControlClient) {
  const fresh = <Page extends { items: JobPage['items'] }>(page: Page): Page => ({ ...page, items: page.items.map(bringUpToDate) });
  const jobPage = (input: z.input<typeof ListInput>, snapshot?: number) =>
    queryOptions({
      queryKey: ['jobs', 'page', input, snapshot],
      queryFn: async ({ signal }) => fresh(await client.jobs.list(input, { signal })),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30_000,
    });
  return {
    /** One page of the job list; pages are chained by their cursors. `snapshot` is the number of the one that it belongs to. */
    jobPage,
    /** The job list as it is at one moment; its first page comes with it. */
    jobSnapshot: (question: ListQuestion) =>
      queryOptions({
        queryKey: ['snapshot', question],
        queryFn: async ({ signal, client: cache }) => {
          const { snapshot, first } = await takeSnapshot(client, question, signal);
          const page = jobPage(createPageInputs(snapshot, () => null)(0), snapshot.number);
          await cache.fetchQuery({ ...page, queryFn: () => fresh(first) });
          return snapshot;
        },
        structuralSharing: false,
        placeholderData: keepPreviousData,
        gcTime: 30_000,
      }),
    /** How many jobs a snapshot has, where that is too many to be told with its first page. */
    snapshotTotal: (snapshot: Snapshot | undefined) =>
      queryOptions({
        queryKey: ['snapshot total', JSON.stringify(snapshot?.question), snapshot?.number],
        queryFn: async ({ signal }) => (await client.jobs.counts(snapshot ? countInput(snapshot) : {}, { signal })).total,
        enabled: snapshot?.totalIsLowerBound === true,
        // The list must not shrink under the pointer while it is counted again.
        placeholderData: (before, query) => (query?.queryKey[1] === JSON.stringify(snapshot?.question) ? before : undefined),
        gcTime: 30_000,
      }),
    /** A short list that is asked for again whenever jobs change. */
    jobList: (input: z.input<typeof ListInput>) =>
      queryOptions({
        queryKey: ['jobs', 'list', input],
        queryFn: async ({ signal }) => fresh(await client.jobs.list(input, { signal })),
        placeholderData: keepPreviousData,
      }),
    /** What somebody may look for: what fits and is under way, and the newest that fit. Not asked for again while it is looked at. */
    jobSearch: (query: string, timeZone: string) =>
      queryOptions({
        queryKey: ['search', query, timeZone],
        queryFn: async ({ signal }) => {
          const [underWay, newest] = await Promise.all([
            client.jobs.list({ query, timeZone, status: ['running', 'paused', 'pending'], limit: 5 }, { signal }),
            client.jobs.list({ query, timeZone, limit: 10 }, { signal }),
          ]);
          const jobs = new Map([...newest.items, ...underWay.items].map((job) => [job.jobId, bringUpToDate(job)]));
          return { jobs: [...jobs.values()], total: newest.total, totalIsLowerBound: newest.totalIsLowerBound };
        },
        retry: false,
        staleTime: 5_000,
        gcTime: 10_000,
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
    /** All of them: they come oldest first, and the newest matter most. */
    attempts: (jobId: string) =>
      queryOptions({
        queryKey: ['job', jobId, 'attempts'],
        queryFn: async ({ signal }) => {
          const items: Attempt[] = [];
          let cursor: string | undefined;
          do {
            const page = await client.jobs.attempts({ jobId, limit: 200, ...(cursor ? { cursor } : {}) }, { signal });
            items.push(...page.items);
            cursor = page.nextCursor ?? undefined;
          } while (cursor);
          return { items };
        },
      }),
    checkpoints: (jobId: string) =>
      queryOptions({ queryKey: ['job', jobId, 'checkpoints'], queryFn: ({ signal }) => client.jobs.checkpoints({ jobId }, { signal }) }),
    jobAudit: (jobId: string) =>
      queryOptions({ queryKey: ['job', jobId, 'audit'], queryFn: ({ signal }) => client.jobs.audit({ jobId, limit: 200 }, { signal }) }),
    /** Values that recent jobs have for a field of the query language; see SuggestInput. */
    suggest: (field: string, prefix: string) =>
      queryOptions({
        queryKey: ['suggest', field, prefix],
        queryFn: ({ signal }) => client.jobs.suggest({ field, prefix }, { signal }),
        staleTime: 30_000,
        gcTime: 60_000,
        placeholderData: (before, query) => (query?.queryKey[1] === field ? before : undefined),
      }),
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
        queryKey: ['trends', 'analytics', input],
        queryFn: ({ signal }) => client.insight.analytics(input, { signal }),
        placeholderData: keepPreviousData,
      }),
    heatmap: (input: z.input<typeof HeatmapInput>) =>
      queryOptions({
        queryKey: ['trends', 'heatmap', input],
        queryFn: ({ signal }) => client.insight.heatmap(input, { signal }),
        placeholderData: keepPreviousData,
      }),
    failures: (input: z.input<typeof FailuresInput>) =>
      queryOptions({
        queryKey: ['figures', 'failures', input],
        queryFn: ({ signal }) => client.insight.failures(input, { signal }),
        placeholderData: keepPreviousData,
      }),
    schedules: () => queryOptions({ queryKey: ['schedules'], queryFn: ({ signal }) => client.schedules.list(undefined, { signal }) }),
    /** The next firings of a cron expression; a wrong one is refused under its field. */
    schedulePreview: (input: z.input<typeof PreviewInput>) =>
      queryOptions({
        queryKey: ['preview', input],
        queryFn: ({ signal }) => client.schedules.preview(input, { signal }),
        staleTime: 60_000,
        placeholderData: keepPreviousData,
      }),
    /** Every firing from one moment to before another, some days at most: as many pages as it takes. */
    firings: ({ cronExpression, timeZone }: Cron, from: Date, to: Date) =>
      queryOptions({
        queryKey: ['firings', cronExpression, timeZone, from, to],
        queryFn: async ({ signal }) => {
          const firings: Date[] = [];
          let isMore = true;
          for (let after = new Date(from.getTime() - CLOCK_CHANGE_MS); isMore; after = firings.at(-1) ?? to) {
            const input = { cronExpression, timeZone, count: MOST_FIRINGS, from: after, to };
            const { runs } = await client.schedules.preview(input, { signal });
            firings.push(...runs);
            isMore = runs.length === MOST_FIRINGS;
          }
          return firings.filter((firing) => firing >= from);
        },
        placeholderData: keepPreviousData,
      }),
    /** The jobs that a type's schedule started in a time, the newest first; `isCut` where there are more. `newest` asks again when it changes. */
    scheduledRuns: (jobType: string, from: Date, to: Date, newest: string | undefined) =>
      queryOptions({
        queryKey: ['jobs', 'scheduled', jobType, from, to, newest],
        queryFn: async ({ signal }) => {
          const input = { jobType: [jobType], query: 'by:schedule', from, to, limit: 200 };
          const items: JobPage['items'] = [];
          let cursor: string | undefined;
          do {
            const page: JobPage = fresh(await client.jobs.list({ ...input, cursor }, { signal }));
            items.push(...page.items);
            cursor = page.nextCursor ?? undefined;
          } while (cursor && items.length < MOST_SCHEDULED);
          return { items, isCut: cursor !== undefined };
        },
        // Of the same type and time alone: another month has other days.
        placeholderData: (known, before) => {
          const [, , type, since] = before?.queryKey ?? [];
          return type === jobType && Number(since) === Number(from) ? known : undefined;
        },
        gcTime: 30_000,
      }),
    /** How long runs of each type take, since a moment. Unlike figures it isn't asked for again with every run that ends. */
    typicalRuns: (from: Date) =>
      queryOptions({ queryKey: ['typical runs', from], queryFn: ({ signal }) => client.insight.analytics({ from }, { signal }) }),
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
    userSessions: (username: string) =>
      queryOptions({
        queryKey: ['users', username, 'sessions'],
        queryFn: ({ signal }) => client.users.sessions({ username }, { signal }),
      }),
    tokens: () => queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => client.tokens.list(undefined, { signal }) }),
  };
}

export type Queries = ReturnType<typeof createQueries>;
