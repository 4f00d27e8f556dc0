import type { Temporal } from 'temporal-polyfill';
import { emptyForm, type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { DefinitionList } from '../../../../ui/definition-list.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { formatPhone } from '../../../../ui/phone.ts';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { ActionForm } from '../../staff/action-form.tsx';
import { staffMessages } from '../../staff/messages.ts';
import { personMessages } from '../messages.ts';
import { ageOn } from '../rules.ts';
import type { Deed, Mandate, Person, PersonNotice, PersonReading } from '../view-models.ts';
import { date, dayOf, nameOf, personWords, purposeWords, signedWords, standing } from './words.ts';

interface PersonModel {
  person: Person;
  /** In words of the viewer's language. */
  told: readonly (Pick<PersonNotice, 'id' | 'way' | 'at' | 'toldAt'> & { text: string })[];
  mandates: readonly Mandate[];
  deeds: readonly Deed[];
  readings: readonly PersonReading[];
  /** What other services let one do for them: the end of its address. */
  actions: readonly { page: string; label: string }[];
  today: Temporal.PlainDate;
}

interface PersonProps {
  visit: Visit;
  model: PersonModel;
  form: FormState;
  /** Id of the mandate whose form was sent. */
  concerns: string | null;
}

export function PersonView({ visit, model, form, concerns }: PersonProps) {
  const t = personWords(visit);
  const { person, mandates } = model;
  const path = `/gestion/personnes/${person.id}`;
  return (
    <>
      <PageHeader kicker={person.teamName} title={nameOf(person)}>
        {model.actions.map(({ page, label }) => (
          <LinkButton key={page} href={visit.href(`${path}${page}`)}>
            {label}
          </LinkButton>
        ))}
        <LinkButton look="secondary" href={visit.href(`${path}/modifier`)}>
          {t('people.person.edit')}
        </LinkButton>
      </PageHeader>
      <Facts visit={visit} person={person} today={model.today} />
      {model.told.length > 0 && <Told visit={visit} model={model} />}
      <section class="section" aria-labelledby="mandates">
        <h2 id="mandates">{t('people.mandates.title')}</h2>
        {mandates.length === 0 ? (
          <p>{t('people.mandates.none')}</p>
        ) : (
          <ul class="rows">
            {mandates.map((mandate) => (
              <MandateRow
                key={mandate.id}
                visit={visit}
                person={person}
                mandate={mandate}
                today={model.today}
                form={concerns === mandate.id ? form : emptyForm}
              />
            ))}
          </ul>
        )}
        <LinkButton look="secondary" href={visit.href(`${path}/mandats`)}>
          {t('people.mandate.new')}
        </LinkButton>
      </section>
      {person.accountId === null && (
        <section class="section" aria-labelledby="code">
          <h2 id="code">{t('people.code.title')}</h2>
          <p>{t('people.code.body', { name: nameOf(person) })}</p>
          <Form {...formWords(visit, emptyForm, personMessages, { action: `${path}/code` }).props}>
            <Button look="secondary" icon="printer">
              {t('people.code.give')}
            </Button>
          </Form>
        </section>
      )}
      <History visit={visit} model={model} />
      {person.accountId === null && (
        <p>
          <a href={visit.href(`${path}/donnees`)}>{t('people.data.link')}</a>
        </p>
      )}
    </>
  );
}

function Facts({ visit, person, today }: { visit: Visit; person: Person; today: Temporal.PlainDate }) {
  const t = personWords(visit);
  const { country } = visit.territory;
  const town = [person.postcode, person.locality].filter(Boolean).join(' ');
  const facts: [string, string | null][] = [
    [
      t('people.person.birth'),
      person.birthDate && t('people.person.age', { birth: date(visit, person.birthDate), age: ageOn(person.birthDate, today) }),
    ],
    [t('people.person.phone'), person.phone && formatPhone(person.phone, country)],
    [t('people.person.email'), person.email],
    [t('people.person.street'), [person.street, town].filter(Boolean).join(', ') || null],
    [t('people.person.channel'), t(`people.person.channel.${person.channel}`)],
    [
      t('people.person.guardian'),
      [person.guardianName, person.guardianPhone && formatPhone(person.guardianPhone, country)].filter(Boolean).join(', ') || null,
    ],
  ];
  return (
    <section aria-labelledby="facts">
      <h2 class="visually-hidden" id="facts">
        {t('people.person.facts')}
      </h2>
      <DefinitionList items={facts.flatMap(([term, description]) => (description ? [{ term, description }] : []))} />
    </section>
  );
}

/** What waits to be said, then what was said. */
function Told({ visit, model: { person, told } }: Pick<PersonProps, 'visit' | 'model'>) {
  const t = personWords(visit);
  return (
    <section class="section" aria-labelledby="told">
      <h2 id="told">{t('people.person.told')}</h2>
      <ul class="rows">
        {told.map(({ id, text, way, at, toldAt }) => (
          <li key={id} class="row">
            <h3 class="row-title">{text}</h3>
            {toldAt === null ? (
              <>
                <StatusTag tone="waiting">{t('people.person.told.waiting', { date: dayOf(visit, at) })}</StatusTag>
                <Form
                  {...formWords(visit, emptyForm, personMessages, { action: `/gestion/personnes/${person.id}/avis/${id}` }).props}
                  label={t('people.person.told.say.of', { text })}
                >
                  <Button look="secondary" icon="check">
                    {t('people.person.told.say')}
                  </Button>
                </Form>
              </>
            ) : (
              <p class="soft">{t(`people.person.told.${way}`, { date: dayOf(visit, toldAt) })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function MandateRow({
  visit,
  person,
  mandate,
  today,
  form,
}: {
  visit: Visit;
  person: Person;
  mandate: Mandate;
  today: Temporal.PlainDate;
  form: FormState;
}) {
  const t = personWords(visit);
  const { word, tone } = standing(mandate, today);
  const path = `/gestion/personnes/${person.id}/mandats/${mandate.id}`;
  const purpose = purposeWords(visit, mandate);
  return (
    <li class="row">
      <h3 class="row-title">{purpose}</h3>
      <StatusTag tone={tone}>{t(`people.mandate.state.${word}`)}</StatusTag>
      <MandateFacts visit={visit} mandate={mandate} />
      {form.mistakes.length > 0 && word !== 'prepared' && (
        <p class="error" role="alert">
          {formWords(visit, form, personMessages, { action: path }).props.problem?.errors[0]?.message}
        </p>
      )}
      {word === 'prepared' && (
        <>
          <div class="button-row">
            <LinkButton icon="pencil" href={visit.href(`${path}/signature`)}>
              {t('people.mandate.sign.screen')}
            </LinkButton>
            <LinkButton look="secondary" icon="printer" href={visit.href(path)}>
              {t('people.mandate.print')}
            </LinkButton>
          </div>
          <PaperSignature visit={visit} path={path} id={mandate.id} form={form} />
        </>
      )}
      <div class="button-row">
        {word === 'active' && (
          <Form {...formWords(visit, emptyForm, personMessages, { action: `${path}/agir` }).props}>
            <Button icon="hand-helping">{t('people.mandate.act')}</Button>
          </Form>
        )}
        {word !== 'prepared' && (
          <LinkButton look="secondary" icon="file-text" href={visit.href(path)}>
            {t('people.mandate.see')}
          </LinkButton>
        )}
        {(word === 'active' || word === 'prepared' || word === 'soon') && (
          <ActionForm
            visit={visit}
            action={`${path}/fin`}
            label={t('people.mandate.end')}
            words={t('people.mandate.end.of', { purpose })}
          />
        )}
      </div>
    </li>
  );
}

/** From when to when, and how it was signed. */
export function MandateFacts({ visit, mandate }: { visit: Visit; mandate: Mandate }) {
  const t = personWords(visit);
  const signed = signedWords(visit, mandate);
  return (
    <>
      <p>{t('people.mandate.period', { start: date(visit, mandate.startsOn), end: date(visit, mandate.endsOn) })}</p>
      {signed && <p class="soft">{signed}</p>}
      {mandate.guardianName && <p class="soft">{t('people.mandate.guardian', { name: mandate.guardianName })}</p>}
    </>
  );
}

/** Where the sheet that was signed on paper is kept. */
function PaperSignature({ visit, path, id, form }: { visit: Visit; path: string; id: string; form: FormState }) {
  const t = personWords(visit);
  const words = formWords(visit, form, personMessages, { action: `${path}/signature`, idOf: (field) => `${field}-${id}` });
  return (
    <details class="fold" open={form.mistakes.length > 0}>
      <summary>{t('people.mandate.sign.paper')}</summary>
      <Form {...words.props}>
        <Hidden name="how" value="paper" />
        <Field
          id={`words-${id}`}
          name="words"
          autocomplete="off"
          label={t('people.mandate.sign.words')}
          value={typed(form, 'words')}
          {...words.wrong('words')}
        />
        <Button look="secondary">{t('people.mandate.sign.submit')}</Button>
      </Form>
    </details>
  );
}

function History({ visit, model }: { visit: Visit; model: PersonModel }) {
  const t = personWords(visit);
  const by = (name: string | null, at: Temporal.Instant) =>
    t('people.person.by', { name: name ?? t('people.person.gone'), date: dayOf(visit, at) });
  return (
    <>
      <section class="section" aria-labelledby="done">
        <h2 id="done">{t('people.person.done')}</h2>
        {model.deeds.length === 0 ? (
          <p>{t('people.person.done.none')}</p>
        ) : (
          <ul>
            {model.deeds.map(({ id, what, actorName, at }) => (
              <li key={id}>
                {deedWords(visit, what)}
                {' · '}
                {by(actorName, at)}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="section" aria-labelledby="readings">
        <h2 id="readings">{t('people.person.readings')}</h2>
        <ul>
          {model.readings.map(({ readerName, on, times }) => (
            <li key={`${readerName} ${on}`}>
              {t('people.person.read', { name: readerName ?? t('people.person.gone'), date: date(visit, on), times })}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** As the journal says it. */
function deedWords(visit: Visit, what: string): string {
  const t = translator(staffMessages, visit.locale);
  const key = `people.action.${what.replace('.', '-')}`;
  const isKey = (one: string): one is keyof typeof staffMessages.fr => Object.hasOwn(staffMessages.fr, one);
  return isKey(key) ? t(key, { role: '', name: '' }) : t('people.action.other', { what });
}
