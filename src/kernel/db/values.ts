import pg from 'pg';
import { Temporal } from 'temporal-polyfill';

/**
 * How PostgreSQL's values arrive. Left alone, the driver turns a `date` into midnight of the machine's zone (the
 * previous evening in Paris once printed in UTC) and an `int8` into a string.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.DATE, (text) => Temporal.PlainDate.from(text)],
  [pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text)],
  [pg.types.builtins.INT8, (text) => BigInt(text)],
]);

export const customTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Temporal values as PostgreSQL reads them; the driver would make JSON of them. */
export function toParameter(value: unknown): unknown {
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString();
  return value;
}
