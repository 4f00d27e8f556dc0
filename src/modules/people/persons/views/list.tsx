import type { Visit } from '../../../../kernel/http/visit.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { formatPhone } from '../../../../ui/phone.ts';
import { SearchForm } from '../../../../ui/search-form.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import type { PersonCard, PersonToTell } from '../view-models.ts';
import { date, dayOf, personWords } from './words.ts';

export function personColumns(visit: Visit): Column<PersonCard>[] {
  const t = personWords(visit);
  return [
    {
      key: 'name',
      label: t('people.persons.name'),
      cell: ({ id, name }) => <a href={visit.href(`/gestion/personnes/${id}`)}>{name}</a>,
      value: ({ name }) => name,
    },
    {
      key: 'birth',
      label: t('people.persons.birth'),
      cell: ({ birthDate }) => birthDate && date(visit, birthDate),
      value: ({ birthDate }) => birthDate,
    },
    { key: 'phone', label: t('people.persons.phone'), cell: ({ phone }) => phone && formatPhone(phone, visit.territory.country) },
    { key: 'team', label: t('people.persons.team'), cell: ({ teamName }) => teamName },
    {
      key: 'account',
      label: t('people.persons.account'),
      cell: ({ hasAccount }) => hasAccount && <StatusTag tone="good">{t('people.persons.account')}</StatusTag>,
      value: ({ hasAccount }) => (hasAccount ? t('people.persons.account') : null),
    },
  ];
}

export function PersonsView({
  visit,
  words,
  isInTeam,
  persons,
  toTell,
  isErased,
}: {
  visit: Visit;
  words: string;
  isInTeam: boolean;
  persons: readonly PersonCard[];
  toTell: readonly PersonToTell[];
  /** One of them was erased a moment ago. */
  isErased: boolean;
}) {
  const t = personWords(visit);
  if (!isInTeam)
    return (
      <>
        <PageHeader title={t('people.persons.title')} />
        <EmptyState title={t('people.persons.no-team')}>
          <p>{t('people.persons.no-team.body')}</p>
        </EmptyState>
      </>
    );
  const isSearch = words.trim() !== '';
  return (
    <>
      <PageHeader title={t('people.persons.title')} lead={t('people.persons.lead')}>
        <LinkButton href={visit.href('/gestion/personnes/ajout')}>{t('people.persons.add')}</LinkButton>
      </PageHeader>
      {isErased && <Notice tone="good" title={t('people.data.erased')} />}
      {toTell.length > 0 && <ToTell visit={visit} persons={toTell} />}
      <div class={toTell.length > 0 ? 'section' : undefined}>
        <SearchForm
          action={visit.href('/gestion/personnes')}
          id="q"
          label={t('people.persons.search')}
          button={t('people.persons.search.submit')}
          value={words}
        />
        <DataTable
          caption={t('people.persons.caption', { n: persons.length })}
          locale={visit.locale}
          rows={persons}
          rowKey={({ id }) => id}
          columns={personColumns(visit)}
          file={visit.href(`/gestion/personnes.xlsx${isSearch ? `?q=${encodeURIComponent(words)}` : ''}`)}
          empty={
            <EmptyState title={t(isSearch ? 'people.persons.none' : 'people.persons.empty')}>
              <p>{t(isSearch ? 'people.persons.none.body' : 'people.persons.empty.body')}</p>
            </EmptyState>
          }
        />
      </div>
    </>
  );
}

function ToTell({ visit, persons }: { visit: Visit; persons: readonly PersonToTell[] }) {
  const t = personWords(visit);
  return (
    <section class="section" aria-labelledby="to-tell">
      <h2 id="to-tell">{t('people.persons.to-tell')}</h2>
      <p>{t('people.persons.to-tell.body')}</p>
      <ul class="rows">
        {persons.map(({ id, name, channel, phone, since }) => (
          <li key={id} class="row">
            <h3 class="row-title">
              <a href={visit.href(`/gestion/personnes/${id}`)}>{name}</a>
            </h3>
            <p class="soft">
              {[
                t(`people.person.channel.${channel}`),
                phone === null ? null : formatPhone(phone, visit.territory.country),
                t('people.persons.to-tell.since', { date: dayOf(visit, since) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
