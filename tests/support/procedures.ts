import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { schemaConverter } from '#backend/api/transports/rest/openapi.ts';
import { contract } from '#contract/contract.ts';
import type { ProcedureMeta } from '#contract/procedures/base.ts';

export interface Procedure {
  path: string[];
  name: string;
  method: string;
  /** Of its REST form, with {params}. */
  url: string;
  role: ProcedureMeta['role'];
  /** JSON schema of its input, if it takes any. */
  input: JsonSchema | undefined;
}

export interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  format?: string;
  minimum?: number;
}

/** Every procedure of the contract, found by walking it: one that is added is in every suite that uses this. */
export function listProcedures(level: unknown = contract, path: string[] = []): Procedure[] {
  if (!isContractProcedure(level)) {
    return Object.entries(level as Record<string, unknown>).flatMap(([key, next]) => listProcedures(next, [...path, key]));
  }
  const { route, meta, inputSchema } = (level as AnyContractProcedure)['~orpc'];
  const input = inputSchema && (schemaConverter.convert(inputSchema, { strategy: 'input' })[1] as JsonSchema);
  return [
    {
      path,
      name: path.join('.'),
      method: route.method ?? 'POST',
      url: route.path ?? '',
      role: (meta as ProcedureMeta).role,
      input,
    },
  ];
}

/** A value that fits the schema: its own example first; of an object only what it must have. */
export function sample(schema: JsonSchema, supply: (field: string) => unknown = () => undefined): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (variant) return sample(variant, supply);
  if (schema.type === 'object' || schema.properties || schema.allOf) {
    const parts = schema.allOf ?? [schema];
    const fields = parts.flatMap((part) =>
      Object.entries(part.properties ?? {}).map(([field, value]) => ({ field, value, isRequired: part.required?.includes(field) })),
    );
    return Object.fromEntries(
      fields.flatMap(({ field, value, isRequired }) => {
        const supplied = supply(field);
        if (supplied !== undefined) return [[field, supplied]];
        return isRequired ? [[field, sample(value, supply)]] : [];
      }),
    );
  }
  if (schema.type === 'array') return [sample(schema.items ?? {}, supply)];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return false;
  if (schema.format === 'date-time') return '2026-01-02T03:04:05.678Z';
  if (schema.format === 'uuid') return '6f1c3a52-7d7e-4d7c-9a55-2d7a2b9f0c11';
  return 'sample-text';
}
