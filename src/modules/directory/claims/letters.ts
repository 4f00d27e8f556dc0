import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { accountsById, keepersOf, lettersTerritory } from '../../people/index.ts';
import { claimMessages } from './messages.ts';
import { CODE_DAYS, spellCode } from './rules.ts';

/** The code that shows that somebody reads the structure's mail, in the current unit of work. */
export async function sendCode(
  kernel: Kernel,
  visit: Visit,
  claim: { id: string; code: string; to: string; name: string; path: string },
): Promise<void> {
  const t = translator(claimMessages, visit.locale);
  const who = visit.viewer?.name ?? '';
  await kernel.mail.send({
    key: `directory.claim-code:${claim.id}`,
    to: claim.to,
    locale: visit.locale,
    territory: lettersTerritory(visit),
    subject: t('directory.claim.letter.code.subject', { name: claim.name }),
    paragraphs: [t('directory.claim.letter.code.body', { who, name: claim.name }), t('directory.claim.letter.code.how')],
    facts: [{ term: t('directory.claim.code'), value: spellCode(claim.code) }],
    action: { label: t('directory.claim.letter.code.action'), url: `${visit.origin}${visit.href(claim.path)}` },
    afterword: [t('directory.claim.letter.code.days', { days: CODE_DAYS.domain }), t('directory.claim.letter.code.not-you')],
    isDuty: true,
  });
}

/** Tells the owners that somebody says the structure is theirs too, in the current unit of work. */
export async function tellOwners(
  kernel: Kernel,
  visit: Visit,
  claim: { id: string; territoryId: string; organisationId: string; name: string },
): Promise<void> {
  const who = visit.viewer?.name ?? '';
  for (const owner of await keepersOf(kernel, claim.territoryId, claim.organisationId)) {
    if (owner.role !== 'owner') continue;
    const t = translator(claimMessages, owner.locale);
    await kernel.mail.send({
      key: `directory.claim-asked:${claim.id}:${owner.accountId}`,
      to: owner.email,
      locale: owner.locale,
      territory: lettersTerritory(visit),
      subject: t('directory.claim.letter.asked.subject', { name: claim.name }),
      greeting: t('directory.claim.letter.greeting', { name: owner.name }),
      paragraphs: [t('directory.claim.letter.asked.body', { who, name: claim.name })],
      action: {
        label: t('directory.claim.letter.asked.action'),
        url: `${visit.origin}${visit.href(`/mon-espace/structures/${claim.organisationId}/equipe`)}`,
      },
      isDuty: true,
    });
  }
}

/** Tells who claimed a structure what became of it, in the current unit of work. */
export async function tellClaimant(
  kernel: Kernel,
  visit: Visit,
  claim: { id: string; accountId: string; organisationId: string; name: string },
  answer: { granted: true } | { granted: false; reason: string },
): Promise<void> {
  const claimant = (await accountsById(kernel, [claim.accountId])).get(claim.accountId);
  if (!claimant) return;
  const t = translator(claimMessages, claimant.locale);
  const { name } = claim;
  await kernel.mail.send({
    key: `directory.claim-answered:${claim.id}`,
    to: claimant.email,
    locale: claimant.locale,
    territory: lettersTerritory(visit),
    subject: t(answer.granted ? 'directory.claim.letter.granted.subject' : 'directory.claim.letter.refused.subject', { name }),
    greeting: t('directory.claim.letter.greeting', { name: claimant.name }),
    paragraphs: [t(answer.granted ? 'directory.claim.letter.granted.body' : 'directory.claim.letter.refused.body', { name })],
    ...(answer.granted
      ? {
          action: {
            label: t('directory.claim.letter.granted.action'),
            url: `${visit.origin}${visit.href(`/mon-espace/structures/${claim.organisationId}`)}`,
          },
        }
      : { quote: answer.reason }),
    isDuty: true,
  });
}
