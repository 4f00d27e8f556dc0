import { earlier } from '../../../kernel/earlier.ts';
import { settingsOf } from '../../../kernel/http/page-routes.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { submitItem } from '../../moderation/index.ts';
import { demonstrationVisit, grantRole, readNotices } from '../../people/index.ts';
import { grantClaim, openClaim, refuseClaim } from '../claims/commands.ts';
import { followKeepers } from '../claims/jobs.ts';
import { tellClaimant, tellOwners } from '../claims/letters.ts';
import { CLAIM_ITEM } from '../claims/rules.ts';
import { findStructure } from '../queries/find-structure.ts';

const DAY = 24;

/** The structure that two of the demonstration's people keep together. */
export const KEPT = 'l-epicerie-du-lavoir';
/** Of the grouping: active in two communes, and kept once. */
const VALLEY_WIDE = 'arvenne-mobile';

/** The structure of a page of the samples. @throws where there is none. */
export async function sampleStructure(kernel: Kernel, territory: TerritoryContext, slug: string): Promise<{ id: string; name: string }> {
  const structure = await findStructure(kernel, territory.id, slug);
  if (!structure) throw new Error(`The demonstration has no structure ${slug} in ${territory.slug}.`);
  return structure;
}

/** Who keeps which structures, and who would like to. */
export async function demonstrationKeepers(
  kernel: Kernel,
  { montbrillet, valley }: Readonly<Record<'montbrillet' | 'valley', TerritoryContext>>,
): Promise<void> {
  const moderator = await demonstrationVisit(kernel, montbrillet, 'moderator');
  const owner = await demonstrationVisit(kernel, montbrillet, 'owner');
  const editor = await demonstrationVisit(kernel, montbrillet, 'editor');
  const resident = await demonstrationVisit(kernel, montbrillet, 'resident');
  const actor = `account:${moderator.viewer?.accountId}`;
  const territoryId = montbrillet.id;

  const claimed = async (who: typeof owner, slug: string, daysAgo: number, message: string) => {
    const { id: organisationId, name } = await sampleStructure(kernel, montbrillet, slug);
    const then = earlier(kernel, daysAgo * DAY);
    const accountId = who.viewer?.accountId ?? '';
    const claim = await kernel.database.unit(
      () => openClaim(then, { territoryId, organisationId, accountId, way: 'word', message }),
      settingsOf(who),
    );
    if (!claim) throw new Error(`${slug} is claimed already.`);
    return { ...claim, accountId, organisationId, territoryId, name };
  };

  const first = await claimed(owner, KEPT, 120, 'Je coordonne l’épicerie depuis 2021. Vous pouvez m’appeler au magasin.');
  await kernel.database.unit(async () => {
    const then = earlier(kernel, 119 * DAY);
    await grantClaim(then, territoryId, first.id, 'owner', actor);
    await tellClaimant(then, moderator, first, { outcome: 'granted' });
  }, settingsOf(moderator));
  const keeper = `account:${first.accountId}`;
  await grantRole(
    earlier(kernel, 100 * DAY),
    { territoryId, accountId: editor.viewer?.accountId ?? '', role: 'editor', structureId: first.organisationId },
    keeper,
  );
  const wide = await sampleStructure(kernel, valley, VALLEY_WIDE);
  await grantRole(
    earlier(kernel, 70 * DAY),
    { territoryId: valley.id, accountId: first.accountId, role: 'owner', structureId: wide.id },
    'system',
  );

  const refused = await claimed(resident, 'cinema-le-palace-d-arvenne', 34, 'J’y vais tous les samedis.');
  await kernel.database.unit(async () => {
    const then = earlier(kernel, 33 * DAY);
    const reason = 'Le cinéma ne vous connaît pas. Demandez-lui d’écrire à la mairie, et nous reprendrons votre demande.';
    await refuseClaim(then, territoryId, refused.id, reason, actor);
    await tellClaimant(then, moderator, refused, { outcome: 'refused', reason });
  }, settingsOf(moderator));
  for (const [reader, daysAgo] of [
    [owner, 118],
    [resident, 32],
  ] as const)
    await kernel.database.unit(
      () => readNotices(earlier(kernel, daysAgo * DAY), territoryId, reader.viewer?.accountId ?? ''),
      settingsOf(reader),
    );
  const message = 'Je suis trésorier de la troupe : mon nom est sur le récépissé de la préfecture.';
  const waiting = await claimed(resident, 'theatre-de-la-grange-rouge', 3, message);
  await kernel.database.unit(
    () =>
      submitItem(
        earlier(kernel, 3 * DAY),
        resident,
        {
          kind: CLAIM_ITEM,
          about: { subject: 'organisation', id: waiting.organisationId },
          title: waiting.name,
          words: [resident.viewer?.name ?? null],
          payload: { claimId: waiting.id },
          onceKey: waiting.id,
        },
        { name: null, email: null, note: message },
      ),
    settingsOf(resident),
  );
  const shared = await claimed(resident, KEPT, 1, 'Je tiens la caisse le jeudi.');
  await kernel.database.unit(() => tellOwners(earlier(kernel, DAY), resident, shared), settingsOf(resident));

  // What the event of each role does a moment later, done now: pages say at once that they are kept.
  await followKeepers(kernel, territoryId, first.organisationId);
  await followKeepers(kernel, valley.id, wide.id);
}
