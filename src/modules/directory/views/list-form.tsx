import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { Select } from '../../../ui/select.tsx';
import { countsOf, type FacetName } from '../facets.ts';
import { facetParameters, parameterValue } from '../filter-parameters.ts';
import { HORIZON_DAYS } from '../hours.ts';
import { choiceText, isSame } from '../selection.ts';
import type { DirectoryList } from '../view-models.ts';
import { filterWords, offeredValues } from './filter-words.ts';
import { NearField, NearMe } from './near.tsx';
import { isUnknownPlace } from './near-words.ts';
import { CHOICE_PARAMETER, choicesOf, LIST_FORM } from './paths.ts';
import { directoryWords } from './words.ts';

interface FormProps {
  list: DirectoryList;
  visit: Visit;
}

/** What nearly everybody chooses by, then what few do. */
const firstFacets = ['subject', 'theme', 'public', 'fee'] as const satisfies readonly FacetName[];
const moreFacets = ['mode', 'language', 'district', 'form', 'label'] as const satisfies readonly FacetName[];

export function ListForm({ list, visit }: FormProps) {
  const t = directoryWords(visit);
  return (
    <SearchForm
      action={visit.href('/annuaire')}
      formId={LIST_FORM}
      id="q"
      label={t('directory.search.label')}
      button={t('directory.search.button')}
      value={list.q}
    >
      <ChosenElsewhere list={list} visit={visit} />
      <NearMe near={list.near} visit={visit} />
      <details class="filters" open={isUnknownPlace(list.near)}>
        <summary>
          <Icon name="sliders-horizontal" />
          {t('directory.filters')}
        </summary>
        <div>
          <NearField near={list.near} landmarks={list.landmarks} visit={visit} />
          {firstFacets.map((name) => (
            <FacetSelect key={name} name={name} list={list} visit={visit} />
          ))}
          <Opening list={list} visit={visit} />
          <MoreFilters list={list} visit={visit} />
          <Button look="secondary" wide>
            {t('directory.filters.apply')}
          </Button>
        </div>
      </details>
    </SearchForm>
  );
}

/** What was chosen on other pages of the list goes along; what is on this one has its box. */
function ChosenElsewhere({ list, visit }: FormProps) {
  return choicesOf(visit)
    .filter((choice) => !list.cards.some((card) => isSame(card, choice)))
    .map((choice) => <input key={choiceText(choice)} type="hidden" name={CHOICE_PARAMETER} value={choiceText(choice)} />);
}

function FacetSelect({ name, list, visit }: FormProps & { name: (typeof firstFacets)[number] | (typeof moreFacets)[number] }) {
  const t = directoryWords(visit);
  const counts = countsOf(list.facetCounts, name);
  const chosen = list.filters[name];
  const values = offeredValues(name, counts, chosen, visit);
  if (values.length === 0) return null;
  const any =
    name === 'theme'
      ? t('directory.filters.theme.any')
      : name === 'subject'
        ? t('directory.filters.subject.any')
        : t('directory.filters.any');
  return (
    <Select
      id={facetParameters[name]}
      name={facetParameters[name]}
      label={t(`directory.filters.${name}`)}
      value={chosen === undefined ? '' : parameterValue(name, chosen)}
      options={[
        { value: '', label: any },
        ...values.map((value) => ({
          value: parameterValue(name, value),
          label: t('directory.filters.option', { label: filterWords(name, value, visit), n: counts[value] ?? 0 }),
        })),
      ]}
    />
  );
}

/** Open now, or at a time to come: the time, where one is given, comes before. */
function Opening({ list, visit }: FormProps) {
  const t = directoryWords(visit);
  const now = visit.now
    .toZonedDateTimeISO(visit.territory.timeZone)
    .toPlainDateTime()
    .round({ smallestUnit: 'hour', roundingMode: 'floor' });
  const minutes = (moment: Temporal.PlainDateTime) => moment.toString().slice(0, 16);
  return (
    <>
      <Checkbox id="ouvert" name="ouvert" value="1" label={t('directory.filters.open')} checked={list.openNow} />
      <Field
        id="le"
        name="le"
        type="datetime-local"
        label={t('directory.filters.open-at')}
        hint={t('directory.filters.open-at.hint')}
        value={list.openAt ?? ''}
        min={minutes(now)}
        max={minutes(now.add({ days: HORIZON_DAYS - 2 }))}
      />
    </>
  );
}

function MoreFilters({ list, visit }: FormProps) {
  const t = directoryWords(visit);
  const isChosen = [...moreFacets, 'wheelchair' as const].some((name) => list.filters[name] !== undefined);
  const offersWheelchair = list.filters.wheelchair !== undefined || (countsOf(list.facetCounts, 'wheelchair')['yes'] ?? 0) > 0;
  return (
    <details class="more" open={isChosen}>
      <summary>{t('directory.filters.more')}</summary>
      <div>
        {offersWheelchair && (
          <Checkbox
            id={facetParameters.wheelchair}
            name={facetParameters.wheelchair}
            value={parameterValue('wheelchair', 'yes')}
            label={t('directory.filters.wheelchair')}
            checked={list.filters.wheelchair !== undefined}
          />
        )}
        {moreFacets.map((name) => (
          <FacetSelect key={name} name={name} list={list} visit={visit} />
        ))}
      </div>
    </details>
  );
}
