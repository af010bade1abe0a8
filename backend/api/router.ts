import { procedures } from './procedures.ts';
import { authRouter } from './routers/auth.ts';
import { bulkRouter } from './routers/bulk.ts';
import { insightRouter } from './routers/insight.ts';
import { jobsRouter } from './routers/jobs.ts';
import { schedulesRouter } from './routers/schedules.ts';
import { tokensRouter } from './routers/tokens.ts';
import { usersRouter } from './routers/users.ts';

/** The contract, implemented. Transports serve it; it knows none of them. */
export const router = procedures.router({
  auth: authRouter,
  jobs: jobsRouter,
  bulk: bulkRouter,
  schedules: schedulesRouter,
  insight: insightRouter,
  users: usersRouter,
  tokens: tokensRouter,
});
