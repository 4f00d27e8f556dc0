import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Kernel } from '../../kernel/module.ts';
import type { ReviewCard, ReviewDecision, ReviewItem, ReviewKind, ReviewOutcome } from '../../kernel/review.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { changeState, publishAnnouncement } from './commands/life.ts';
import { trustStructure } from './commands/trust.ts';
import { approvalFields, reportReasons } from './forms.ts';
import { keepMessages } from './keep-messages.ts';
import { kindOf } from './kinds/index.ts';
import { textOf } from './kinds/kind.ts';
import { announcementMessages } from './messages.ts';
import type { Announcement } from './models.ts';
import { announcementPath } from './paths.ts';
import { announcementsById } from './queries/announcements.ts';
import type { AnnouncementState } from './states.ts';
import { dutyRows, factRows, factWords, fieldLabel, tickedWords } from './views/fact-words.ts';
import { keepWords, publicWords } from './views/words.ts';

const gone = { mistakes: [{ field: '', key: 'moderation.item.gone' }] };

const reasons = ['unclear', 'elsewhere', 'commercial', 'unlawful'] as const;

/** What items are about, where it still is in one of these states. */
async function announcementsOf(
  kernel: Kernel,
  visit: Visit,
  items: readonly ReviewItem[],
  states: ReadonlySet<AnnouncementState>,
): Promise<Map<string, Announcement>> {
  const found = await announcementsById(
    kernel,
    visit.territory.id,
    items.flatMap(({ subjectId }) => subjectId ?? []),
  );
  return new Map(
    items.flatMap((item) => {
      const announcement = found.get(item.subjectId ?? '');
      return announcement && states.has(announcement.state) ? [[item.id, announcement] as const] : [];
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
    path: announcement.state === 'published' ? announcementPath({ slug: announcement.slug, commune: null }) : null,
    summary: t('announcements.queue.summary', { kind: kind.label(visit.locale, visit.territory.country), publisher: publisher.name }),
    facts: facts.flatMap(([label, to]) => (to ? [{ label, from: null, to }] : [])),
    similar: [],
  };
}

async function present(kernel: Kernel, visit: Visit, items: readonly ReviewItem[], states: ReadonlySet<AnnouncementState>) {
  const announcements = await announcementsOf(kernel, visit, items, states);
  return new Map([...announcements].map(([id, announcement]) => [id, cardOf(announcement, visit)]));
}

const submitted: ReadonlySet<AnnouncementState> = new Set(['submitted']);
const shown: ReadonlySet<AnnouncementState> = new Set(['published']);

async function takeDown(kernel: Kernel, visit: Visit, item: ReviewItem, { actor, reason, message }: ReviewDecision): Promise<void> {
  const announcement = (await announcementsOf(kernel, visit, [item], new Set([...submitted, ...shown, 'scheduled' as const]))).get(item.id);
  if (!announcement) return;
  const why = [reason, message].filter(Boolean).join(' ') || null;
  await changeState(kernel, visit.territory, announcement, 'refuse', { actor, onBehalfOf: null, reason: why });
}

const announcement: ReviewKind = {
  kind: 'announcement',
  label: (locale) => translator(keepMessages, locale)('announcements.queue.kind'),
  thanks: (locale) => translator(keepMessages, locale)('announcements.queue.thanks'),
  reasons: (locale) => reasons.map((reason) => translator(keepMessages, locale)(`announcements.queue.reason.${reason}`)),
  present: (kernel, visit, items) => present(kernel, visit, items, submitted),
  form: {
    path: 'publier',
    label: (locale) => translator(keepMessages, locale)('announcements.queue.approve'),
    fields: approvalFields,
    // A name alone is nobody to trust.
    isFor: ({ payload }) => (payload as { organisationId?: unknown }).organisationId != null,
    messages: announcementMessages,
    async controls(kernel, visit, item) {
      const found = (await announcementsOf(kernel, visit, [item], submitted)).get(item.id);
      if (!found) return null;
      return <Checkbox id="trust" name="trust" value="1" label={keepWords(visit)('announcements.queue.trust')} />;
    },
  },
  async approve(kernel, visit, item, { actor }, input): Promise<ReviewOutcome> {
    const found = (await announcementsOf(kernel, visit, [item], submitted)).get(item.id);
    if (!found) return gone;
    const publication = await publishAnnouncement(kernel, visit.territory, found, { actor, onBehalfOf: null });
    if ('problem' in publication)
      return publication.problem === 'over' ? { mistakes: [{ field: '', key: 'announcements.review.over' }] } : gone;
    const { organisationId } = found.publisher;
    if (input !== null && (input as { trust: boolean }).trust && organisationId !== null)
      await trustStructure(kernel, visit.territory.id, organisationId, actor);
    return { path: publication.state === 'published' ? announcementPath({ slug: found.slug, commune: null }) : null };
  },
  refuse: (kernel, visit, item, decision) => takeDown(kernel, visit, item, decision),
};

/** What was changed after it had been published: it is there already, and may be taken down. */
const change: ReviewKind = {
  kind: 'announcement-change',
  label: (locale) => translator(keepMessages, locale)('announcements.queue.change.kind'),
  thanks: (locale) => translator(keepMessages, locale)('announcements.queue.change.thanks'),
  reasons: (locale) => reasons.map((reason) => translator(keepMessages, locale)(`announcements.queue.reason.${reason}`)),
  present: (kernel, visit, items) => present(kernel, visit, items, shown),
  async approve(kernel, visit, item) {
    const found = (await announcementsOf(kernel, visit, [item], shown)).get(item.id);
    return found ? { path: announcementPath({ slug: found.slug, commune: null }) } : gone;
  },
  refuse: (kernel, visit, item, decision) => takeDown(kernel, visit, item, decision),
};

const report: ReviewKind = {
  kind: 'announcement-report',
  label: (locale) => translator(keepMessages, locale)('announcements.queue.report.kind'),
  thanks: (locale) => translator(keepMessages, locale)('announcements.queue.report.thanks'),
  reasons: (locale) => [translator(keepMessages, locale)('announcements.queue.report.reason.nothing')],
  async present(kernel, visit, items) {
    const cards = await present(kernel, visit, items, shown);
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
    await takeDown(kernel, visit, item, { ...decision, reason: keepWords(visit)('announcements.queue.report.removed') });
    return { path: null };
  },
};

export const announcementReviews: readonly ReviewKind[] = [announcement, change, report];
