import { actorOf } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { type Person, recordAction, type Told, tell } from '../../people/index.ts';
import type { AnnouncementCard } from '../models.ts';
import { announcementPath } from '../paths.ts';
import type { DB } from '../tables.generated.ts';
import { proposalMessages } from './messages.ts';
import { proposed } from './notice-kind.ts';

/** Where a person is written to, as they want it where that can be: their account, their mailbox, their telephone by SMS. */
function addressOf({ accountId, channel, email, phone, givenName, familyName, locale }: Person): Told | null {
  if (accountId !== null) return { accountId };
  if (email !== null && !(channel === 'text' && phone !== null)) return { email, name: `${givenName} ${familyName}`, locale };
  return phone === null ? null : { phone, locale };
}

/** Sends an announcement to a person of one of the viewer's teams, in the current unit of work. @returns false where nothing reaches them. */
export async function proposeAnnouncement(
  kernel: Kernel,
  visit: Visit,
  person: Person,
  announcement: Pick<AnnouncementCard, 'id' | 'slug' | 'title' | 'publisher'>,
  words: string | null,
): Promise<boolean> {
  const to = addressOf(person);
  if (to === null) return false;
  const id = newId();
  const { title, publisher, slug } = announcement;
  const path = announcementPath({ slug, commune: null });
  const outcome = await tell(kernel, visit, {
    to,
    kind: proposed,
    key: `announcements.proposed:${id}`,
    words: { key: 'announcements.proposals.letter.subject', values: { title } },
    messages: proposalMessages,
    path,
    letter({ locale, href }) {
      const t = translator(proposalMessages, locale);
      return {
        paragraphs: [t('announcements.proposals.letter.body', { title, publisher })],
        ...(words !== null && { quote: words }),
        action: { label: t('announcements.proposals.letter.action'), url: href(path) },
      };
    },
  });
  if (outcome !== 'told') return false;
  const territoryId = visit.territory.id;
  const actor = actorOf(visit.viewer);
  await kernel.database
    .kysely<DB>()
    .insertInto('announcements.proposal')
    .values({
      territory_id: territoryId,
      id,
      announcement_id: announcement.id,
      person_id: person.id,
      team_id: person.teamId,
      words,
      proposed_by: actor,
      proposed_at: kernel.clock.now(),
    })
    .execute();
  await recordAction(kernel, {
    territoryId,
    actor,
    onBehalfOf: `person:${person.id}`,
    what: 'announcement.proposed',
    subject: 'announcement',
    subjectId: announcement.id,
  });
  return true;
}
