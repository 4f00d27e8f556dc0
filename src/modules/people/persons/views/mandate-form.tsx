import type { Temporal } from 'temporal-polyfill';
import { purposes } from '../../../../kernel/access/viewer.ts';
import { type FormState, tickedIn, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { Field, TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { personMessages } from '../messages.ts';
import type { Person } from '../view-models.ts';
import { nameOf, personWords, purposeLabel } from './words.ts';

interface MandateFormProps {
  visit: Visit;
  form: FormState;
  person: Person;
  isMinor: boolean;
  /** Nobody wrote down when they were born. */
  isOfUnknownAge: boolean;
  today: Temporal.PlainDate;
}

export function MandateFormView({ visit, form, person, isMinor, isOfUnknownAge, today }: MandateFormProps) {
  const t = personWords(visit);
  const words = formWords(visit, form, personMessages, { action: `/gestion/personnes/${person.id}/mandats` });
  return (
    <>
      <PageHeader kicker={nameOf(person)} title={t('people.mandate.new.title')} lead={t('people.mandate.new.lead')} />
      <Form {...words.props}>
        <RadioGroup
          id="purpose"
          name="purpose"
          label={t('people.mandate.purpose')}
          value={typed(form, 'purpose')}
          choices={purposes.map((purpose) => ({
            value: purpose,
            label: purposeLabel(visit, purpose),
            more: purpose === 'structure' && (
              <Field
                id="structure"
                name="structure"
                autocomplete="off"
                label={t('people.mandate.structure')}
                hint={t('people.mandate.structure.hint')}
                value={typed(form, 'structure')}
                {...words.wrong('structure')}
              />
            ),
          }))}
          {...words.wrong('purpose')}
        />
        <TextArea
          id="words"
          name="words"
          rows={2}
          label={t('people.mandate.words')}
          hint={t('people.mandate.words.hint')}
          value={typed(form, 'words')}
          {...words.wrong('words')}
        />
        <Field
          id="startsOn"
          name="startsOn"
          type="date"
          label={t('people.mandate.starts')}
          value={typed(form, 'startsOn', today.toString())}
          {...words.wrong('startsOn')}
        />
        <Field
          id="endsOn"
          name="endsOn"
          type="date"
          label={t('people.mandate.ends')}
          hint={t('people.mandate.ends.hint')}
          value={typed(form, 'endsOn', today.add({ months: 6 }).toString())}
          {...words.wrong('endsOn')}
        />
        {isOfUnknownAge && (
          <Checkbox
            id="isOldEnough"
            name="isOldEnough"
            value="1"
            label={t('people.mandate.age')}
            hint={t('people.mandate.age.hint')}
            checked={tickedIn(form, 'isOldEnough').includes('1')}
            {...words.wrong('isOldEnough')}
          />
        )}
        {(isMinor || isOfUnknownAge) && (
          <Field
            id="guardianName"
            name="guardianName"
            autocomplete="off"
            label={t('people.person.guardian')}
            value={typed(form, 'guardianName', person.guardianName ?? '')}
            {...words.wrong('guardianName')}
          />
        )}
        <Button>{t('people.mandate.prepare')}</Button>
      </Form>
    </>
  );
}
