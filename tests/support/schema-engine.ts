import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';

interface DiffTarget {
  tag: 'empty' | 'schemaDatamodel' | 'schemaDatasource';
  files?: { path: string; content: string }[];
  configDir?: string;
}
interface SchemaEngine {
  diff(params: {
    from: DiffTarget;
    to: DiffTarget;
    script: boolean;
    exitCode: boolean;
    filters: { externalTables: string[]; externalEnums: string[] };
  }): Promise<{
    exitCode: number;
    stdout: string | null;
  }>;
}

/** The part of the global that is used here; TypeScript has it only in the browser's library. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
};

/** OID 18 ("char"), which the engine's introspection returns and adapter-pg can't map. */
const INTERNAL_CHAR = 18;
const TEXT = 25;

/** Makes the adapter read "char" columns as single characters. */
function readInternalChars(adapter: SqlDriverAdapter): SqlDriverAdapter {
  // biome-ignore lint/suspicious/noExplicitAny: performIO is the adapter's private seam, and the only place where the OIDs can be changed.
  const patched = adapter as any;
  const performIO = patched.performIO.bind(adapter);
  let columns: number[] = [];
  patched.performIO = async (query: unknown) => {
    const result = await performIO(query);
    columns = [];
    result.fields?.forEach((field: { dataTypeID: number }, index: number) => {
      if (field.dataTypeID !== INTERNAL_CHAR) return;
      field.dataTypeID = TEXT;
      columns.push(index);
    });
    return result;
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of columns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

let loaded = 0;

async function loadEngine(connectionString: string, files: { path: string; content: string }[]): Promise<SchemaEngine> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  // The glue keeps its instance in the module's own variables, so each engine needs a module of its own.
  const glue = await import(`${pathToFileURL(path.join(folder, 'schema_engine_bg.js')).href}?engine=${loaded++}`);
  const module = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const factory = new PrismaPg({ connectionString });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => readInternalChars(await connect()) as Awaited<ReturnType<typeof connect>>;
  return glue.SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/**
 * The SQL that would take the database at `connectionString` (or an empty one) to prisma/schema.prisma; null where nothing differs.
 * It never uses the engine's shadow database: given a connection string, that one ran against the main database.
 */
export async function diffSchema(connectionString: string, from: 'database' | 'empty'): Promise<string | null> {
  const file = { path: 'prisma/schema.prisma', content: readFileSync('prisma/schema.prisma', 'utf8') };
  const engine = await loadEngine(connectionString, [file]);
  const { exitCode, stdout } = await engine.diff({
    from: from === 'empty' ? { tag: 'empty' } : { tag: 'schemaDatasource', files: [file], configDir: '.' },
    to: { tag: 'schemaDatamodel', files: [file] },
    script: true,
    exitCode: true,
    filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
  });
  return exitCode === 0 ? null : stdout;
}
