import { BulkOperation, BulkResult, BulkStarted } from './bulk.ts';
import { Issue } from './common.ts';
import { ControlResult } from './control.ts';
import { Analytics, FailureGroup, Heatmap, QueueStatus } from './insight.ts';
import { Job, JobProgress, JobResult } from './job.ts';
import { Attempt, AuditEntry, Checkpoint, JobLog, JobTypeInfo } from './records.ts';
import { Schedule } from './schedule.ts';
import { ApiToken, NewApiToken, Session, Tokens, User, UserRecord } from './user.ts';

/** The entities that documentation tells once, by name. */
export const documented = {
  Analytics,
  ApiToken,
  Attempt,
  AuditEntry,
  BulkOperation,
  BulkResult,
  BulkStarted,
  Checkpoint,
  ControlResult,
  FailureGroup,
  Heatmap,
  Issue,
  Job,
  JobLog,
  JobProgress,
  JobResult,
  JobTypeInfo,
  NewApiToken,
  QueueStatus,
  Schedule,
  Session,
  Tokens,
  User,
  UserRecord,
};
