import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay } from '../../../kernel/i18n/format.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { type Chip, Chips } from '../../../ui/chips.tsx';
import { CheckboxGroup } from '../../../ui/choices.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Field } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { Select } from '../../../ui/select.tsx';
import { isUnknownPlace, NearField, NearMe, nearWords, UnknownPlace } from '../../directory/index.ts';
import { kindsIn } from '../kinds/index.ts';
import { alertPath, distances, type ListQuery, listSearch, parameters, WEEKEND } from '../selection.ts';
import type { AnnouncementList } from '../view-models.ts';
import { AnnouncementCardView } from './card.tsx';
import { choicesOf } from './choices.ts';
import { facetLabel } from './fact-words.ts';
import { paperWords, publicWords } from './words.ts';

interface ListProps {
  list: AnnouncementList;
  visit: Visit;
}

/** The list's address, with its choices as given. */
function hrefOf({ list, visit }: ListProps, query: Partial<ListQuery>, next?: string): string {
  return visit.href(`${list.path}${listSearch({ ...list.query, ...query }, next)}`);
}

export function AnnouncementListView({ list, visit }: ListProps) {
  const t = publicWords(visit);
  const isPlain = listSearch(list.query) === '';
  return (
    <div class="wrap">
      <div class="page-head">
        <h1>{t(list.isForYouth ? 'announcements.young.title' : 'announcements.title')}</h1>
        {isPlain && <p class="lead">{t(list.isForYouth ? 'announcements.young.lead' : 'announcements.lead')}</p>}
      </div>
      <div class="directory">
        <ListForm list={list} visit={visit} />
        <Results list={list} visit={visit} />
      </div>
    </div>
  );
}

function ListForm({ list, visit }: ListProps) {
  const t = publicWords(visit);
  const { query, facetCounts } = list;
  const kinds = kindsIn(visit.territory).filter(({ isForYouth }) => isForYouth || !list.isForYouth);
  return (
    <SearchForm
      action={visit.href(list.path)}
      id="q"
      label={t('announcements.search')}
      button={t('announcements.search.button')}
      value={query.q}
    >
      <NearMe near={list.near} visit={visit} />
      <details class="filters" open={isUnknownPlace(list.near)}>
        <summary>
          <Icon name="sliders-horizontal" />
          {t('announcements.filters')}
        </summary>
        <div>
          <Select
            id={parameters.kind}
            name={parameters.kind}
            label={t('announcements.filters.kind')}
            value={query.kind?.slug ?? ''}
            options={[
              { value: '', label: t('announcements.filters.kind.any') },
              ...kinds.map((kind) => ({
                value: kind.slug,
                label: t('announcements.filters.option', {
                  label: kind.label(visit.locale, visit.territory.country),
                  n: facetCounts[`kind:${kind.code}`] ?? 0,
                }),
              })),
            ]}
          />
          <Select
            id={parameters.when}
            name={parameters.when}
            label={t('announcements.filters.when')}
            value={query.when === 'weekend' ? WEEKEND : (query.when?.toString() ?? '')}
            options={[
              { value: '', label: t('announcements.filters.when.any') },
              { value: WEEKEND, label: t('announcements.filters.when.weekend') },
              ...(query.when === null || query.when === 'weekend'
                ? []
                : [{ value: query.when.toString(), label: formatDay(query.when, visit.locale) }]),
            ]}
          />
          <NearField near={list.near} landmarks={list.landmarks} visit={visit} />
          <Select
            id={parameters.within}
            name={parameters.within}
            label={t('announcements.filters.within')}
            value={query.within === null ? '' : String(query.within)}
            options={[
              { value: '', label: t('announcements.filters.within.any') },
              ...distances.map((km) => ({ value: String(km), label: t('announcements.filters.within.km', { km }) })),
            ]}
          />
          <Field
            id={parameters.age}
            name={parameters.age}
            label={t('announcements.filters.age')}
            hint={t('announcements.filters.age.hint')}
            inputMode="numeric"
            value={query.age === null ? '' : String(query.age)}
          />
          <Facets list={list} visit={visit} />
          <Button look="secondary" wide>
            {t('announcements.filters.apply')}
          </Button>
        </div>
      </details>
    </SearchForm>
  );
}

/** Only what would find something, or is chosen already. */
function Facets({ list: { query, offered, facetCounts }, visit }: ListProps) {
  const t = publicWords(visit);
  const values = offered.filter((value) => (facetCounts[value] ?? 0) > 0 || query.facets.includes(value));
  if (values.length === 0) return null;
  const choices = values.map((value) => ({
    value,
    label: t('announcements.filters.option', { label: facetLabel(value, visit), n: facetCounts[value] ?? 0 }),
  }));
  const [only] = choices;
  if (choices.length === 1 && only)
    return (
      <Checkbox
        id={parameters.facets}
        name={parameters.facets}
        label={only.label}
        value={only.value}
        checked={query.facets.includes(only.value)}
      />
    );
  return (
    <CheckboxGroup
      id={parameters.facets}
      name={parameters.facets}
      label={t('announcements.filters.with')}
      values={query.facets}
      choices={choices}
    />
  );
}

function chipsOf(props: ListProps): Chip[] {
  const { list, visit } = props;
  const t = publicWords(visit);
  // Distances start from the centre where nobody knows what was typed.
  const near = isUnknownPlace(list.near) && list.near?.point ? { words: list.near.label, point: null } : list.query.near;
  return choicesOf({ ...list.query, near }, visit).map(({ label, without }) => ({
    label,
    href: hrefOf(props, without),
    removeLabel: t('announcements.filters.remove', { label }),
  }));
}

function Results(props: ListProps) {
  const { list, visit } = props;
  const t = publicWords(visit);
  const chips = chipsOf(props);
  return (
    <section class="results" aria-labelledby="results-title">
      <div class="section-head">
        <h2 id="results-title">{t('announcements.results', { n: list.total })}</h2>
        <LinkButton look="secondary" icon="plus" href={visit.href('/mon-espace/annonces/nouvelle')}>
          {t('announcements.publish')}
        </LinkButton>
      </div>
      <div class="results-head">
        <Chips label={t('announcements.filters.chosen')} chips={chips} />
        {list.cards.length > 0 && (
          <p>
            <AlertLink {...props} />
          </p>
        )}
        {list.near && !isUnknownPlace(list.near) && list.cards.length > 0 && (
          <p class="soft">{t('announcements.results.nearest', { place: nearWords(list.near, visit) })}</p>
        )}
      </div>
      <UnknownPlace
        near={list.near}
        landmarks={list.landmarks}
        hrefOf={(words) => hrefOf(props, { near: { words, point: null } })}
        visit={visit}
      />
      {chips.length === 0 && (
        <ul class="chip-list quick" aria-label={t('announcements.quick')}>
          <li>
            <a class="chip" href={hrefOf(props, { when: 'weekend' })}>
              {t('announcements.quick.weekend')}
            </a>
          </li>
          {!list.isForYouth && (
            <li>
              <a class="chip" href={visit.href('/annonces/jeunes')}>
                {t('announcements.young.link')}
              </a>
            </li>
          )}
        </ul>
      )}
      {list.cards.length > 0 ? (
        <ul class="card-rows">
          {list.cards.map((card) => (
            <li key={card.id}>
              <AnnouncementCardView card={card} visit={visit} level={3} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title={t('announcements.empty')} level={3}>
          <p>{t(chips.length > 0 ? 'announcements.empty.narrowed' : 'announcements.empty.none')}</p>
          {chips.length > 0 && (
            <p>
              <a href={visit.href(list.path)}>{t('announcements.empty.all')}</a>
            </p>
          )}
          <p>{t('announcements.empty.alert')}</p>
          <AlertLink {...props} />
        </EmptyState>
      )}
      <Pagination
        label={t('announcements.pages')}
        next={list.nextCursor === null ? null : { label: t('announcements.next'), href: hrefOf(props, {}, list.nextCursor) }}
        first={list.isFirstPage ? null : { label: t('announcements.first'), href: hrefOf(props, {}) }}
      />
      {list.isForYouth && <WhomToCall visit={visit} />}
      <div class="list-after no-print">
        <p>
          <a href={visit.href(`${list.path}/semaine.pdf${listSearch(printed(list))}`)} rel="nofollow">
            {paperWords(visit)('announcements.paper.week')}
          </a>
        </p>
        <p class="soft">
          {t('announcements.feeds')}{' '}
          {feedFormats.map(({ name, label }, index) => (
            <>
              {index > 0 && ', '}
              <a key={name} href={visit.href(`${list.path}/flux.${name}${listSearch(list.query)}`)}>
                {label}
              </a>
            </>
          ))}
        </p>
      </div>
    </section>
  );
}

/** What may hang on a wall of a search: not where its visitor was. */
function printed({ query }: AnnouncementList): ListQuery {
  return query.near?.point ? { ...query, near: null, within: null } : query;
}

/** « Recevoir les nouvelles annonces », of this list as it is narrowed. */
function AlertLink({ list, visit }: ListProps) {
  return (
    <LinkButton look="secondary" icon="bell" href={visit.href(alertPath(list.query, list.isForYouth))}>
      {publicWords(visit)('announcements.alert')}
    </LinkButton>
  );
}

const feedFormats = [
  { name: 'rss', label: 'RSS' },
  { name: 'atom', label: 'Atom' },
  { name: 'json', label: 'JSON' },
] as const;

function WhomToCall({ visit }: { visit: Visit }) {
  const t = publicWords(visit);
  const { contact, country } = visit.territory;
  if (!contact) return null;
  return (
    <Callout title={t('announcements.young.call')}>
      <p>{t('announcements.young.call.body', { name: contact.name })}</p>
      {contact.phone && (
        <p>
          <LinkButton icon="phone" href={phoneHref(contact.phone)}>
            {formatPhone(contact.phone, country)}
          </LinkButton>
        </p>
      )}
    </Callout>
  );
}
