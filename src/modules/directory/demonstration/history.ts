import { earlier } from '../../../kernel/earlier.ts';
import { settingsOf } from '../../../kernel/http/page-routes.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { demonstrationMandate, demonstrationVisit } from '../../people/index.ts';
import { noOrganisationFacts, noPlaceFacts, noServiceFacts } from '../facts.ts';
import { confirmSubject } from '../subjects/confirmation.ts';
import { createSubject } from '../subjects/creating.ts';
import { saveDraft } from '../subjects/draft.ts';
import { editSubject } from '../subjects/editing.ts';
import { organisationSubject } from '../subjects/organisation.ts';
import { placeSubject } from '../subjects/place.ts';
import { revertTo } from '../subjects/reverting.ts';
import type { Authorship } from '../subjects/revision.ts';
import { keptSubjects } from '../subjects/subject.ts';
import { subjectBySlug } from '../suggestions/queries/subjects.ts';
import { KEPT, sampleStructure } from './keepers.ts';

const DAY = 24;

/** What people wrote of pages in the last months: a history of several authors, drafts, a page kept under a mandate. */
export async function demonstrationHistory(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  await keptByTwo(kernel, territory);
  await keptUnderMandate(kernel, territory);
}

async function keptByTwo(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const by = async (who: 'owner' | 'editor'): Promise<Authorship & { actor: `account:${string}` }> => ({
    actor: `account:${(await demonstrationVisit(kernel, territory, who)).viewer?.accountId ?? ''}`,
  });
  const [owner, editor] = [await by('owner'), await by('editor')];
  const structure = await sampleStructure(kernel, territory, KEPT);
  const place = await subjectBySlug(kernel, territory.id, 'place', KEPT);
  if (!place) throw new Error(`${KEPT} has no place of its name.`);
  const placeId = place.kept.id;
  const described = (daysAgo: number, author: Authorship, description: string) =>
    editSubject(earlier(kernel, daysAgo * DAY), territory, placeSubject, placeId, author, (facts) => ({ ...facts, description }));

  await described(96, owner, 'Entrée par la cour : sonnez, on vous ouvre.');
  await described(61, editor, 'Entrée par la cour, à gauche du lavoir. Poussettes et fauteuils bienvenus.');
  const written = await described(33, editor, 'Fermé pour travaux jusqu’à nouvel ordre.');
  // Written of the wrong week: the owner went back to what was there before.
  if (written)
    await revertTo(earlier(kernel, 32 * DAY), territory, { subject: 'place', id: placeId }, written.revision - 1, {
      ...owner,
      reason: 'Les travaux sont finis.',
    });
  await editSubject(earlier(kernel, 24 * DAY), territory, organisationSubject, structure.id, owner, (facts) => ({
    ...facts,
    languages: ['fr', 'pt', 'ar'],
  }));
  for (const [subject, id] of [
    ['organisation', structure.id],
    ['place', placeId],
  ] as const)
    await confirmSubject(earlier(kernel, 20 * DAY), territory, { subject, id }, owner);

  const kept = (await keptSubjects(kernel, territory.id, organisationSubject, [structure.id])).get(structure.id);
  if (!kept) return;
  await saveDraft(
    earlier(kernel, 2 * DAY),
    territory,
    {
      subject: 'organisation',
      target: { id: kept.id, revision: kept.revision },
      facts: {
        ...kept.facts,
        description: `${kept.facts.description} Dès janvier, une livraison le vendredi pour les personnes qui ne peuvent pas se déplacer.`,
      },
    },
    owner.actor,
  );
  await saveDraft(
    earlier(kernel, DAY),
    territory,
    {
      subject: 'service',
      target: { newId: newId(), owner: { organisationId: structure.id, placeId } },
      facts: {
        ...noServiceFacts,
        name: 'Livraison du vendredi',
        description: 'Vos courses chez vous, à vélo, si vous ne pouvez pas venir.',
      },
    },
    editor.actor,
  );
}

/** Somebody without an account, whose page an agent keeps. */
async function keptUnderMandate(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const id = newId();
  const by = await demonstrationMandate(kernel, territory, id);
  const owner = { organisationId: id, placeId: null };
  const then = earlier(kernel, 44 * DAY);
  await kernel.database.unit(
    async () => {
      const facts = {
        ...noOrganisationFacts,
        name: 'Les Confitures de Rosa',
        description: 'Confitures du jardin, sans colorant, et bocaux repris contre une remise.',
        kinds: ['farm-shop'] as const,
        legalForm: 'micro-enterprise' as const,
        phone: '+33465719005',
      };
      await createSubject(then, territory, { subject: 'organisation', id, facts, owner: { organisationId: null, placeId: null } }, by);
      await createSubject(
        then,
        territory,
        {
          subject: 'place',
          owner,
          facts: {
            ...noPlaceFacts,
            name: 'Les Confitures de Rosa',
            kinds: ['farm-shop'],
            street: '6 venelle des Couturières',
            postcode: '00741',
            locality: 'Montbrillet',
            communeCode: territory.code,
            position: { longitude: 6.2831, latitude: 46.2032 },
            openingHours: 'We 14:00-18:00; Sa 09:00-12:00',
          },
        },
        by,
      );
      await editSubject(earlier(kernel, 11 * DAY), territory, organisationSubject, id, by, (kept) => ({
        ...kept,
        description: `${kept.description} Commandes de fin d’année jusqu’au 12 décembre.`,
      }));
    },
    settingsOf(await demonstrationVisit(kernel, territory, 'agent')),
  );
}
