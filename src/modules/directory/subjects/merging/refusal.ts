import { sql } from 'kysely';
import type { Kernel } from '../../../../kernel/module.ts';
import { isAddressSecret, type SubjectName } from '../../facts.ts';
import type { DB } from '../../tables.generated.ts';
import type { MergerRefusal } from '../../upkeep-models.ts';

/** What of two that may be one is beside their facts. */
export interface Circumstances {
  /** Of the one that stays, as far as either knows. */
  organisationId: string | null;
  placeId: string | null;
  isOfTwo: boolean;
  /** Sources that told of both. */
  sharedSources: readonly string[];
  /** Of structures: their places whose address is confidential, and whether only one of them has any. */
  secretPlaceIds: readonly string[];
  isSecretOfOne: boolean;
}

interface Row {
  id: string;
  organisation_id: string | null;
  place_id: string | null;
  sources: string[];
  secret_place_ids: string[];
}

export async function circumstancesOf(
  kernel: Kernel,
  territoryId: string,
  subject: SubjectName,
  { keepId, mergedId }: { keepId: string; mergedId: string },
): Promise<Circumstances> {
  const owner = { organisation: sql`s.id`, place: sql`s.organisation_id`, service: sql`s.organisation_id` }[subject];
  const { rows } = await sql<Row>`
    select s.id, ${owner} as organisation_id, ${subject === 'service' ? sql`s.place_id` : sql`null::uuid`} as place_id,
      array(select distinct r.source from directory.source_record r
        where r.territory_id = s.territory_id and r.${sql.ref(`${subject}_id`)} = s.id) as sources,
      array(select p.id from directory.place p
        where ${subject === 'organisation'} and p.territory_id = s.territory_id and p.organisation_id = s.id and p.is_address_confidential) as secret_place_ids
    from ${sql.table(`directory.${subject}`)} s where s.territory_id = ${territoryId} and s.id in (${keepId}, ${mergedId})`.execute(
    kernel.database.kysely<DB>(),
  );
  const [kept, merged] = [keepId, mergedId].map((id) => rows.find((row) => row.id === id));
  const owners = [kept?.organisation_id ?? null, merged?.organisation_id ?? null];
  const secrets = [kept?.secret_place_ids ?? [], merged?.secret_place_ids ?? []];
  return {
    organisationId: owners[0] ?? owners[1] ?? null,
    placeId: kept?.place_id ?? merged?.place_id ?? null,
    isOfTwo: subject !== 'organisation' && owners[0] !== null && owners[1] !== null && owners[0] !== owners[1],
    sharedSources: (kept?.sources ?? []).filter((source) => merged?.sources.includes(source)),
    secretPlaceIds: secrets.flat(),
    isSecretOfOne: secrets.some((ids) => ids.length > 0) && secrets.some((ids) => ids.length === 0),
  };
}

/** Why two are not made one; null where nothing stands against it. */
export function refusalOf(
  subject: SubjectName,
  kept: object,
  merged: object,
  { isOfTwo, isSecretOfOne }: Circumstances,
  hidesAddress: boolean,
): MergerRefusal | null {
  if (isOfTwo) return 'two-organisations';
  const isSecret = subject === 'organisation' ? isSecretOfOne : isAddressSecret(kept) !== isAddressSecret(merged);
  return isSecret && !hidesAddress ? 'confidential' : null;
}
