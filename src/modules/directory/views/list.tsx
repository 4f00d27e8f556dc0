import type { Visit } from '../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Chips } from '../../../ui/chips.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import { themeClass } from '../../../ui/theme-badge.tsx';
import { countsOf, facetNames } from '../facets.ts';
import { isSame } from '../selection.ts';
import { type ThemeCode, themes } from '../themes.ts';
import type { DirectoryList } from '../view-models.ts';
import { listChips } from './list-chips.ts';
import { ListForm } from './list-form.tsx';
import { MapPanel } from './map.tsx';
import { UnknownPlace } from './near.tsx';
import { isUnknownPlace, nearWords } from './near-words.ts';
import { absolute, choicesOf, LIST_FORM, type ListQuery, listPath, listQuery } from './paths.ts';
import { ResultCard } from './result-card.tsx';
import { type DirectoryTranslate, directoryWords } from './words.ts';

interface ListProps {
  list: DirectoryList;
  visit: Visit;
}

/** The list's title, for the page's head and its heading. */
export function listTitle(list: DirectoryList, t: DirectoryTranslate): string {
  const theme = themeOf(list);
  return theme ? t(`theme.${theme}`) : t('directory.title');
}

/** A question that somebody asked, rather than a list for everyone: the whole of it, or a theme. */
export function isQuestion(list: DirectoryList): boolean {
  return (
    list.q !== '' ||
    list.near !== null ||
    list.openNow ||
    list.openAt !== null ||
    !list.isFirstPage ||
    facetNames.some((name) => name !== 'theme' && list.filters[name] !== undefined)
  );
}

/** What may be printed of a search: not where the visitor was, nor what they chose. */
function sharedQuery(list: DirectoryList, visit: Visit): ListQuery {
  const query = { ...listQuery(list, visit), choices: [] };
  return query.point ? { ...query, near: '' } : query;
}

/** The theme that the list is narrowed to. */
function themeOf(list: DirectoryList): ThemeCode | null {
  return themes.find(({ code }) => code === list.filters.theme)?.code ?? null;
}

export function DirectoryListView({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const theme = themeOf(list);
  return (
    <div class="wrap">
      <div class="page-head">
        <h1>{listTitle(list, t)}</h1>
        {/* Who searches already wants results, not an introduction. */}
        {!isQuestion(list) && <p class="lead">{theme ? t(`theme.${theme}.description`) : t('directory.lead')}</p>}
      </div>
      <div class="directory">
        <ListForm list={list} visit={visit} />
        <Results list={list} visit={visit} />
      </div>
      <p class="print-only">{t('directory.print.address', { url: absolute(visit, listPath(sharedQuery(list, visit))) })}</p>
    </div>
  );
}

function Results({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const chips = listChips(list, visit);
  const isPlain = chips.length === 0;
  const choices = choicesOf(visit);
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
          {chips.length > 1 && <a href={visit.href(listPath({ choices }))}>{t('directory.chips.clear')}</a>}
        </Chips>
        {list.near && !isUnknownPlace(list.near) && list.cards.length > 0 && (
          <p class="soft">{t('directory.results.nearest', { place: nearWords(list.near, visit) })}</p>
        )}
      </div>
      <UnknownPlace
        near={list.near}
        landmarks={list.landmarks}
        hrefOf={(near) => visit.href(listPath({ ...listQuery(list, visit), near }))}
        visit={visit}
      />
      {(list.isApproximate || list.corrected !== null) && list.cards.length > 0 && (
        <Notice>
          <p>
            {list.corrected === null
              ? t('directory.results.approximate', { q: list.q })
              : t('directory.results.corrected', { q: list.q, corrected: list.corrected })}
          </p>
        </Notice>
      )}
      {list.cards.length > 0 && <MapPanel visit={visit} query={listQuery(list, visit)} />}
      {list.cards.length > 0 ? (
        <ul class="card-rows" aria-label={t('directory.list')}>
          {list.cards.map((card) => (
            <li key={`${card.commune}/${card.subject}/${card.slug}`}>
              <ResultCard card={card} visit={visit} level={3} choosing={{ isChosen: choices.some((choice) => isSame(choice, card)) }} />
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
        next={list.nextCursor ? { label: t('directory.pages.next'), form: LIST_FORM, name: 'suite', value: list.nextCursor } : null}
        first={list.isFirstPage ? null : { label: t('directory.pages.first'), form: LIST_FORM, name: 'suite', value: '' }}
      />
      {(list.cards.length > 0 || choices.length > 0) && <SelectionBar visit={visit} n={choices.length} />}
    </section>
  );
}

/** What is ticked goes to the sheet; on a screen it stays in sight as soon as something is. */
function SelectionBar({ visit, n }: { visit: Visit; n: number }) {
  const t = directoryWords(visit);
  return (
    <div class="selection-bar no-print">
      <p>{n > 0 ? t('directory.selection.chosen', { n }) : t('directory.selection.hint')}</p>
      <Button
        look="secondary"
        icon="list-checks"
        form={LIST_FORM}
        action={visit.href('/annuaire/selection')}
        name="suite"
        value={visit.query['suite'] ?? ''}
      >
        {t('directory.selection.see')}
      </Button>
    </div>
  );
}

/** On a list without any choice, the themes come first: seeing them helps to choose. */
function ThemePills({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const counts = countsOf(list.facetCounts, 'theme');
  const present = themes.filter(({ code }) => counts[code]);
  if (!present.length) return null;
  return (
    <nav class="theme-pills" aria-label={t('directory.themes')}>
      <ul>
        {present.map(({ code, icon }) => (
          <li key={code}>
            <a class={`pill ${themeClass(code)}`} href={visit.href(listPath({ filters: { theme: code }, choices: choicesOf(visit) }))}>
              <Icon name={icon} />
              {t(`theme.${code}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How to broaden the search, and whom to call. */
function NothingFound({ list, visit }: ListProps) {
  const t = directoryWords(visit);
  const removable = listChips(list, visit).filter(({ name }) => name !== 'words' && name !== 'near');
  return (
    <EmptyState title={t('directory.empty.title')} level={3}>
      <div class="prose">
        <p>{t('directory.empty.try')}</p>
        <ul>
          {list.q && <li>{t('directory.empty.fewer-words')}</li>}
          {removable.map(({ label, href }) => (
            <li key={href}>
              <a href={href}>{t('directory.empty.without', { label })}</a>
            </li>
          ))}
          <li>
            <a href={visit.href(listPath({ choices: choicesOf(visit) }))}>{t('directory.empty.all')}</a>
          </li>
        </ul>
      </div>
      <UsefulNumbers visit={visit} />
      <p>
        {t('directory.suggest.missing')} <a href={visit.href('/proposer')}>{t('directory.suggest.link')}</a>
      </p>
      <AskSomeone visit={visit} />
    </EmptyState>
  );
}

/** Who is in danger may look for help here: the numbers come before any other word to try. */
function UsefulNumbers({ visit }: { visit: Visit }) {
  const t = directoryWords(visit);
  const { country, services } = visit.territory;
  if (!services.includes('useful-numbers')) return null;
  return (
    <p>
      {t(`directory.empty.numbers.${country}`)} <a href={visit.href('/numeros-utiles')}>{t('directory.empty.numbers.link')}</a>
    </p>
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
