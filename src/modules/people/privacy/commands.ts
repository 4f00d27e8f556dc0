import { actorOf, type Viewer } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { eraseRows, type Holder, type KeptRows } from '../../../kernel/privacy/rows.ts';
import { recordAction } from '../commands/actions.ts';
import { endRolesOf } from '../commands/roles.ts';
import { lettersTerritory } from '../letters.ts';
import { privacyMessages } from './messages.ts';
import { personSubject, subjectOf } from './queries.ts';

/**
 * Erases the account of who is signed in with all that names them, in the current unit of work, and tells them by a last
 * letter. Asked twice at once, the second finds nothing left.
 *
 * @returns how many rows stay, by the message that says why; null where they are a territory's last administrator, and all stays.
 */
export async function eraseViewer(kernel: Kernel, visit: Visit, viewer: Viewer, modules: readonly Holder[]): Promise<KeptRows | null> {
  if (!(await endRolesOf(kernel, viewer.accountId))) return null;
  const kept = await eraseRows(kernel.database, modules, await subjectOf(kernel, viewer));
  const t = translator(privacyMessages, viewer.locale);
  const { name } = visit.territory;
  await kernel.mail.send({
    key: `people.erased:${viewer.accountId}`,
    to: viewer.email,
    locale: viewer.locale,
    territory: lettersTerritory(visit),
    subject: t('people.privacy.letter.subject', { name }),
    paragraphs: [t('people.privacy.letter.body', { name })],
    afterword: [t('people.privacy.letter.not-you')],
    isDuty: true,
  });
  return kept;
}

/**
 * Erases a person who has no account, with all that names them in the territory, in the current unit of work: they asked their
 * agent for it. The address that was written down is not looked for elsewhere: it may be a relative's or an association's.
 */
export async function erasePerson(kernel: Kernel, visit: Visit, personId: string, modules: readonly Holder[]): Promise<void> {
  await eraseRows(kernel.database, modules, await personSubject(kernel, visit, personId));
  await recordAction(kernel, {
    territoryId: visit.territory.id,
    actor: actorOf(visit.viewer),
    what: 'person.erased',
    subject: 'person',
    subjectId: personId,
  });
}
