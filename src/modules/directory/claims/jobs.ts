import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { raiseItems, supersedeItem } from '../../moderation/index.ts';
import { accountsById, keepersOf, portalOf } from '../../people/index.ts';
import { claimSettled } from '../events.ts';
import { structuresById } from '../queries/find-structure.ts';
import type { DB } from '../tables.generated.ts';
import { lockStructure } from './commands.ts';
import { tellClaimant } from './letters.ts';
import { claimsTo } from './queries.ts';
import { CLAIM_DAYS, CLAIM_ITEM } from './rules.ts';
import { openClaimStates } from './states.ts';

/** Takes a claim that waits no more out of the queue of moderation, wherever it was answered. Idempotent. */
export function leaveQueue(kernel: Kernel, territoryId: string, claimId: string): Promise<void> {
  return supersedeItem(kernel, territoryId, CLAIM_ITEM, claimId);
}

/**
 * Claims to a structure that waited for its owners are the moderators' to answer once it has none, and wait in the queue. Idempotent.
 */
export async function askModerators(kernel: Kernel, territoryId: string, organisationId: string): Promise<void> {
  await kernel.database.unit(
    async () => {
      // Whoever claims it at this moment has seen owners, and their claim is read below, or sees none, and asks moderators.
      await lockStructure(kernel, territoryId, organisationId);
      if ((await keepersOf(kernel, territoryId, organisationId)).some(({ role }) => role === 'owner')) return;
      const waiting = await claimsTo(kernel, territoryId, organisationId);
      const names = await accountsById(
        kernel,
        waiting.map(({ accountId }) => accountId),
      );
      for (const { id, accountId, organisation, message } of waiting)
        await raiseItems(kernel, territoryId, `account:${accountId}`, [
          {
            kind: CLAIM_ITEM,
            about: { subject: 'organisation', id: organisationId },
            title: organisation.name,
            words: [names.get(accountId)?.name ?? null],
            payload: { claimId: id },
            onceKey: id,
            note: message,
          },
        ]);
    },
    { keeper: territoryId },
  );
}

/** Ends the claims of a territory that waited too long, and tells who made them. Idempotent. */
export async function expireClaims(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const { id: territoryId } = territory;
  const now = kernel.clock.now();
  await kernel.database.unit(
    async () => {
      const db = kernel.database.kysely<DB>();
      const expired = await db
        .updateTable('directory.claim')
        .set({ state: 'expired', code_digest: null, changed_at: now, changed_by: 'system' })
        .where('territory_id', '=', territoryId)
        .where('state', 'in', [...openClaimStates])
        .where((eb) =>
          eb.or([
            eb('code_expires_at', '<', now),
            eb.and([eb('code_expires_at', 'is', null), eb('opened_at', '<', now.subtract({ hours: 24 * CLAIM_DAYS }))]),
          ]),
        )
        .returning(['id', 'account_id', 'organisation_id'])
        .execute();
      const structures = await structuresById(
        kernel,
        territoryId,
        expired.map((claim) => claim.organisation_id),
      );
      for (const { id, account_id: accountId, organisation_id: organisationId } of expired) {
        await kernel.events.emit(claimSettled, { territoryId, claimId: id });
        const name = structures.get(organisationId)?.name;
        if (name !== undefined)
          await tellClaimant(kernel, portalOf(kernel.config, territory), { id, accountId, organisationId, name }, { outcome: 'expired' });
      }
    },
    { keeper: territoryId },
  );
}

/** Writes down whether somebody keeps a structure, as its page says it. Idempotent. */
export async function followKeepers(kernel: Kernel, territoryId: string, organisationId: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('directory.organisation')
    .set({ is_kept: (await keepersOf(kernel, territoryId, organisationId)).length > 0 })
    .where('territory_id', '=', territoryId)
    .where('id', '=', organisationId)
    .execute();
}
