import { sql } from 'kysely';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { communeOf } from '../queries/list.ts';
import { pageScope } from '../queries/scope.ts';
import type { DB } from '../tables.generated.ts';
import { type ClaimWay, ownDomains } from './rules.ts';
import { type ClaimState, openClaimStates } from './states.ts';
import type { ClaimTarget, ClaimView } from './view-models.ts';

/** The structure of a page of this portal; null where there is none, or it has closed. */
export async function claimTarget(kernel: Kernel, visit: Visit, slug: string): Promise<ClaimTarget | null> {
  const scope = pageScope(visit.territory, visit.query['commune']);
  const { rows } = await sql<{
    territory_id: string;
    id: string;
    slug: string;
    name: string;
    websites: string[];
    emails: string[];
    address: { street: string; postcode: string | null; locality: string | null } | null;
  }>`
    select o.territory_id, o.id, o.slug, o.name,
      array_remove(o.website || array(select p.website from directory.place p where p.territory_id = o.territory_id and p.organisation_id = o.id), null) as websites,
      array_remove(o.email || array(select p.email from directory.place p where p.territory_id = o.territory_id and p.organisation_id = o.id), null) as emails,
      (select json_build_object('street', p.street, 'postcode', p.postcode, 'locality', p.locality) from directory.place p
        where p.territory_id = o.territory_id and p.organisation_id = o.id and p.state = 'published' and p.street is not null
          and not p.is_address_confidential order by p.created_at, p.id limit 1) as address
    from directory.organisation o
    where o.territory_id = any(${scope}::uuid[]) and o.slug = ${slug} and o.state <> 'closed'
    order by array_position(${scope}::uuid[], o.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row) return null;
  return {
    territoryId: row.territory_id,
    id: row.id,
    slug: row.slug,
    commune: communeOf(visit.territory, row.territory_id),
    name: row.name,
    domains: ownDomains(row),
    address: row.address && [row.address.street, [row.address.postcode, row.address.locality].filter(Boolean).join(' ')].filter(Boolean),
  };
}

/** Claims that the current unit of work may see, the oldest first. */
async function claims(
  kernel: Kernel,
  territoryId: string,
  which: { accountId?: string; organisationId?: string; id?: string; states?: readonly ClaimState[] },
): Promise<ClaimView[]> {
  let query = kernel.database
    .kysely<DB>()
    .selectFrom('directory.claim as c')
    .innerJoin('directory.organisation as o', (join) =>
      join.onRef('o.territory_id', '=', 'c.territory_id').onRef('o.id', '=', 'c.organisation_id'),
    )
    .select(['c.id', 'c.state', 'c.way', 'c.account_id', 'c.sent_to', 'c.code_expires_at', 'c.attempts', 'c.verified_at', 'c.message'])
    .select(['c.reason', 'c.opened_at', 'o.id as organisation_id', 'o.slug', 'o.name'])
    .where('c.territory_id', '=', territoryId);
  if (which.accountId !== undefined) query = query.where('c.account_id', '=', which.accountId);
  if (which.organisationId !== undefined) query = query.where('c.organisation_id', '=', which.organisationId);
  if (which.id !== undefined) query = query.where('c.id', '=', which.id);
  if (which.states) query = query.where('c.state', 'in', [...which.states]);
  const rows = await query.orderBy('c.opened_at').orderBy('c.id').execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state as ClaimState,
    way: row.way as ClaimWay,
    accountId: row.account_id,
    organisation: { id: row.organisation_id, slug: row.slug, name: row.name },
    sentTo: row.sent_to,
    codeExpiresAt: row.code_expires_at,
    attempts: row.attempts,
    isVerified: row.verified_at !== null,
    message: row.message,
    reason: row.reason,
    openedAt: row.opened_at,
  }));
}

/** What somebody's claim to a structure has become: the last one; null where there was none. In a unit of its territory. */
export async function ownClaim(
  kernel: Kernel,
  target: Pick<ClaimTarget, 'territoryId' | 'id'>,
  accountId: string,
): Promise<ClaimView | null> {
  return (await claims(kernel, target.territoryId, { accountId, organisationId: target.id })).at(-1) ?? null;
}

/** Claims to a structure that wait for who keeps it. In a unit that may see them. */
export function claimsTo(kernel: Kernel, territoryId: string, organisationId: string): Promise<ClaimView[]> {
  return claims(kernel, territoryId, { organisationId, states: ['asked'] });
}

/** Claims of a territory that wait: for a letter, for a code, or for an answer. In a moderator's unit. */
export function waitingClaims(kernel: Kernel, territoryId: string): Promise<ClaimView[]> {
  return claims(kernel, territoryId, { states: openClaimStates });
}

/** One claim, whatever its state; null where the unit may not see it. */
export async function claimById(kernel: Kernel, territoryId: string, id: string): Promise<ClaimView | null> {
  return (await claims(kernel, territoryId, { id }))[0] ?? null;
}

/** Letters to print for a territory's claims; those that wait for a word are in the queue of moderation. */
export async function lettersToPrint(kernel: Kernel, territoryId: string): Promise<number> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.claim')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('territory_id', '=', territoryId)
    .where('state', '=', 'opened')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
