import { z } from 'zod';
import { type StructureRole, structureRoles } from '../../../kernel/access/viewer.ts';
import { choice } from '../../../kernel/http/fields.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewCard, ReviewItem, ReviewKind } from '../../../kernel/review.ts';
import { keepersOf } from '../../people/index.ts';
import { directoryMessages } from '../messages.ts';
import { grantClaim, refuseClaim, withdrawClaim } from './commands.ts';
import { GrantedRole } from './decision-views.tsx';
import { claimMessages } from './messages.ts';
import { claimById } from './queries.ts';
import { CLAIM_ITEM } from './rules.ts';
import type { ClaimToDecide } from './view-models.ts';

const wordsOf = (locale: Locale) => translator(claimMessages, locale);

function claimIdIn({ payload }: ReviewItem): string {
  return z.object({ claimId: z.string() }).parse(payload).claimId;
}

/** The claim of an item; null where it waits for nobody any more. */
async function askedClaim(kernel: Kernel, territoryId: string, item: ReviewItem): Promise<Omit<ClaimToDecide, 'who'> | null> {
  const claim = await claimById(kernel, territoryId, claimIdIn(item));
  if (claim?.state !== 'asked') return null;
  const keepers = await keepersOf(kernel, territoryId, claim.organisation.id);
  return { ...claim, isKept: keepers.some(({ role }) => role === 'owner') };
}

const fields = z.object({ role: choice(structureRoles) });

/** Claims that wait for the word of somebody of the portal: the others wait for a code, or for the structure's owners. */
export const claimKind: ReviewKind = {
  kind: CLAIM_ITEM,
  label: (locale) => wordsOf(locale)('directory.claim.item'),
  thanks: (locale) => wordsOf(locale)('directory.claim.item.thanks'),
  reasons: (locale) => (['unknown', 'other', 'code'] as const).map((reason) => wordsOf(locale)(`directory.claim.item.reason.${reason}`)),
  // Whoever keeps a page may say who else does: nobody gets that by one tick among fifty.
  isByFormOnly: true,
  async present(kernel, visit, items) {
    const t = wordsOf(visit.locale);
    const cards = new Map<string, ReviewCard>();
    for (const item of items) {
      const claim = await askedClaim(kernel, visit.territory.id, item);
      if (!claim) continue;
      cards.set(item.id, {
        path: `/annuaire/${claim.organisation.slug}`,
        summary: t(claim.isKept ? 'directory.claim.item.summary.kept' : 'directory.claim.item.summary'),
        facts: [],
        similar: [],
      });
    }
    return cards;
  },
  form: {
    path: 'confier',
    label: (locale) => wordsOf(locale)('directory.claim.item.grant'),
    fields,
    messages: directoryMessages,
    async controls(kernel, visit, item, form, wrong) {
      const claim = await askedClaim(kernel, visit.territory.id, item);
      return claim && <GrantedRole isKept={claim.isKept} visit={visit} form={form} wrong={wrong} />;
    },
  },
  async approve(kernel, visit, item, { actor }, input) {
    const { role } = input as { role: StructureRole };
    const granted = await grantClaim(kernel, visit.territory.id, claimIdIn(item), role, actor);
    return granted
      ? { path: `/mon-espace/structures/${granted.organisationId}` }
      : { mistakes: [{ field: '', key: 'directory.finding.gone' }] };
  },
  async refuse(kernel, visit, item, { actor, reason, message }) {
    const said = [reason, message].filter((words) => words !== null).join('\n\n');
    await refuseClaim(kernel, visit.territory.id, claimIdIn(item), said, actor);
  },
  async withdraw(kernel, territoryId, item) {
    await withdrawClaim(kernel, territoryId, claimIdIn(item), item.author.replace('account:', ''));
  },
};
