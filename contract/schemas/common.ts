import { z } from 'zod';

/** A moment. JSON has it as ISO 8601 in UTC; code has a Date. `z.coerce.date()` would make 1970 of null. */
export const DateTime = z
  .union([z.date(), z.iso.datetime({ offset: true }).transform((value) => new Date(value))])
  .describe('A moment, ISO 8601')
  .meta({ examples: ['2026-01-02T03:04:05.678Z'] });

/** PostgreSQL's text has no NUL, and its JSON no half of a surrogate pair. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0'), 'must not contain a NUL character')
    .refine((value) => !/\p{Surrogate}/u.test(value), 'must be well-formed Unicode: it contains half of a surrogate pair');

export const Reason = text(1_000)
  .trim()
  .optional()
  .describe('Why, for the audit trail')
  .meta({ examples: ['The source is down for maintenance'] });

export const Priority = z
  .number()
  .int()
  .min(1)
  .max(10)
  .describe('1 (most urgent) to 10; it orders the jobs of one type')
  .meta({ examples: [5] });

export const Search = text(200)
  .optional()
  .describe('A part of the text searched for, in any case')
  .meta({ examples: ['quran-'] });

export const Limit = z.number().int().min(1).max(200).default(50).describe('Items on a page');

export const Cursor = z.string().max(2_000).optional().describe('`nextCursor` of the page before; the filter must be the same');

export const NextCursor = z.string().nullable().describe('What the next page is asked with; null on the last one');

/** Many values of one query parameter: the key is repeated. A lone `status=a` arrives as a string. */
export const queryArray = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item).max(100), item.transform((value) => [value] as z.output<Item>[])]);

/** Documents those parameters as repeated keys. */
export const exploded =
  (...names: string[]) =>
  // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI operation as oRPC hands it over; its own type knows neither our schemas nor references.
  (operation: any) => ({
    ...operation,
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    parameters: operation.parameters?.map((parameter: any) =>
      names.includes(parameter.name)
        ? { ...parameter, style: 'form', explode: true, schema: parameter.schema.anyOf?.[0] ?? parameter.schema }
        : parameter,
    ),
  });

export const Issue = z
  .object({
    path: z.array(z.union([z.string(), z.number()])).describe('Where in the input'),
    message: z.string().describe('What is wrong with it'),
  })
  .meta({
    id: 'Issue',
    description: 'One thing that is wrong with the input',
    examples: [{ path: ['cronExpression'], message: 'it has 4 fields' }],
  });
export type Issue = z.output<typeof Issue>;

export { text };
