import {
  BulkIdInput,
  BulkInput,
  BulkListInput,
  BulkOperation,
  BulkPage,
  BulkResultPage,
  BulkResultsInput,
  BulkStarted,
} from '../schemas/bulk.ts';
import { JOBS, notFound, operator, viewer } from './base.ts';

const tags = ['Bulk actions'];

export const bulk = {
  start: operator
    .route({
      method: 'POST',
      path: `${JOBS}/bulk`,
      successStatus: 202,
      tags,
      operationId: 'startBulk',
      summary: 'Act on many jobs',
      description:
        'By ids or by a filter. The jobs are fixed now; the work is stored, goes on after a crash, and leaves one audit row for each job.',
    })
    .input(BulkInput)
    .output(BulkStarted),
  list: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/bulk`,
      tags,
      operationId: 'listBulk',
      summary: 'List bulk actions',
      description: 'By anyone, newest first.',
    })
    .input(BulkListInput)
    .output(BulkPage),
  get: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/bulk/{bulkId}`,
      tags,
      operationId: 'getBulk',
      summary: 'Get a bulk action',
      description: 'How far it is.',
    })
    .input(BulkIdInput)
    .output(BulkOperation)
    .errors(notFound),
  results: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/bulk/{bulkId}/results`,
      tags,
      operationId: 'getBulkResults',
      summary: 'List a bulk action’s results',
      description: 'One for each job that was worked through.',
    })
    .input(BulkResultsInput)
    .output(BulkResultPage)
    .errors(notFound),
  stop: operator
    .route({
      method: 'DELETE',
      path: `${JOBS}/bulk/{bulkId}`,
      tags,
      operationId: 'stopBulk',
      summary: 'Stop a bulk action',
      description: 'What was done stays done.',
    })
    .input(BulkIdInput)
    .output(BulkOperation)
    .errors(notFound),
};
