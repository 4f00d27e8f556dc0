import { accentByDay } from '../../../kernel/html/accent.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import type { Poster } from '../../../kernel/pdf/poster.ts';
import { formatPhone } from '../../../ui/phone.ts';
import { kindOf } from '../kinds/index.ts';
import { announcementPath } from '../paths.ts';
import type { AnnouncementPage } from '../view-models.ts';
import { factRows, inMoneyOf, tickedWords } from '../views/fact-words.ts';
import { paperWords } from '../views/words.ts';

/** A published announcement as it hangs in a shop or a stairwell: what it is, the facts that decide, whom to call. */
export function posterOf({ announcement, commune, home }: AnnouncementPage, visit: Visit): Poster {
  const t = paperWords(visit);
  const { territory, locale } = visit;
  const { facts, street, postcode, locality, isRemote, phone, onTheSpot, expiresOn } = announcement;
  const kind = kindOf(announcement.kind);
  const where = [street, [postcode, locality].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const ticked = tickedWords(kind, facts, visit);
  return {
    locale,
    territory: territory.name,
    accent: accentByDay(territory.accent),
    kind: kind.label(locale, territory.country),
    title: announcement.title,
    publisher: announcement.publisher.name,
    facts: [
      ...(where && !isRemote ? [{ label: t('announcements.paper.where'), value: where }] : []),
      ...factRows(kind, facts, inMoneyOf(visit, home)).map(({ term, description }) => ({ label: term, value: description })),
      ...(ticked.length > 0 ? [{ label: t('announcements.paper.also'), value: ticked.join(', ') }] : []),
    ],
    body: announcement.body,
    answer: {
      title: t('announcements.paper.answer'),
      ways: [
        ...(phone === null ? [] : [{ label: t('announcements.paper.call'), value: formatPhone(phone, territory.country), isLarge: true }]),
        ...(onTheSpot === null ? [] : [{ label: t('announcements.paper.on-the-spot'), value: onTheSpot, isLarge: false }]),
      ],
    },
    code: {
      url: `${territory.origin ?? visit.origin}${visit.href(announcementPath({ slug: announcement.slug, commune }))}`,
      alt: t('announcements.paper.code'),
      label: t('announcements.paper.read'),
    },
    until: expiresOn === null ? '' : t('announcements.paper.until', { date: formatDateAlone(expiresOn, locale) }),
  };
}
