import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDistance } from '../../../kernel/i18n/format.ts';
import { Card as CardFrame } from '../../../ui/card.tsx';
import type { HeadingLevel } from '../../../ui/heading.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ThemeBadge } from '../../../ui/theme-badge.tsx';
import type { Card } from '../view-models.ts';
import { OpeningText } from './opening.tsx';
import { organisationPath, placePath } from './paths.ts';
import { directoryWords, kindWords, mainTheme } from './words.ts';

/** A place or a structure in a list. */
export function ResultCard({ card, visit, level }: { card: Card; visit: Visit; level: HeadingLevel }) {
  const t = directoryWords(visit);
  const theme = mainTheme(card);
  const kind = kindWords(card.kinds, visit.locale)[0];
  const by =
    card.organisationName && card.organisationName !== card.name ? t('directory.card.by', { organisation: card.organisationName }) : null;
  const access =
    card.wheelchair === 'yes'
      ? t('directory.card.wheelchair')
      : card.wheelchair === 'limited'
        ? t('directory.card.wheelchair.limited')
        : null;
  return (
    <CardFrame
      href={visit.href((card.subject === 'place' ? placePath : organisationPath)(card.slug, card.commune))}
      title={card.name}
      level={level}
      badge={<ThemeBadge code={theme.code} icon={theme.icon} />}
      kicker={[kind, by].filter(Boolean).join(', ') || null}
      status={card.opening && <OpeningText opening={card.opening} visit={visit} />}
    >
      {(card.street || card.locality || card.distance !== null || access) && (
        <p class="card-meta">
          {card.distance !== null && <b>{t('directory.card.distance', { distance: formatDistance(card.distance, visit.locale) })}</b>}{' '}
          {(card.street || card.locality) && (
            <span>
              {card.street}
              {card.street && card.locality && ', '}
              {card.locality && <span class="unbroken">{card.locality}</span>}
            </span>
          )}{' '}
          {access && (
            <span>
              <Icon name="accessibility" />
              {access}
            </span>
          )}
        </p>
      )}
    </CardFrame>
  );
}
