import { type RawBuilder, sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';

/** Degrees of latitude, some 3 km: what lies further from every district is in none. */
const NEAR_DEGREES = 0.027;

/** The nearest district of where a row is, as a lateral join gives it: one row of `name`, or none. `row`: its alias. */
export function nearestDistrict(
  { districts, centre }: Pick<TerritoryContext, 'districts' | 'centre'>,
  row: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const narrowing = Math.cos(((centre?.latitude ?? 46) * Math.PI) / 180);
  return sql`
        select n.name from unnest(${districts.map(({ name }) => name)}::text[], ${districts.map(({ latitude }) => latitude)}::float8[],
            ${districts.map(({ longitude }) => longitude)}::float8[]) as n (name, latitude, longitude)
        where sqrt((n.latitude - ${row}.latitude) ^ 2 + ((n.longitude - ${row}.longitude) * ${narrowing}::float8) ^ 2) < ${NEAR_DEGREES}
        order by (n.latitude - ${row}.latitude) ^ 2 + ((n.longitude - ${row}.longitude) * ${narrowing}::float8) ^ 2, n.name limit 1`;
}
