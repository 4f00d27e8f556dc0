import type { Visit } from '../../../kernel/http/visit.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import { QrCode } from '../../../ui/qr.tsx';
import { ThemeBadge } from '../../../ui/theme-badge.tsx';
import { type Choice, choiceText, isSame, MOST_CHOICES } from '../selection.ts';
import type { Selection, SelectionItem } from '../view-models.ts';
import { serviceTypeByCode } from '../vocabularies/data-inclusion.ts';
import { ShortWeek } from './hours.tsx';
import { PrintButton, Send } from './keep.tsx';
import { OpeningText } from './opening.tsx';
import { priceWords } from './parts.tsx';
import { absolute, choicesOf, searchPath, selectionPath, subjectPath } from './paths.ts';
import { addressLines } from './whereabouts.tsx';
import { directoryWords, kindWords, termWords, themeOfSubject } from './words.ts';

interface SelectionProps {
  selection: Selection;
  visit: Visit;
}

/** « Ma sélection »: one sheet of what was chosen. It lives in its address: nothing is stored. */
export function SelectionView({ selection, visit }: SelectionProps) {
  const t = directoryWords(visit);
  const choices = choicesOf(visit);
  const { items, lost } = selection;
  return (
    <div class="wrap selection">
      <div class="page-head">
        <h1>{t('directory.selection.title')}</h1>
        {items.length > 0 && <p class="lead no-print">{t('directory.selection.lead', { n: items.length })}</p>}
        <div class="button-row no-print">
          <LinkButton icon="search" look={items.length > 0 ? 'secondary' : 'primary'} href={visit.href(searchPath(choices, visit))}>
            {t('directory.selection.continue')}
          </LinkButton>
          {items.length > 0 && <PrintButton visit={visit} />}
          {items.length > 1 && (
            <LinkButton look="quiet" icon="x" href={visit.href(selectionPath([], visit))}>
              {t('directory.selection.clear')}
            </LinkButton>
          )}
        </div>
      </div>
      {lost > 0 && (
        <Notice tone="careful">
          <p>{t('directory.selection.lost', { n: lost })}</p>
        </Notice>
      )}
      {choices.length === MOST_CHOICES && (
        <Notice>
          <p>{t('directory.selection.most', { n: MOST_CHOICES })}</p>
        </Notice>
      )}
      {items.length > 0 ? (
        <>
          <ol class="sheets">
            {items.map((item) => (
              <li key={choiceText(item.choice)}>
                <Item item={item} choices={choices} visit={visit} />
              </li>
            ))}
          </ol>
          <Onward choices={choices} visit={visit} />
        </>
      ) : (
        <EmptyState title={t('directory.selection.empty.title')}>
          <p>{t('directory.selection.empty.body')}</p>
        </EmptyState>
      )}
    </div>
  );
}

function Item({ item, choices, visit }: { item: SelectionItem; choices: readonly Choice[]; visit: Visit }) {
  const t = directoryWords(visit);
  const { choice, name, contacts, week } = item;
  const theme = themeOfSubject({ subject: choice.subject, kinds: item.kinds, themes: item.themes });
  const price = priceWords(item, visit);
  const rest = choices.filter((one) => !isSame(one, choice));
  return (
    <article class="card chosen">
      <ThemeBadge code={theme.code} icon={theme.icon} />
      <div class="card-body">
        <h2 class="card-title">
          <a href={visit.href(subjectPath(choice))}>{name}</a>
        </h2>
        <p class="card-kicker">
          {whatWords(item, visit)} {price && <b class="price">{price}</b>}
        </p>
        <ItemFacts item={item} visit={visit} />
        {item.places.length > 0 && (
          <ul class="facts">
            {item.places.map((place) => (
              <li key={place}>
                <Icon name="map-pin" />
                <span>{place}</span>
              </li>
            ))}
          </ul>
        )}
        {item.opening && !item.isPast && (
          <div class="no-print">
            <OpeningText opening={item.opening} visit={visit} />
          </div>
        )}
        {week.length > 0 && !item.isPast ? (
          <ShortWeek week={week} visit={visit} />
        ) : (
          item.openingHours && <p>{t('directory.place.hours.raw', { hours: item.openingHours })}</p>
        )}
        {contacts.phone === null && contacts.email && (
          <p>
            <a class="above" href={`mailto:${contacts.email}`}>
              {contacts.email}
            </a>
          </p>
        )}
      </div>
      <a class="remove no-print" href={visit.href(selectionPath(rest, visit))} aria-label={t('directory.selection.remove.name', { name })}>
        <Icon name="x" />
        <span>{t('directory.selection.remove')}</span>
      </a>
    </article>
  );
}

function whatWords(item: SelectionItem, visit: Visit): string {
  const t = directoryWords(visit);
  const what =
    item.choice.subject === 'service'
      ? item.type
        ? termWords(serviceTypeByCode, item.type, visit.locale)
        : t('directory.card.service')
      : kindWords(item.kinds, visit.locale)[0];
  const by = item.organisationName && t('directory.card.by', { organisation: item.organisationName });
  const past = item.isPast ? t('directory.opening.closed-for-good') : null;
  return [what, by, past].filter(Boolean).join(', ');
}

function ItemFacts({ item, visit }: { item: SelectionItem; visit: Visit }) {
  const t = directoryWords(visit);
  const { phone } = item.contacts;
  const lines = addressLines(item);
  return (
    <ul class="facts">
      {phone && (
        <li>
          <Icon name="phone" />
          <a class="above" href={phoneHref(phone)}>
            {formatPhone(phone, visit.territory.country)}
          </a>
        </li>
      )}
      {(lines.length > 0 || item.isAddressConfidential) && (
        <li>
          <Icon name="map-pin" />
          <span>
            {item.isAddressConfidential
              ? t(phone ? 'directory.address.confidential' : 'directory.address.confidential.plain')
              : lines.join(', ')}
          </span>
        </li>
      )}
    </ul>
  );
}

/** A longer address makes a code that telephones read badly from paper. */
const MOST_IN_CODE = 1_000;

/** To send it, and on paper to find it again. */
function Onward({ choices, visit }: { choices: readonly Choice[]; visit: Visit }) {
  const t = directoryWords(visit);
  const path = selectionPath(choices, 'shared');
  const url = absolute(visit, path);
  return (
    <>
      <section class="section no-print" aria-labelledby="send">
        <h2 id="send">{t('directory.keep.send')}</h2>
        <Send title={t('directory.selection.message', { territory: visit.territory.name })} path={path} visit={visit} />
      </section>
      <div class="print-only">
        <div class={url.length > 250 ? 'printed-address printed-long' : 'printed-address'}>
          {url.length <= MOST_IN_CODE && <QrCode text={url} title={t('directory.selection.qr')} />}
          <p>{t('directory.print.address', { url })}</p>
        </div>
      </div>
    </>
  );
}
