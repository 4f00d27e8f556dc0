import type { ComponentChildren } from 'preact';
import { emptyForm, type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone, formatNumber } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Field, TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { directoryMessages } from '../../messages.ts';
import type { Meaning, OwnSynonym, TrialModel, UnmetRow, UnmetSearch, WordsModel } from './models.ts';
import { trialPath, wordsPath } from './paths.ts';

function words({ locale }: Pick<Visit, 'locale'>) {
  return translator(directoryMessages, locale);
}

export function WordsView({ visit, model }: { visit: Visit; model: WordsModel }) {
  const t = words(visit);
  const saved = visit.query['fait'];
  return (
    <>
      <PageHeader title={t('directory.words.title')} lead={t('directory.words.lead')}>
        <LinkButton href={visit.href(`${wordsPath}/essai`)}>{t('directory.words.add')}</LinkButton>
      </PageHeader>
      {saved && <Notice tone="good" title={t('directory.words.saved', { phrase: saved.slice(0, 200) })} />}
      <section class="section" aria-labelledby="unmet">
        <h2 id="unmet">{t('directory.words.unmet')}</h2>
        <p class="soft">{t('directory.words.unmet.lead')}</p>
        <DataTable
          caption={t('directory.words.unmet.caption', { n: model.unmet.length })}
          locale={visit.locale}
          columns={[
            ...unmetColumns<UnmetRow>(visit),
            {
              key: 'suggestion',
              label: t('directory.words.suggestion'),
              cell: ({ suggestion }) =>
                suggestion && t('directory.words.suggestion.found', { words: suggestion.words, n: suggestion.total }),
            },
          ]}
          rows={model.unmet}
          rowKey={({ phrase, theme }) => `${phrase} ${theme}`}
          file={visit.href(`${wordsPath}/recherches.xlsx`)}
          actions={(row) => <UnmetActions row={row} visit={visit} />}
          empty={
            <EmptyState title={t('directory.words.unmet.none')} level={3}>
              <p>{t('directory.words.unmet.none.body')}</p>
            </EmptyState>
          }
        />
      </section>
      <section class="section" aria-labelledby="own">
        <h2 id="own">{t('directory.words.own')}</h2>
        <p class="soft">{t('directory.words.own.lead')}</p>
        <DataTable
          caption={t('directory.words.own.caption', { n: model.synonyms.length })}
          locale={visit.locale}
          columns={synonymColumns(visit)}
          rows={model.synonyms}
          rowKey={({ id }) => id}
          file={visit.href(`${wordsPath}.xlsx`)}
          actions={(synonym) => <SynonymActions synonym={synonym} visit={visit} />}
          empty={
            <EmptyState title={t('directory.words.own.none')} level={3}>
              <p>{t('directory.words.own.none.body')}</p>
            </EmptyState>
          }
        />
      </section>
    </>
  );
}

export function unmetColumns<Row extends UnmetSearch>(visit: Visit): Column<Row>[] {
  const t = words(visit);
  const figure = (key: 'days' | 'times'): Column<Row> => ({
    key,
    label: t(`directory.words.${key}`),
    isNumeric: true,
    cell: (row) => formatNumber(row[key], visit.locale),
    value: (row) => row[key],
  });
  return [
    { key: 'phrase', label: t('directory.words.phrase'), cell: ({ phrase }) => phrase },
    {
      key: 'theme',
      label: t('directory.words.theme'),
      cell: ({ theme }) => theme && (theme === 'announcements' ? t('directory.words.among-announcements') : t(`theme.${theme}`)),
    },
    figure('days'),
    figure('times'),
    {
      key: 'last',
      label: t('directory.words.last'),
      cell: ({ last }) => formatDateAlone(last, visit.locale),
      value: ({ last }) => last,
    },
  ];
}

export function synonymColumns(visit: Visit): Column<OwnSynonym>[] {
  const t = words(visit);
  return [
    { key: 'phrase', label: t('directory.words.phrase'), cell: ({ phrase }) => phrase },
    {
      key: 'means',
      label: t('directory.words.means'),
      cell: ({ means }) => (means.length === 0 ? t('directory.words.means.nothing') : means.join(', ')),
    },
  ];
}

function UnmetActions({ row: { phrase, theme, suggestion }, visit }: { row: UnmetRow; visit: Visit }) {
  const t = words(visit);
  return (
    <>
      {theme === 'announcements' && (
        <a href={visit.href(`/annonces?q=${encodeURIComponent(phrase)}`)}>{t('directory.words.see-announcements')}</a>
      )}
      {suggestion && (
        <KeepForm visit={visit} phrase={phrase} means={[suggestion.words]}>
          <Button look="secondary">
            <span aria-hidden="true">{t('directory.words.take', { words: suggestion.words })}</span>
            <span class="visually-hidden">{t('directory.words.take.of', { phrase, words: suggestion.words })}</span>
          </Button>
        </KeepForm>
      )}
      <a href={visit.href(trialPath(phrase))} aria-label={t('directory.words.choose.of', { phrase })}>
        {t('directory.words.choose')}
      </a>
    </>
  );
}

function SynonymActions({ synonym: { id, phrase, means }, visit }: { synonym: OwnSynonym; visit: Visit }) {
  const t = words(visit);
  const { props } = formWords(visit, emptyForm, directoryMessages, { action: `${wordsPath}/${id}/retrait` });
  return (
    <>
      <a href={visit.href(trialPath(phrase, means))} aria-label={t('directory.words.edit.of', { phrase })}>
        {t('directory.words.edit')}
      </a>
      <Form {...props}>
        <Button look="quiet">
          <span aria-hidden="true">{t('directory.words.remove')}</span>
          <span class="visually-hidden">{t('directory.words.remove.of', { phrase })}</span>
        </Button>
      </Form>
    </>
  );
}

/** Keeps what a phrase means, by one button. */
function KeepForm({
  visit,
  phrase,
  means,
  form = emptyForm,
  children,
}: {
  visit: Visit;
  phrase: string;
  means: readonly string[];
  form?: FormState;
  children: ComponentChildren;
}) {
  const { props } = formWords(visit, form, directoryMessages, {
    action: wordsPath,
    idOf: (field) => (field === 'phrase' ? 'mots' : 'sens'),
  });
  return (
    <Form {...props}>
      <Hidden name="phrase" value={phrase} />
      <Hidden name="means" value={means.join('\n')} />
      {children}
    </Form>
  );
}

/** A phrase, what it would mean, and what that finds. */
export function TrialView({ visit, model, form }: { visit: Visit; model: TrialModel; form: FormState }) {
  const t = words(visit);
  const { phrase, means, found, suggestions } = model;
  const { wrong } = formWords(visit, form, directoryMessages, { action: wordsPath });
  return (
    <>
      <PageHeader
        breadcrumb={{ label: t('directory.words.title'), steps: [{ label: t('directory.words.back'), href: visit.href(wordsPath) }] }}
        title={t('directory.words.trial.title')}
        lead={t('directory.words.trial.lead')}
      />
      <form class="form" action={visit.href(`${wordsPath}/essai`)}>
        <Field id="mots" name="mots" label={t('directory.words.trial.phrase')} value={typed(form, 'phrase', phrase)} {...wrong('phrase')} />
        <TextArea
          id="sens"
          name="sens"
          rows={4}
          label={t('directory.words.trial.means')}
          hint={t('directory.words.trial.means.hint')}
          value={typed(form, 'means', means.join('\n'))}
          {...wrong('means')}
        />
        <Button look="secondary" icon="search">
          {t('directory.words.trial.see')}
        </Button>
      </form>
      {suggestions.length > 0 && (
        <section class="section" aria-labelledby="suggestions">
          <h2 id="suggestions">{t('directory.words.trial.suggestions')}</h2>
          <ul class="plain-list">
            {suggestions.map((meaning) => (
              <li key={meaning.words}>
                <a href={visit.href(trialPath(phrase, [...new Set([...means, meaning.words])]))}>
                  {t('directory.words.trial.finds', { words: meaning.words, n: meaning.total })}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {phrase !== '' && (
        <section class="section" aria-labelledby="found">
          {found.length > 0 && (
            <>
              <h2 id="found">{t('directory.words.trial.found')}</h2>
              <ul class="rows">
                {found.map((meaning) => (
                  <Found key={meaning.words} meaning={meaning} visit={visit} />
                ))}
              </ul>
            </>
          )}
          <KeepForm visit={visit} phrase={phrase} means={means} form={form}>
            <Button>{t(means.length === 0 ? 'directory.words.trial.keep.nothing' : 'directory.words.trial.keep')}</Button>
          </KeepForm>
        </section>
      )}
    </>
  );
}

function Found({ meaning: { words: said, total, names }, visit }: { meaning: Meaning; visit: Visit }) {
  return (
    <li class="row">
      <h3 class="row-title">{words(visit)('directory.words.trial.finds', { words: said, n: total })}</h3>
      {names.length > 0 && <p class="soft">{names.join(' · ')}</p>}
    </li>
  );
}
