import type { z } from 'zod';
import type { ExportInput } from '#contract/schemas/insight.ts';

/** Where a server streams this export, below its address: over HTTP, since no call carries so much. */
export function pathToExport(request: z.input<typeof ExportInput>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(request)) {
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined) query.append(key, item instanceof Date ? item.toISOString() : String(item));
  }
  return `/v4/admin/jobs/export?${query}`;
}
