import { stringify } from 'csv-stringify/sync';
import type { ExportInput } from '#contract/schemas/insight.ts';
import { FinishedStatus, type Job } from '#contract/schemas/job.ts';
import type { AuditEntry } from '#contract/schemas/records.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { listAudit } from '../audit/list-audit.ts';
import { badRequest } from '../domain-error.ts';
import { listHistory, listJobs } from '../jobs/list-jobs.ts';

/** Rows read and written at once: what an export holds in memory, however long it is. */
const PAGE = 1_000;

const jobColumns = [
  'jobId',
  'jobType',
  'jobName',
  'status',
  'priority',
  'progressPercentage',
  'attempt',
  'createdAt',
  'startedAt',
  'completedAt',
  'cancelledAt',
  'updatedAt',
  'waitMs',
  'runMs',
  'errorMessage',
  'errorSignature',
  'result',
  'params',
  'metadata',
] as const satisfies readonly (keyof Job)[];
const auditColumns = ['id', 'jobId', 'action', 'performedBy', 'performedAt', 'metadata'] as const satisfies readonly (keyof AuditEntry)[];

interface Page {
  items: readonly object[];
  nextCursor: string | null;
}

function finished(status: ExportInput['status']) {
  const parsed = FinishedStatus.array().optional().safeParse(status);
  if (!parsed.success) throw badRequest(['status'], `must be one of ${FinishedStatus.options.join(', ')} for the history`);
  return parsed.data;
}

function pagesOf(sql: Sql, input: ExportInput): { columns: readonly string[]; read(cursor: string | undefined): Promise<Page> } {
  const { status, jobType, search, priority, from, to, query, timeZone } = input;
  const filter = { jobType, search, from, to, query, timeZone };
  switch (input.of) {
    case 'jobs':
      return {
        columns: jobColumns,
        read: (cursor) => listJobs(sql, { ...filter, status, priority, sort: 'createdAt', order: 'desc', limit: PAGE, cursor }),
      };
    case 'history': {
      const ended = finished(status);
      return { columns: jobColumns, read: (cursor) => listHistory(sql, { ...filter, status: ended, limit: PAGE, cursor }) };
    }
    case 'audit':
      if (query !== undefined) throw badRequest(['query'], 'asks for jobs, and the audit trail has none: leave it out');
      return {
        columns: auditColumns,
        read: (cursor) =>
          listAudit(sql, {
            jobId: input.jobId,
            action: input.action,
            performedBy: input.performedBy,
            search,
            from,
            to,
            limit: PAGE,
            cursor,
          }),
      };
  }
}

/** CSV for spreadsheets: a cell that they would take for a formula is made text. */
function toCsv(columns: readonly string[], items: readonly object[], header: boolean): string {
  return stringify([...items], {
    header,
    columns: [...columns],
    escape_formulas: true,
    cast: { date: (value) => value.toISOString(), object: (value) => JSON.stringify(value) },
  });
}

/** The rows under a filter as text, newest first, page by page. @throws BAD_REQUEST before the first piece */
export async function* exportRows(sql: Sql, input: ExportInput): AsyncGenerator<string> {
  const { columns, read } = pagesOf(sql, input);
  let cursor: string | undefined;
  let isFirst = true;
  do {
    const { items, nextCursor } = await read(cursor);
    if (input.format === 'csv') yield toCsv(columns, items, isFirst);
    else yield `${isFirst ? '[\n' : items.length > 0 ? ',\n' : ''}${items.map((item) => JSON.stringify(item)).join(',\n')}`;
    isFirst = false;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  if (input.format === 'json') yield '\n]\n';
}
