import { useQuery } from '@tanstack/react-query';
import type { Job } from '#contract/schemas/job.ts';
import type { Attempt, AuditEntry, CheckpointList } from '#contract/schemas/records.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { useIsLive } from '#renderer/stores/connection.ts';

/** What a run commits is told by no event: while it runs, it is asked for so often. */
const EVERY_MS = 5_000;

export interface JobRecords {
  attempts: readonly Attempt[];
  checkpoints: CheckpointList['items'];
  audit: readonly AuditEntry[];
  isLoading: boolean;
  error: unknown;
  retry(): void;
}

const NONE: never[] = [];

/** A job's runs, checkpoints and audit trail, and its row kept near to what is committed while it runs. */
export function useJobRecords({ jobId, status }: Pick<Job, 'jobId' | 'status'>): JobRecords {
  const { queries } = useConsole();
  const isLive = useIsLive();
  const refetchInterval = status === 'running' && isLive ? EVERY_MS : (false as const);
  useQuery({ ...queries.job(jobId), refetchInterval });
  const reads = [
    useQuery({ ...queries.attempts(jobId), refetchInterval }),
    useQuery({ ...queries.checkpoints(jobId), refetchInterval }),
    useQuery(queries.jobAudit(jobId)),
  ] as const;
  const [attempts, checkpoints, audit] = reads;
  return {
    attempts: attempts.data?.items ?? NONE,
    checkpoints: checkpoints.data?.items ?? NONE,
    audit: audit.data?.items ?? NONE,
    isLoading: reads.some((read) => read.isPending),
    error: reads.find((read) => read.data === undefined && read.error)?.error ?? null,
    retry() {
      for (const read of reads) if (read.isError) void read.refetch();
    },
  };
}
