import { useQueries } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Job } from '#contract/schemas/job.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { useRecents } from '#renderer/stores/recents.ts';
import type { Entry } from './entry.ts';
import { usePageEntries } from './use-app-entries.ts';

const PAGES = 3;

/** Where the person was last, but for where they are; jobs that are gone are left out. */
export function useRecentEntries(open: (job: Job) => Entry): { jobs: Entry[]; pages: Entry[] } {
  const { queries, user } = useConsole();
  const [path] = useLocation();
  const recents = useRecents();
  const mine = recents.username === user.username ? recents : null;
  const jobs = useQueries({ queries: (mine?.jobIds ?? []).map((jobId) => queries.job(jobId)) });
  const pages = usePageEntries();
  const byId = new Map<string, (typeof pages)[number]>(pages.map((entry) => [entry.page.id, entry]));
  return {
    jobs: jobs.flatMap(({ data }) => (data ? [open(data)] : [])),
    pages: (mine?.pages ?? [])
      .flatMap((id) => byId.get(id) ?? [])
      .filter(({ page }) => page.path !== path)
      .slice(0, PAGES),
  };
}
