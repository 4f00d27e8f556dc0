import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay, formatDistance } from '../../../kernel/i18n/format.ts';
import { Card } from '../../../ui/card.tsx';
import type { HeadingLevel } from '../../../ui/heading.tsx';
import { ThemeBadge } from '../../../ui/theme-badge.tsx';
import { kindOf } from '../kinds/index.ts';
import type { AnnouncementCard } from '../models.ts';
import { announcementPath } from '../paths.ts';
import { inMoneyOf, summaryWords } from './fact-words.ts';
import { publicWords } from './words.ts';

/** An announcement in a list: what it is, from whom, and what decides whether to read on. */
export function AnnouncementCardView({ card, visit, level }: { card: AnnouncementCard; visit: Visit; level: HeadingLevel }) {
  const t = publicWords(visit);
  const kind = kindOf(card.kind);
  const { publisher, locality, publishedAt, distance } = card;
  const day = publishedAt.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  return (
    <Card
      href={visit.href(announcementPath(card))}
      title={card.title}
      level={level}
      badge={<ThemeBadge code={kind.theme} icon={kind.icon} />}
      kicker={kind.label(visit.locale, visit.territory.country)}
      status={<p class="card-meta soft">{t('announcements.card.since', { date: formatDay(day, visit.locale) })}</p>}
    >
      <p class="card-meta">
        {distance !== null && <b>{t('announcements.card.distance', { distance: formatDistance(distance, visit.locale) })}</b>}{' '}
        {locality ? t('announcements.card.from', { publisher, locality }) : publisher}
      </p>
      <p class="card-meta">
        {[...summaryWords(kind, card.facts, inMoneyOf(visit, card)), ...(card.isRemote ? [t('announcements.page.remote')] : [])].join(
          ' · ',
        )}
      </p>
    </Card>
  );
}
