import { Readable } from 'node:stream';
import { type JsonSchema, JsonSchemaCoercer } from '@orpc/json-schema';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { exportJobs } from '#contract/procedures/export.ts';
import { ExportInput } from '#contract/schemas/insight.ts';
import { authorize } from '../../authorize.ts';
import type { ApiContext } from '../../context.ts';
import { badInput, toContractError } from '../../map-errors.ts';
import { schemaConverter } from './openapi.ts';

const [, inputSchema] = schemaConverter.convert(ExportInput, { strategy: 'input' }) as [boolean, JsonSchema];
const coercer = new JsonSchemaCoercer();

function readInput(query: unknown): ExportInput {
  const parsed = ExportInput.safeParse(coercer.coerce(inputSchema, query));
  if (parsed.success) return parsed.data;
  throw badInput(
    parsed.error.issues.map(({ path, message }) => ({
      path: path.map((part) => (typeof part === 'number' ? part : String(part))),
      message,
    })),
  );
}

/** Rows as they are read: the answer begins with the first page, and a failure later on cuts the connection, so that half an export is not taken for a whole one. */
export function serveExport(app: FastifyInstance, contextOf: (request: FastifyRequest) => ApiContext): void {
  app.get(exportJobs['~orpc'].route.path as string, async (request, reply) => {
    const context = contextOf(request);
    try {
      authorize(context.actor, exportJobs['~orpc'].meta.role);
      const input = readInput(request.query);
      const rows = context.services.insight.exportRows(input)[Symbol.asyncIterator]();
      const first = await rows.next();
      async function* all() {
        try {
          if (!first.done) yield first.value;
          for (let piece = await rows.next(); !piece.done; piece = await rows.next()) yield piece.value;
        } finally {
          await rows.return?.();
        }
      }
      const name = `syncdeck-${input.of}-${new Date().toISOString().slice(0, 10)}.${input.format}`;
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .type(input.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
        .send(Readable.from(all(), { objectMode: false }));
    } catch (error) {
      throw toContractError(error, context.onUnexpected);
    }
  });
}
