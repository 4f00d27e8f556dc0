import { parsePoint } from '../../../kernel/geo/geo.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { locales } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { type Chip, Chips } from '../../../ui/chips.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Field } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { Select } from '../../../ui/select.tsx';
import { themeClass } from '../../../ui/theme-badge.tsx';
import { directoryMessages } from '../messages.ts';
import { themes } from '../themes.ts';
import type { DirectoryList } from '../view-models.ts';
import { NearMe } from './near-me.tsx';
import { absolute, givenPoint, type ListQuery, listPath, listQuery } from './paths.ts';
import { ResultCard } from './result-card.tsx';
import { type DirectoryTranslate, directoryWords } from './words.ts';

interface ListProps {
  list: DirectoryList;
  visit: Visit;
}

/** The list's title, for the page's head and its heading. */
export function listTitle(list: DirectoryList, t: DirectoryTranslate): string {
  return list.theme ? t(`theme.${list.theme}`) : t('directory.title');
}

/** What may be printed of a search: not where the visitor was. */
function sharedQuery(list: DirectoryList): ListQuery {
  const query = listQuery(list);
  return query.point ? { ...query, near: '' } : query;
}

/** Who searches already wants results, not an introduction. */
function isNarrowed(list: DirectoryList): boolean {
  return list.q !== '' || list.near !== null || list.openNow || !list.isFirstPage;
}

export function DirectoryListView({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  return (
    <div class="wrap">
      <div class="page-head">
        <h1>{listTitle(list, t)}</h1>
        {!isNarrowed(list) && <p class="lead">{list.theme ? t(`theme.${list.theme}.description`) : t('directory.lead')}</p>}
      </div>
      <div class="directory">
        <ListForm list={list} visit={visit} />
        <Results list={list} visit={visit} />
      </div>
      <p class="print-only">{t('directory.print.address', { url: absolute(visit, listPath(sharedQuery(list))) })}</p>
    </div>
  );
}

function ListForm({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const options = themes
    .filter(({ code }) => list.themeCounts[code] || code === list.theme)
    .map(({ code, slug }) => ({
      value: slug,
      label: t('directory.filters.theme.option', { theme: t(`theme.${code}`), n: list.themeCounts[code] ?? 0 }),
    }));
  const isUnknown = list.near !== null && list.near.point === null;
  return (
    <SearchForm
      action={visit.href('/annuaire')}
      id="q"
      label={t('directory.search.label')}
      button={t('directory.search.button')}
      value={list.q}
    >
      <NearMe field="pres" point={list.near?.isGiven && list.near.point ? givenPoint(list.near.point, nearWords(list, t)) : null} t={t} />
      <details class="filters" open={isUnknown}>
        <summary>
          <Icon name="sliders-horizontal" />
          {t('directory.filters')}
        </summary>
        <div>
          <Field
            id="pres"
            name="pres"
            label={t('directory.filters.near')}
            hint={t('directory.filters.near.hint')}
            value={list.near?.isGiven ? nearWords(list, t) : (list.near?.typed ?? '')}
            list="reperes"
          />
          <datalist id="reperes">
            {list.landmarks.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <Select
            id="theme"
            name="theme"
            label={t('directory.filters.theme')}
            value={themes.find(({ code }) => code === list.theme)?.slug ?? ''}
            options={[{ value: '', label: t('directory.filters.theme.all') }, ...options]}
          />
          <Checkbox id="ouvert" name="ouvert" value="1" label={t('directory.filters.open')} checked={list.openNow} />
          <Button look="secondary" wide>
            {t('directory.filters.apply')}
          </Button>
        </div>
      </details>
    </SearchForm>
  );
}

const positionWords = locales.map((locale) => translator(directoryMessages, locale)('directory.near-me.position'));

/** The chosen place in words, never in figures; the visitor's position in the language of the page. */
function nearWords(list: DirectoryList, t: DirectoryTranslate): string {
  if (!list.near) return '';
  const { typed, label, isGiven } = list.near;
  const words = label || typed;
  if (isGiven) return positionWords.includes(words) ? t('directory.near-me.position') : words;
  return parsePoint(words) ? t('directory.near.point') : words;
}

function Results({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const query = listQuery(list);
  const chips = listChips(list, visit, t);
  const isPlain = chips.length === 0;
  const title = list.q
    ? t('directory.results.title.words', { n: list.total, q: list.q })
    : t(isPlain ? 'directory.results.title.all' : 'directory.results.title', { n: list.total });
  return (
    <section class="results" aria-labelledby="results-title">
      {isPlain && list.isFirstPage && <ThemePills list={list} visit={visit} />}
      <div class="results-head">
        <h2 id="results-title">
          {title}
          {!list.isFirstPage && <span class="visually-hidden">, {t('directory.results.next-page')}</span>}
        </h2>
        <Chips label={t('directory.chips')} chips={chips}>
          {chips.length > 1 && <a href={visit.href('/annuaire')}>{t('directory.chips.clear')}</a>}
        </Chips>
        {list.near?.point && list.cards.length > 0 && <p class="soft">{t('directory.results.nearest', { place: nearWords(list, t) })}</p>}
      </div>
      {list.near && !list.near.point && <UnknownPlace list={list} visit={visit} />}
      {list.isApproximate && list.cards.length > 0 && (
        <Notice>
          <p>{t('directory.results.approximate', { q: list.q })}</p>
        </Notice>
      )}
      {list.cards.length > 0 ? (
        <ul class="card-rows" aria-label={t('directory.list')}>
          {list.cards.map((card) => (
            <li key={`${card.commune}/${card.subject}/${card.slug}`}>
              <ResultCard card={card} visit={visit} level={3} />
            </li>
          ))}
        </ul>
      ) : isPlain ? (
        <EmptyState title={t('directory.none.title')} level={3}>
          <p>{t('directory.none.body')}</p>
          <AskSomeone visit={visit} />
        </EmptyState>
      ) : (
        <NothingFound list={list} visit={visit} />
      )}
      <Pagination
        label={t('directory.pages')}
        next={
          list.nextCursor ? { href: visit.href(listPath({ ...query, cursor: list.nextCursor })), label: t('directory.pages.next') } : null
        }
        first={list.isFirstPage ? null : { href: visit.href(listPath(query)), label: t('directory.pages.first') }}
      />
    </section>
  );
}

function listChips(list: DirectoryList, visit: Visit, t: DirectoryTranslate): Chip[] {
  const query = listQuery(list);
  const chip = (label: string, without: Parameters<typeof listPath>[0]) => ({
    label,
    href: visit.href(listPath({ ...query, ...without })),
    removeLabel: t('directory.chips.remove', { label }),
  });
  return [
    ...(list.q ? [chip(t('directory.chips.words', { q: list.q }), { q: '' })] : []),
    ...(list.theme ? [chip(t(`theme.${list.theme}`), { theme: null })] : []),
    ...(list.near ? [chip(t('directory.chips.near', { place: nearWords(list, t) }), { near: '' })] : []),
    ...(list.openNow ? [chip(t('directory.filters.open'), { openNow: false })] : []),
  ];
}

/** On a list without any choice, the themes come first: seeing them helps to choose. */
function ThemePills({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const present = themes.filter(({ code }) => list.themeCounts[code]);
  if (!present.length) return null;
  return (
    <nav class="theme-pills" aria-label={t('directory.themes')}>
      <ul>
        {present.map(({ code, icon }) => (
          <li key={code}>
            <a class={`pill ${themeClass(code)}`} href={visit.href(listPath({ theme: code }))}>
              <Icon name={icon} />
              {t(`theme.${code}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function UnknownPlace({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const landmarks = list.landmarks.slice(0, 8);
  return (
    <Notice tone="careful" title={t('directory.near.unknown.title', { typed: list.near?.typed ?? '' })}>
      <p>{t(landmarks.length ? 'directory.near.unknown.body' : 'directory.near.unknown.body.plain')}</p>
      {landmarks.length > 0 && (
        <ul class="landmarks">
          {landmarks.map((name) => (
            <li key={name}>
              <a href={visit.href(listPath({ ...listQuery(list), near: name }))}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function NothingFound({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const query = listQuery(list);
  return (
    <EmptyState title={t('directory.empty.title')} level={3}>
      <div class="prose">
        <p>{t('directory.empty.try')}</p>
        <ul>
          {list.q && <li>{t('directory.empty.fewer-words')}</li>}
          {list.openNow && (
            <li>
              <a href={visit.href(listPath({ ...query, openNow: false }))}>{t('directory.empty.without-open')}</a>
            </li>
          )}
          {list.theme && (
            <li>
              <a href={visit.href(listPath({ ...query, theme: null }))}>{t('directory.empty.without-theme')}</a>
            </li>
          )}
          <li>
            <a href={visit.href('/annuaire')}>{t('directory.empty.all')}</a>
          </li>
        </ul>
      </div>
      <AskSomeone visit={visit} />
    </EmptyState>
  );
}

function AskSomeone({ visit }: { visit: Visit }) {
  const t = directoryWords(visit);
  const { contact, country } = visit.territory;
  if (!contact?.phone) return null;
  return (
    <>
      <p>{t('directory.empty.call', { name: contact.name })}</p>
      <p>
        <LinkButton icon="phone" href={phoneHref(contact.phone)}>
          {t('directory.empty.call.phone', { phone: formatPhone(contact.phone, country) })}
        </LinkButton>
      </p>
    </>
  );
}
