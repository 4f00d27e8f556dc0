import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { keepersOf, lettersTerritory, tell } from '../../people/index.ts';
import { claimMessages } from './messages.ts';
import { claimAnswered, claimAsked } from './notice-kinds.ts';
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
  const path = `/mon-espace/structures/${claim.organisationId}/equipe`;
  for (const { accountId, role } of await keepersOf(kernel, claim.territoryId, claim.organisationId)) {
    if (role !== 'owner') continue;
    await tell(kernel, visit, {
      to: { accountId },
      kind: claimAsked,
      key: `directory.claim-asked:${claim.id}:${accountId}`,
      words: { key: 'directory.claim.letter.asked.subject', values: { name: claim.name } },
      messages: claimMessages,
      path,
      letter({ locale, name, href }) {
        const t = translator(claimMessages, locale);
        return {
          ...(name !== null && { greeting: t('directory.claim.letter.greeting', { name }) }),
          paragraphs: [t('directory.claim.letter.asked.body', { who, name: claim.name })],
          action: { label: t('directory.claim.letter.asked.action'), url: href(path) },
        };
      },
    });
  }
}

/** Tells who claimed a structure what became of it, in the current unit of work. */
export async function tellClaimant(
  kernel: Kernel,
  portal: Parameters<typeof tell>[1],
  claim: { id: string; accountId: string; organisationId: string; name: string },
  answer: { outcome: 'granted' | 'expired' } | { outcome: 'refused'; reason: string },
): Promise<void> {
  const { outcome } = answer;
  const path = outcome === 'granted' ? `/mon-espace/structures/${claim.organisationId}` : null;
  await tell(kernel, portal, {
    to: { accountId: claim.accountId },
    kind: claimAnswered,
    key: `directory.claim-answered:${claim.id}`,
    words: { key: `directory.claim.letter.${outcome}.subject`, values: { name: claim.name } },
    messages: claimMessages,
    path,
    letter({ locale, name, href }) {
      const t = translator(claimMessages, locale);
      return {
        ...(name !== null && { greeting: t('directory.claim.letter.greeting', { name }) }),
        paragraphs: [t(`directory.claim.letter.${outcome}.body`, { name: claim.name })],
        ...(path !== null && { action: { label: t('directory.claim.letter.granted.action'), url: href(path) } }),
        ...(answer.outcome === 'refused' && { quote: answer.reason }),
      };
    },
  });
}
