import { type FormState, tickedIn, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { locales } from '../../../../kernel/i18n/locales.ts';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { DateField } from '../../../../ui/date-field.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Select } from '../../../../ui/select.tsx';
import { personMessages } from '../messages.ts';
import { channels } from '../rules.ts';
import type { Person, PersonCard } from '../view-models.ts';
import { date, personWords } from './words.ts';

interface PersonFormProps {
  visit: Visit;
  form: FormState;
  /** Who is corrected; null: somebody new. */
  person: Person | null;
  /** Who may be the same. */
  similar: readonly PersonCard[];
}

export function PersonFormView({ visit, form, person, similar }: PersonFormProps) {
  const t = personWords(visit);
  const action = person ? `/gestion/personnes/${person.id}/modifier` : '/gestion/personnes/ajout';
  const words = formWords(visit, form, personMessages, { action });
  const value = (field: string, known: string | null | undefined) => typed(form, field, known ?? '');
  const birth = person?.birthDate;
  const teams = visit.viewer?.teams ?? [];
  return (
    <>
      <PageHeader title={t(person ? 'people.person.edit.title' : 'people.person.new.title')} lead={t('people.person.new.lead')} />
      <Form {...words.props}>
        {similar.length > 0 && (
          <Notice tone="careful" title={t('people.person.similar')}>
            <p>{t('people.person.similar.body')}</p>
            <ul>
              {similar.map(({ id, name, birthDate }) => (
                <li key={id}>
                  <a href={visit.href(`/gestion/personnes/${id}`)}>{birthDate ? `${name}, ${date(visit, birthDate)}` : name}</a>
                </li>
              ))}
            </ul>
            <Checkbox
              id="isOther"
              name="isOther"
              value="1"
              label={t('people.person.similar.other')}
              checked={tickedIn(form, 'isOther').length > 0}
            />
          </Notice>
        )}
        <h2>{t('people.person.who')}</h2>
        <Field
          id="givenName"
          name="givenName"
          autocomplete="off"
          label={t('people.person.given')}
          value={value('givenName', person?.givenName)}
          {...words.wrong('givenName')}
        />
        <Field
          id="familyName"
          name="familyName"
          autocomplete="off"
          label={t('people.person.family')}
          value={value('familyName', person?.familyName)}
          {...words.wrong('familyName')}
        />
        <DateField
          locale={visit.locale}
          id="birthDate"
          name="birthDate"
          label={t('people.person.birth')}
          hint={t('people.person.birth.hint')}
          value={{
            day: value('birthDate.day', birth && String(birth.day)),
            month: value('birthDate.month', birth && String(birth.month)),
            year: value('birthDate.year', birth && String(birth.year)),
          }}
          {...words.wrong('birthDate')}
        />
        {!person && teams.length > 1 && (
          <RadioGroup
            id="teamId"
            name="teamId"
            label={t('people.person.team')}
            value={value('teamId', null)}
            choices={teams.map(({ id, name }) => ({ value: id, label: name }))}
            {...words.wrong('teamId')}
          />
        )}
        <h2>{t('people.person.reach')}</h2>
        <Field
          id="phone"
          name="phone"
          type="tel"
          autocomplete="off"
          label={t('people.person.phone')}
          value={value('phone', person?.phone)}
          {...words.wrong('phone')}
        />
        <Field
          id="email"
          name="email"
          type="email"
          autocomplete="off"
          label={t('people.person.email')}
          value={value('email', person?.email)}
          {...words.wrong('email')}
        />
        <Field
          id="street"
          name="street"
          autocomplete="off"
          label={t('people.person.street')}
          value={value('street', person?.street)}
          {...words.wrong('street')}
        />
        <Field
          id="postcode"
          name="postcode"
          autocomplete="off"
          label={t('people.person.postcode')}
          value={value('postcode', person?.postcode)}
          {...words.wrong('postcode')}
        />
        <Field
          id="locality"
          name="locality"
          autocomplete="off"
          label={t('people.person.locality')}
          value={value('locality', person?.locality)}
          {...words.wrong('locality')}
        />
        <RadioGroup
          id="channel"
          name="channel"
          label={t('people.person.channel')}
          value={value('channel', person?.channel ?? 'desk')}
          choices={channels.map((channel) => ({ value: channel, label: t(`people.person.channel.${channel}`) }))}
          {...words.wrong('channel')}
        />
        <Select
          id="locale"
          name="locale"
          label={t('people.person.locale')}
          value={value('locale', person?.locale ?? 'fr')}
          options={locales.map((locale) => ({ value: locale, label: t(`people.person.locale.${locale}`) }))}
        />
        <h2>{t('people.person.minor')}</h2>
        <Field
          id="guardianName"
          name="guardianName"
          autocomplete="off"
          label={t('people.person.guardian')}
          hint={t('people.person.guardian.hint')}
          value={value('guardianName', person?.guardianName)}
          {...words.wrong('guardianName')}
        />
        <Field
          id="guardianPhone"
          name="guardianPhone"
          type="tel"
          autocomplete="off"
          label={t('people.person.guardian.phone')}
          value={value('guardianPhone', person?.guardianPhone)}
          {...words.wrong('guardianPhone')}
        />
        <Button>{t('people.person.save')}</Button>
      </Form>
    </>
  );
}
