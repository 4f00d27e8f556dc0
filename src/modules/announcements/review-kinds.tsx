import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Kernel } from '../../kernel/module.ts';
import type { ReviewCard, ReviewDecision, ReviewItem, ReviewKind, ReviewOutcome } from '../../kernel/review.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { recordAction } from '../people/index.ts';
import { changeState, publishAnnouncement } from './commands/life.ts';
import { endTrust, trustStructure } from './commands/trust.ts';
import { approvalFields, reportReasons } from './forms.ts';
import { keepMessages } from './keep-messages.ts';
import { kindOf } from './kinds/index.ts';
import { textOf } from './kinds/kind.ts';
import { announcementMessages } from './messages.ts';
import type { Announcement } from './models.ts';
import { announcementPath } from './paths.ts';
import { announcementsById } from './queries/announcements.ts';
import { isReadable } from './states.ts';
import { dutyRows, factRows, factWords, fieldLabel, tickedWords } from './views/fact-words.ts';
import { keepWords, publicWords } from './views/words.ts';

const gone = { mistakes: [{ field: '', key: 'moderation.item.gone' }] };

const reasons = ['unclear', 'elsewhere', 'commercial', 'unlawful'] as const;

/** Whether what was asked about an announcement still stands. */
type Standing = (announcement: Announcement) => boolean;

/** What items are about, where it still stands. */
async function announcementsOf(
  kernel: Kernel,
  visit: Visit,
  items: readonly ReviewItem[],
  stands: Standing,
): Promise<Map<string, Announcement>> {
  const found = await announcementsById(
    kernel,
    visit.territory.id,
    items.flatMap(({ subjectId }) => subjectId ?? []),
  );
  return new Map(
    items.flatMap((item) => {
      const announcement = found.get(item.subjectId ?? '');
      return announcement && stands(announcement) ? [[item.id, announcement] as const] : [];
    }),
  );
}

/** All that moderators read of it: the text, the facts, how to answer. */
function cardOf(announcement: Announcement, visit: Visit): ReviewCard {
  const t = keepWords(visit);
  const kind = kindOf(announcement.kind);
  const { body, phone, onTheSpot, link, locality, publisher } = announcement;
  const rows = [...factRows(kind, announcement.facts, visit), ...dutyRows(kind, announcement.facts, visit)];
  const facts: [string, string | null][] = [
    [t('announcements.edit.body'), body],
    ...rows.map(({ term, description }) => [term, description] as [string, string]),
    [factWords(visit)('announcements.say.ticked'), tickedWords(kind, announcement.facts, visit).join(', ')],
    [fieldLabel('officialNotice', visit), textOf(announcement.facts, 'officialNotice')],
    [t('announcements.edit.locality'), locality],
    [t('announcements.edit.phone'), phone],
    [t('announcements.edit.on-the-spot'), onTheSpot],
    [t('announcements.edit.link'), link],
  ];
  return {
    path: isReadable(announcement) ? announcementPath({ slug: announcement.slug, commune: null }) : null,
    summary: t('announcements.queue.summary', { kind: kind.label(visit.locale, visit.territory.country), publisher: publisher.name }),
    facts: facts.flatMap(([label, to]) => (to ? [{ label, from: null, to }] : [])),
    similar: [],
  };
}

async function present(kernel: Kernel, visit: Visit, items: readonly ReviewItem[], stands: Standing) {
  const announcements = await announcementsOf(kernel, visit, items, stands);
  return new Map([...announcements].map(([id, announcement]) => [id, cardOf(announcement, visit)]));
}

const isSubmitted: Standing = ({ state }) => state === 'submitted';
/** May be taken down: everybody reads it, over or not, or its author can bring it back without asking. */
const isOut: Standing = ({ state }) => ['scheduled', 'published', 'filled', 'expired', 'withdrawn'].includes(state);

/** Refuses it where it still stands. Its structure is trusted no more, and reads so. */
async function refuse(
  kernel: Kernel,
  visit: Visit,
  item: ReviewItem,
  stands: Standing,
  { actor, reason, message }: ReviewDecision,
): Promise<void> {
  const found = (await announcementsOf(kernel, visit, [item], stands)).get(item.id);
  if (!found) return;
  const { organisationId } = found.publisher;
  const wasTrusted = organisationId !== null && (await endTrust(kernel, visit.territory.id, organisationId, actor));
  const why = [reason, message, wasTrusted ? keepWords(visit)('announcements.queue.trust.ended') : null].filter(Boolean).join(' ') || null;
  await changeState(kernel, visit.territory, found, 'refuse', { actor, onBehalfOf: null, reason: why });
}

const announcement: ReviewKind = {
  kind: 'announcement',
  label: (locale) => translator(keepMessages, locale)('announcements.queue.kind'),
  thanks: (locale) => translator(keepMessages, locale)('announcements.queue.thanks'),
  reasons: (locale) => reasons.map((reason) => translator(keepMessages, locale)(`announcements.queue.reason.${reason}`)),
  present: (kernel, visit, items) => present(kernel, visit, items, isSubmitted),
  form: {
    path: 'publier',
    label: (locale) => translator(keepMessages, locale)('announcements.queue.approve'),
    fields: approvalFields,
    // A name alone is nobody to trust.
    isFor: ({ payload }) => (payload as { organisationId?: unknown }).organisationId != null,
    messages: announcementMessages,
    async controls(kernel, visit, item) {
      const found = (await announcementsOf(kernel, visit, [item], isSubmitted)).get(item.id);
      if (!found) return null;
      return <Checkbox id="trust" name="trust" value="1" label={keepWords(visit)('announcements.queue.trust')} />;
    },
  },
  async approve(kernel, visit, item, { actor }, input): Promise<ReviewOutcome> {
    const found = (await announcementsOf(kernel, visit, [item], isSubmitted)).get(item.id);
    if (!found) return gone;
    // What is published is what was sent, and read.
    if (((item.payload as { revision?: unknown }).revision ?? found.revision) !== found.revision)
      return { mistakes: [{ field: '', key: 'announcements.queue.changed' }] };
    const publication = await publishAnnouncement(kernel, visit.territory, found, { actor, onBehalfOf: null });
    if ('problem' in publication)
      return publication.problem === 'over' ? { mistakes: [{ field: '', key: 'announcements.review.over' }] } : gone;
    const { organisationId } = found.publisher;
    if (input !== null && (input as { trust: boolean }).trust && organisationId !== null) {
      const territoryId = visit.territory.id;
      await trustStructure(kernel, territoryId, organisationId, actor);
      await recordAction(kernel, { territoryId, actor, what: 'structure.trusted', subject: 'organisation', subjectId: organisationId });
    }
    return { path: publication.state === 'published' ? announcementPath({ slug: found.slug, commune: null }) : null };
  },
  refuse: (kernel, visit, item, decision) => refuse(kernel, visit, item, isSubmitted, decision),
};

/** What was changed after it had been published: it is there already, and may be taken down. */
const change: ReviewKind = {
  kind: 'announcement-change',
  label: (locale) => translator(keepMessages, locale)('announcements.queue.change.kind'),
  thanks: (locale) => translator(keepMessages, locale)('announcements.queue.change.thanks'),
  reasons: (locale) => reasons.map((reason) => translator(keepMessages, locale)(`announcements.queue.reason.${reason}`)),
  present: (kernel, visit, items) => present(kernel, visit, items, isReadable),
  async approve(kernel, visit, item) {
    const found = (await announcementsOf(kernel, visit, [item], isReadable)).get(item.id);
    return found ? { path: announcementPath({ slug: found.slug, commune: null }) } : gone;
  },
  refuse: (kernel, visit, item, decision) => refuse(kernel, visit, item, isOut, decision),
};

const report: ReviewKind = {
  kind: 'announcement-report',
  label: (locale) => translator(keepMessages, locale)('announcements.queue.report.kind'),
  thanks: (locale) => translator(keepMessages, locale)('announcements.queue.report.thanks'),
  reasons: (locale) => [translator(keepMessages, locale)('announcements.queue.report.reason.nothing')],
  async present(kernel, visit, items) {
    const cards = await present(kernel, visit, items, isReadable);
    const t = publicWords(visit);
    return new Map(
      items.flatMap((item) => {
        const card = cards.get(item.id);
        const why = reportReasons.find((reason) => reason === (item.payload as { why?: unknown }).why);
        return card && why ? [[item.id, { ...card, summary: t(`announcements.report.why.${why}`) }] as const] : [];
      }),
    );
  },
  async approve(kernel, visit, item, decision) {
    await refuse(kernel, visit, item, isOut, { ...decision, reason: keepWords(visit)('announcements.queue.report.removed') });
    return { path: null };
  },
};

export const announcementReviews: readonly ReviewKind[] = [announcement, change, report];
