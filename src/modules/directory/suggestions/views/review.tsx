import { type FormState, typed } from '../../../../kernel/http/form.ts';
import type { FormWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { Select } from '../../../../ui/select.tsx';
import { kinds } from '../../kinds.ts';
import type { PlainField, PlainValues } from '../plain-fields.ts';
import { suggestionWords } from '../words.ts';
import { PlainFields } from './fields.tsx';

interface ReviewProps {
  visit: Visit;
  form: FormState;
  wrong: FormWords['wrong'];
  fields: readonly PlainField[];
  values: PlainValues;
  /** Opening hours in the sender's words, to be written as hours. */
  hours: string | null;
  hasKind?: boolean;
}

/** What a moderator changes before it is published. */
export function ReviewControls({ visit, form, wrong, fields, values, hours, hasKind = false }: ReviewProps) {
  const t = suggestionWords(visit);
  const { locale } = visit;
  const sorted = [...kinds].sort((a, b) => a.label[locale].localeCompare(b.label[locale], locale));
  return (
    <>
      {hours !== null && (
        <Notice title={t('directory.correct.hours.said')}>
          <p>{hours}</p>
        </Notice>
      )}
      {hasKind && (
        <Select
          id="kind"
          name="kind"
          label={t('directory.suggest.kind')}
          value={typed(form, 'kind')}
          options={[
            { value: '', label: t('directory.suggest.kind.none') },
            ...sorted.map(({ code, label }) => ({ value: code, label: label[locale] })),
          ]}
          {...wrong('kind')}
        />
      )}
      <PlainFields fields={fields} values={values} form={form} wrong={wrong} t={t} />
    </>
  );
}
