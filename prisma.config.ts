import { defineConfig } from 'prisma/config';

// `generate`, `validate` and `format` never run the schema engine, but Prisma looks for its file. Where that binary can't be
// downloaded, any existing file satisfies it; every other command must keep finding the real one.
if (process.argv.some((word) => ['generate', 'validate', 'format'].includes(word))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
