import type { Visit } from '../../../kernel/http/visit.ts';
import { CardGrid } from '../../../ui/stack.tsx';
import type { AnnouncementsHome } from '../view-models.ts';
import { AnnouncementCardView } from './card.tsx';
import { publicWords } from './words.ts';

/** The last announcements, on the portal's first page; nothing where there are none. */
export function HomeAnnouncements({ home, visit }: { home: AnnouncementsHome; visit: Visit }) {
  const t = publicWords(visit);
  if (home.cards.length === 0) return null;
  return (
    <section class="section" aria-labelledby="announcements">
      <div class="section-head">
        <h2 id="announcements">{t('announcements.home')}</h2>
        <a href={visit.href('/annonces')}>{t('announcements.empty.all')}</a>
      </div>
      <CardGrid>
        {home.cards.map((card) => (
          <li key={card.id}>
            <AnnouncementCardView card={card} visit={visit} level={3} />
          </li>
        ))}
      </CardGrid>
    </section>
  );
}
