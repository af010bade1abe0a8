import type { ProgressEntry } from '#contract/events/live.ts';

/** The newest progress of one run: a job under one ticket. */
export interface ProgressUpdate extends ProgressEntry {
  jobType: string;
  ticket: number;
}

type Packed = [string, string, number, number, number, number | null, string | null];

/** Below the 8,000 bytes of a NOTIFY. */
const LONGEST = 7_500;

const pack = (u: ProgressUpdate): Packed => [u.jobId, u.jobType, u.ticket, u.progressPercentage, u.done, u.total, u.message];

/** Updates as messages for the other processes, each within what the narrowest way between them carries. */
export function packUpdates(updates: readonly ProgressUpdate[]): string[] {
  const messages: string[] = [];
  let parts: string[] = [];
  let bytes = 0;
  for (const update of updates) {
    const part = JSON.stringify(pack(update));
    const size = Buffer.byteLength(part) + 1;
    if (bytes + size > LONGEST && parts.length > 0) {
      messages.push(`[${parts.join(',')}]`);
      parts = [];
      bytes = 0;
    }
    parts.push(part);
    bytes += size;
  }
  if (parts.length > 0) messages.push(`[${parts.join(',')}]`);
  return messages;
}

export function unpackUpdates(message: string): ProgressUpdate[] {
  return (JSON.parse(message) as Packed[]).map(([jobId, jobType, ticket, progressPercentage, done, total, text]) => ({
    jobId,
    jobType,
    ticket,
    progressPercentage,
    done,
    total,
    message: text,
  }));
}
