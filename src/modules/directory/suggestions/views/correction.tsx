import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { Field, TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import type { SubjectName } from '../../facts.ts';
import { directoryMessages } from '../../messages.ts';
import { subjectPath } from '../../views/paths.ts';
import type { PlainField, PlainValues } from '../plain-fields.ts';
import { suggestionWords } from '../words.ts';
import { PlainFields, SenderFields } from './fields.tsx';

export interface CorrectionProps {
  visit: Visit;
  form: FormState;
  subject: SubjectName;
  slug: string;
  name: string;
  fields: readonly PlainField[];
  values: PlainValues;
  /** Published at once: they keep it, or moderate. */
  isTrusted: boolean;
}

export function CorrectionView({ visit, form, subject, slug, name, fields, values, isTrusted }: CorrectionProps) {
  const t = suggestionWords(visit);
  const path = subjectPath({ subject, slug, commune: null });
  const words = formWords(visit, form, directoryMessages, { action: `${path}/corriger`, isGuarded: true });
  const props = { form, wrong: words.wrong, t };
  const ways = subject === 'service' ? (['facts', 'closed', 'duplicate'] as const) : (['facts', 'closed', 'moved', 'duplicate'] as const);
  return (
    <div class="wrap narrow">
      <PageHeader
        title={t('directory.correct.title', { name })}
        lead={t(isTrusted ? 'directory.correct.lead.trusted' : 'directory.correct.lead')}
      />
      <Form {...words.props}>
        <RadioGroup
          id="what"
          name="what"
          label={t('directory.correct.what')}
          value={typed(form, 'what', 'facts')}
          choices={ways.map((value) => ({
            value,
            label: t(`directory.correct.what.${value}`),
            ...(value === 'duplicate' && {
              more: (
                <Field
                  id="twin"
                  name="twin"
                  label={t('directory.correct.twin')}
                  hint={t('directory.correct.twin.hint')}
                  value={typed(form, 'twin')}
                  {...words.wrong('twin')}
                />
              ),
            }),
          }))}
          {...words.wrong('what')}
        />
        <TextArea
          id="note"
          name="note"
          rows={2}
          label={t('directory.correct.note')}
          hint={t('directory.correct.note.hint')}
          value={typed(form, 'note')}
          {...words.wrong('note')}
        />
        <h2>{t('directory.correct.facts')}</h2>
        <p>{t('directory.correct.facts.hint')}</p>
        <PlainFields fields={fields.filter((field) => field !== 'openingHours')} values={values} {...props} />
        {fields.includes('openingHours') && (
          <Field
            id="hours"
            name="hours"
            label={t('directory.correct.hours')}
            hint={t('directory.correct.hours.hint')}
            value={typed(form, 'hours')}
            {...words.wrong('hours')}
          />
        )}
        {!visit.viewer && <SenderFields {...props} />}
        <Button>{t(isTrusted ? 'directory.suggest.publish' : 'directory.correct.send')}</Button>
      </Form>
    </div>
  );
}

/** It is published already: nobody had to decide. */
export function PublishedView({ visit, path }: { visit: Visit; path: string }) {
  const t = suggestionWords(visit);
  return (
    <div class="wrap narrow">
      <PageHeader title={t('directory.correct.published')} />
      <LinkButton href={visit.href(path)}>{t('directory.correct.see')}</LinkButton>
    </div>
  );
}
