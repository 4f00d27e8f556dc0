import { type FormState, typed } from '../../../../kernel/http/form.ts';
import type { FormWords } from '../../../../kernel/http/form-words.ts';
import { Field, FieldGroup, TextArea } from '../../../../ui/field.tsx';
import type { PlainField } from '../plain-fields.ts';
import type { SuggestionWords } from '../words.ts';

interface FieldsProps {
  form: FormState;
  wrong: FormWords['wrong'];
  t: SuggestionWords;
}

const types = { phone: 'tel', email: 'email', website: 'url' } as const;
const long: readonly PlainField[] = ['description', 'accessConditions'];
const hinted = ['openingHours'] as const;

/** Fields of facts, each with what it says now. */
export function PlainFields({
  fields,
  values,
  form,
  wrong,
  t,
}: FieldsProps & { fields: readonly PlainField[]; values: Readonly<Partial<Record<PlainField, string | null>>> }) {
  return (
    <>
      {fields.map((field) => {
        const props = {
          id: field,
          name: field,
          label: t(`directory.suggest.${field}`),
          hint: (hinted as readonly PlainField[]).includes(field) ? t('directory.suggest.openingHours.hint') : undefined,
          value: typed(form, field, values[field] ?? ''),
          ...wrong(field),
        };
        return long.includes(field) ? (
          <TextArea key={field} {...props} />
        ) : (
          <Field key={field} {...props} {...(field in types && { type: types[field as keyof typeof types] })} />
        );
      })}
    </>
  );
}

/** Who sends, if they want to say. Whoever is signed in is known. */
export function SenderFields({ form, wrong, t }: FieldsProps) {
  return (
    <FieldGroup id="sender" name="sender" label={t('directory.suggest.you')} hint={t('directory.suggest.you.hint')}>
      <Field
        id="sender_name"
        name="sender_name"
        autocomplete="name"
        label={t('directory.suggest.sender.name')}
        value={typed(form, 'sender_name')}
        {...wrong('sender_name')}
      />
      <Field
        id="sender_email"
        name="sender_email"
        type="email"
        autocomplete="email"
        label={t('directory.suggest.sender.email')}
        hint={t('directory.suggest.sender.email.hint')}
        value={typed(form, 'sender_email')}
        {...wrong('sender_email')}
      />
    </FieldGroup>
  );
}
