import { exploded } from '../schemas/common.ts';
import { ExportInput } from '../schemas/insight.ts';
import { JOBS, viewer } from './base.ts';

/** A stream of text, so REST alone has it: not a member of the contract that every transport serves, but told and guarded like one. */
export const exportJobs = viewer
  .route({
    method: 'GET',
    path: `${JOBS}/export`,
    tags: ['History and figures'],
    operationId: 'exportJobs',
    summary: 'Export jobs, history or audit',
    description: 'Everything under a filter, newest first, streamed as CSV (for spreadsheets: formulas are made text) or as a JSON array.',
    // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI operation as oRPC hands it over.
    spec: (operation: any) => ({
      ...exploded('status', 'jobType')(operation),
      responses: {
        ...operation.responses,
        200: {
          description: 'The rows',
          content: {
            'text/csv': { schema: { type: 'string' } },
            'application/json': { schema: { type: 'array', items: { type: 'object' } } },
          },
        },
      },
    }),
  })
  .input(ExportInput);
