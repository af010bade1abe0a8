import type { z } from 'zod';

/** What the domains need to know of a job type; the code that runs it is the runner's business. */
export interface JobTypeInfo {
  type: string;
  title: string;
  unit: string;
  needsNetwork: boolean;
  params: z.ZodType;
}

export interface JobTypes {
  get(jobType: string): JobTypeInfo | undefined;
  list(): readonly JobTypeInfo[];
}

export function createJobTypes(types: readonly JobTypeInfo[]): JobTypes {
  const byName = new Map(types.map((type) => [type.type, type]));
  return { get: (jobType) => byName.get(jobType), list: () => types };
}
