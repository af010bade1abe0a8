import { exploded } from '../schemas/common.ts';
import { ControlInput, ControlResult, PriorityInput, RetryInput } from '../schemas/control.ts';
import {
  Job,
  JobCounts,
  JobFilter,
  JobIdInput,
  JobPage,
  ListInput,
  ProgressAnswer,
  StatusAnswer,
  SuggestInput,
  Suggestions,
  TriggerInput,
} from '../schemas/job.ts';
import { AttemptPage, AuditPage, CheckpointList, JobTypeList, LogPage, LogsInput, PageInput } from '../schemas/records.ts';
import { conflict, JOBS, notFound, operator, viewer } from './base.ts';

const tags = ['Jobs'];
const control = ['Control actions'];

/** The key that a repeat is known by; over REST it travels beside the body. */
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI operation as oRPC hands it over.
function withIdempotencyHeader(operation: any) {
  const body = operation.requestBody?.content?.['application/json']?.schema;
  if (body?.properties) delete body.properties.idempotencyKey;
  const created = operation.responses?.['201'];
  return {
    ...operation,
    parameters: [
      ...(operation.parameters ?? []),
      {
        in: 'header',
        name: 'Idempotency-Key',
        required: false,
        schema: { type: 'string', minLength: 1, maxLength: 255 },
        description: 'A repeat by the same user within 24 hours answers 200 with the same job; with another body it is refused with 409.',
      },
    ],
    responses: { ...operation.responses, ...(created ? { 200: { ...created, description: 'A repeat: the job of the first call' } } : {}) },
  };
}

/** What a DELETE says beside its path stands in the query. */
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI operation as oRPC hands it over.
function withReasonInQuery({ requestBody, ...operation }: any) {
  const schema = requestBody?.content?.['application/json']?.schema?.properties?.reason;
  return { ...operation, parameters: [...(operation.parameters ?? []), { in: 'query', name: 'reason', required: false, schema }] };
}

export const jobs = {
  list: viewer
    .route({
      method: 'GET',
      path: JOBS,
      tags,
      operationId: 'listJobs',
      summary: 'List jobs',
      description:
        'Filtered, searched and sorted, a page at a time. Pages are found by key, so a deep one costs what the first does, and none repeats or skips a job.',
      spec: exploded('status', 'jobType'),
    })
    .input(ListInput)
    .output(JobPage),
  trigger: operator
    .route({
      method: 'POST',
      path: JOBS,
      successStatus: 201,
      tags,
      operationId: 'triggerJob',
      summary: 'Trigger a job',
      description: 'Makes a pending job. A worker takes it as soon as a slot of its type is free, or at `runAt`.',
      spec: withIdempotencyHeader,
    })
    .input(TriggerInput)
    .output(Job)
    .errors({ IDEMPOTENCY_MISMATCH: { status: 409, message: 'The Idempotency-Key was used for another request' }, ...notFound }),
  counts: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/counts`,
      tags,
      operationId: 'countJobs',
      summary: 'Count jobs',
      description: 'Under a filter, by type and status.',
      spec: exploded('status', 'jobType'),
    })
    .input(JobFilter)
    .output(JobCounts),
  suggest: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/suggest`,
      tags,
      operationId: 'suggestValues',
      summary: 'Suggest values for a query',
      description: 'Values of a field that recent jobs have.',
    })
    .input(SuggestInput)
    .output(Suggestions),
  types: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/types`,
      tags,
      operationId: 'listJobTypes',
      summary: 'List job types',
      description: 'With the JSON schema of their params.',
    })
    .output(JobTypeList),
  get: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/{jobId}`,
      tags,
      operationId: 'getJob',
      summary: 'Get a job',
      description: 'All that is known of it.',
    })
    .input(JobIdInput)
    .output(Job)
    .errors(notFound),
  status: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/{jobId}/status`,
      tags,
      operationId: 'getJobStatus',
      summary: 'Get a job’s status',
      description: 'With the actions that it allows.',
    })
    .input(JobIdInput)
    .output(StatusAnswer)
    .errors(notFound),
  progress: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/{jobId}/progress`,
      tags,
      operationId: 'getJobProgress',
      summary: 'Get a job’s progress',
      description: 'What is committed so far.',
    })
    .input(JobIdInput)
    .output(ProgressAnswer)
    .errors(notFound),
  logs: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/{jobId}/logs`,
      tags,
      operationId: 'getJobLogs',
      summary: 'Read a job’s log',
      description: 'A page at a time.',
      spec: exploded('level'),
    })
    .input(LogsInput)
    .output(LogPage)
    .errors(notFound),
  attempts: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/{jobId}/attempts`,
      tags,
      operationId: 'getJobAttempts',
      summary: 'List a job’s runs',
      description: 'Each from its start on a worker to its end; the one in hand comes last.',
    })
    .input(PageInput)
    .output(AttemptPage)
    .errors(notFound),
  checkpoints: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/{jobId}/checkpoints`,
      tags,
      operationId: 'getJobCheckpoints',
      summary: 'List when a job’s checkpoint moved',
      description: 'Oldest first.',
    })
    .input(JobIdInput)
    .output(CheckpointList)
    .errors(notFound),
  audit: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/{jobId}/audit`,
      tags,
      operationId: 'getJobAudit',
      summary: 'Read a job’s audit trail',
      description: 'It outlives the job.',
    })
    .input(PageInput)
    .output(AuditPage)
    .errors(notFound),
  pause: operator
    .route({
      method: 'POST',
      path: `${JOBS}/{jobId}/pause`,
      tags: control,
      operationId: 'pauseJob',
      summary: 'Pause a job',
      description: 'From the answer on the job writes nothing more, however busy its worker is.',
    })
    .input(ControlInput)
    .output(ControlResult)
    .errors({ ...notFound, ...conflict }),
  resume: operator
    .route({
      method: 'POST',
      path: `${JOBS}/{jobId}/resume`,
      tags: control,
      operationId: 'resumeJob',
      summary: 'Resume a job',
      description: 'It goes on from its checkpoint.',
    })
    .input(ControlInput)
    .output(ControlResult)
    .errors({ ...notFound, ...conflict }),
  cancel: operator
    .route({
      method: 'POST',
      path: `${JOBS}/{jobId}/cancel`,
      tags: control,
      operationId: 'cancelJob',
      summary: 'Cancel a job',
      description: 'From the answer on the job writes nothing more. What it wrote stays.',
    })
    .input(ControlInput)
    .output(ControlResult)
    .errors({ ...notFound, ...conflict }),
  retry: operator
    .route({
      method: 'POST',
      path: `${JOBS}/{jobId}/retry`,
      tags: control,
      operationId: 'retryJob',
      summary: 'Retry a job',
      description: 'From its checkpoint, or from the start; new params mean the start.',
    })
    .input(RetryInput)
    .output(ControlResult)
    .errors({ ...notFound, ...conflict }),
  delete: operator
    .route({
      method: 'DELETE',
      path: `${JOBS}/{jobId}`,
      tags: control,
      operationId: 'deleteJob',
      summary: 'Delete a job',
      description: 'With its logs and attempts. Its audit trail stays.',
      spec: withReasonInQuery,
    })
    .input(ControlInput)
    .output(ControlResult)
    .errors({ ...notFound, ...conflict }),
  priority: operator
    .route({
      method: 'PUT',
      path: `${JOBS}/{jobId}/priority`,
      tags: control,
      operationId: 'changeJobPriority',
      summary: 'Change a job’s priority',
      description: '1 is the most urgent.',
    })
    .input(PriorityInput)
    .output(ControlResult)
    .errors({ ...notFound, ...conflict }),
};
