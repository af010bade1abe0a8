import type { ContractRouterClient } from '@orpc/contract';
import { auth } from './procedures/auth.ts';
import { bulk } from './procedures/bulk.ts';
import { insight } from './procedures/insight.ts';
import { jobs } from './procedures/jobs.ts';
import { schedules } from './procedures/schedules.ts';
import { tokens } from './procedures/tokens.ts';
import { users } from './procedures/users.ts';

/** What the console and the backend agree on, over every transport. */
export const contract = { auth, jobs, bulk, schedules, insight, users, tokens };

export type JobControlClient = ContractRouterClient<typeof contract>;
