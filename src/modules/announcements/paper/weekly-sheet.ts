import type { Temporal } from 'temporal-polyfill';
import { accentByDay } from '../../../kernel/html/accent.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone, formatDay } from '../../../kernel/i18n/format.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Sheet, SheetEntry } from '../../../kernel/pdf/sheet.ts';
import { formatPhone } from '../../../ui/phone.ts';
import { kindOf, kinds } from '../kinds/index.ts';
import type { Announcement } from '../models.ts';
import { announcementsInFull } from '../queries/announcements.ts';
import { countAnnouncements, findAnnouncements, shownIn } from '../queries/list.ts';
import { listRequest } from '../queries/pages.ts';
import { listSearch } from '../selection.ts';
import { choicesOf } from '../views/choices.ts';
import { inMoneyOf, summaryWords } from '../views/fact-words.ts';
import { paperWords, publicWords } from '../views/words.ts';

/** As many as a notice board of some ten sheets holds. */
const MOST = 200;
/** Days for which one is new. */
const NEW_DAYS = 7;

/** The open announcements of a list's address, by kind, the week's new ones marked: for a notice board. */
export async function weeklySheet(kernel: Kernel, visit: Visit, isForYouth: boolean): Promise<Sheet> {
  const t = paperWords(visit);
  const { territory, locale } = visit;
  const today = visit.now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const { query, search: asked } = await listRequest(kernel, visit, isForYouth);
  const search = { ...asked, limit: MOST };
  const shown = await shownIn(kernel, territory);
  const { cards, nextCursor } = await findAnnouncements(kernel, territory, shown, search);
  const more = nextCursor === null ? 0 : (await countAnnouncements(kernel, territory, shown, search)).total - cards.length;
  const byKind = Map.groupBy(await announcementsInFull(kernel, cards), ({ kind }) => kind);
  return {
    locale,
    territory: territory.name,
    accent: accentByDay(territory.accent),
    title: isForYouth ? publicWords(visit)('announcements.young.title') : t('announcements.paper.week.title'),
    subtitle: [
      t('announcements.paper.week.day', { date: formatDateAlone(today, locale) }),
      ...choicesOf(query, visit).map(({ label }) => label),
    ].join(' · '),
    code: {
      url: `${territory.origin ?? visit.origin}${visit.href(`/annonces${isForYouth ? '/jeunes' : ''}`)}${listSearch(query)}`,
      alt: t('announcements.paper.week.code'),
      label: t('announcements.paper.week.read'),
    },
    blocks: [
      ...kinds.flatMap((kind) => {
        const entries =
          byKind
            .get(kind.code)
            ?.map((announcement) =>
              entryOf(announcement, inMoneyOf(visit, shown.homes.get(announcement.territoryId) ?? territory), today),
            ) ?? [];
        return entries.length === 0
          ? []
          : [
              { kind: 'heading' as const, text: kind.label(locale, territory.country) },
              { kind: 'entries' as const, entries },
            ];
      }),
      ...(cards.length === 0 ? [{ kind: 'paragraph' as const, text: t('announcements.paper.week.none') }] : []),
      ...(more > 0 ? [{ kind: 'paragraph' as const, text: t('announcements.paper.week.more', { n: more }) }] : []),
    ],
  };
}

function entryOf(announcement: Announcement, visit: Visit, today: Temporal.PlainDate): SheetEntry {
  const t = paperWords(visit);
  const { title, publisher, facts, locality, isRemote, phone, onTheSpot, publishedAt, expiresOn } = announcement;
  const since = publishedAt?.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  const place = isRemote ? publicWords(visit)('announcements.page.remote') : locality;
  const until = expiresOn && t('announcements.paper.week.until', { date: formatDay(expiresOn, visit.locale) });
  return {
    title,
    mark: since && since.until(today).days < NEW_DAYS ? t('announcements.paper.week.new') : null,
    lines: [
      [publisher.name, place].filter(Boolean).join(', '),
      [...summaryWords(kindOf(announcement.kind), facts, visit), until].filter(Boolean).join(' · '),
      ...(onTheSpot === null ? [] : [onTheSpot]),
    ],
    aside: phone && formatPhone(phone, visit.territory.country),
  };
}
