import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDistance } from '../../../kernel/i18n/format.ts';
import { Card as CardFrame } from '../../../ui/card.tsx';
import type { HeadingLevel } from '../../../ui/heading.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ThemeBadge } from '../../../ui/theme-badge.tsx';
import { choiceText } from '../selection.ts';
import type { Card } from '../view-models.ts';
import { feeByCode } from '../vocabularies/data-inclusion.ts';
import { OpeningText } from './opening.tsx';
import { CHOICE_PARAMETER, choicesOf, LIST_FORM, pageOfChoice } from './paths.ts';
import { directoryWords, kindWords, termWords, themeOfSubject } from './words.ts';

interface ResultProps {
  card: Card;
  visit: Visit;
  level: HeadingLevel;
  /** Where it may be ticked for « Ma sélection »: in a list with its form. */
  choosing?: { isChosen: boolean };
}

/** A service, a place or a structure in a list. */
export function ResultCard({ card, visit, level, choosing }: ResultProps) {
  const t = directoryWords(visit);
  const theme = themeOfSubject(card);
  const what = card.subject === 'service' ? t('directory.card.service') : kindWords(card.kinds, visit.locale)[0];
  const by =
    card.organisationName && card.organisationName !== card.name ? t('directory.card.by', { organisation: card.organisationName }) : null;
  return (
    <CardFrame
      href={visit.href(pageOfChoice(card, choosing ? choicesOf(visit) : []))}
      title={card.name}
      level={level}
      badge={<ThemeBadge code={theme.code} icon={theme.icon} />}
      kicker={[what, by].filter(Boolean).join(', ') || null}
      status={card.opening && <OpeningText opening={card.opening} visit={visit} />}
      control={
        choosing && (
          <label class="choose no-print">
            <input
              type="checkbox"
              form={LIST_FORM}
              name={CHOICE_PARAMETER}
              value={choiceText(card)}
              checked={choosing.isChosen}
              aria-label={t('directory.selection.choose.name', { name: card.name })}
            />
            <span aria-hidden="true">{t('directory.selection.choose')}</span>
          </label>
        )
      }
    >
      <Details card={card} visit={visit} />
    </CardFrame>
  );
}

function Details({ card, visit }: Pick<ResultProps, 'card' | 'visit'>) {
  const t = directoryWords(visit);
  const { fee, distance, street, locality, wheelchair } = card;
  const access =
    wheelchair === 'yes' ? t('directory.card.wheelchair') : wheelchair === 'limited' ? t('directory.card.wheelchair.limited') : null;
  if (!fee && distance === null && !street && !locality && !access) return null;
  return (
    <p class="card-meta">
      {distance !== null && <b>{t('directory.card.distance', { distance: formatDistance(distance, visit.locale) })}</b>}{' '}
      {fee && <b class="price">{termWords(feeByCode, fee, visit.locale)}</b>}{' '}
      {(street || locality) && (
        <span>
          {street}
          {street && locality && ', '}
          {locality && <span class="unbroken">{locality}</span>}
        </span>
      )}{' '}
      {access && (
        <span>
          <Icon name="accessibility" />
          {access}
        </span>
      )}
    </p>
  );
}
