import pg from 'pg';

/** A string as an SQL literal, for the statements that must share a message with COMMIT and so can't have parameters. */
export const literal = (value: string): string => pg.escapeLiteral(value);

export const jsonLiteral = (value: unknown): string => `${literal(JSON.stringify(value))}::jsonb`;
