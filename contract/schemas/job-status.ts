/** Where a job can stand. A plain list, so that the query language needs no schema to know it. */
export const jobStatuses = ['pending', 'running', 'paused', 'completed', 'failed', 'cancelled'] as const;
