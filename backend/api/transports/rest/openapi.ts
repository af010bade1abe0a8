import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { ZodType } from 'zod';
import { contract } from '#contract/contract.ts';
import { exportJobs } from '#contract/procedures/export.ts';
import { documented } from '#contract/schemas/documented.ts';
import { CONTRACT_VERSION } from '#contract/version.ts';

export const schemaConverter = new ZodToJsonSchemaConverter();

const DESCRIPTION = `The control API of Syncdeck: background sync jobs, what is done to them, and what came of it.

**Sign in** with \`POST /v4/auth/login\` and send the access token as \`Authorization: Bearer …\`. Roles: a *viewer* looks, an *operator*
acts on jobs, an *admin* also changes schedules, users and settings.

**A control action holds once it is answered**: from a pause's or a cancel's answer on the job writes nothing more.

**Lists** come in pages. \`nextCursor\` asks for the next one; it belongs to its filter and order. Pages are found by key, so that none
repeats or skips what was there, however far in.

**An error** is \`{ code, status, message, data }\` everywhere. 400 names each field in \`data.issues\`; 409 \`CONFLICT\` says the job's status
and the actions that it allows. Branch on \`code\`; \`message\` is for people.

**Times** are ISO 8601 in UTC.`;

/** The contract as an OpenAPI document. */
export async function generateDocument(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [schemaConverter] });
  const commonSchemas = Object.fromEntries(Object.entries(documented).map(([name, schema]) => [name, { schema: schema as ZodType }]));
  return generator.generate(
    { ...contract, export: exportJobs },
    {
      commonSchemas,
      info: { title: 'Syncdeck control API', version: CONTRACT_VERSION, description: DESCRIPTION, license: { name: 'MIT' } },
      servers: [{ url: '/' }],
      tags: [
        { name: 'Sign-in' },
        { name: 'Users', description: 'Who may sign in, and as what.' },
        { name: 'API tokens', description: 'For scripts.' },
        { name: 'Jobs', description: 'Runs of a job type: list, trigger, look.' },
        { name: 'Control actions', description: 'What a person does to a job. Each leaves one row in the audit trail.' },
        { name: 'Bulk actions', description: 'The same to many jobs, stored, resumable, abortable.' },
        { name: 'Schedules', description: 'When a job type runs by itself.' },
        { name: 'History and figures', description: 'What was, and how it went.' },
      ],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ bearer: [] }],
    },
  );
}
