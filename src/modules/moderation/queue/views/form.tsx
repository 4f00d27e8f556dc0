import type { ComponentChildren } from 'preact';
import { type FormState, typed } from '../../../../kernel/http/form.ts';
import type { FormWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { TextArea } from '../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { moderationWords } from '../../words.ts';
import type { ItemModel } from '../models.ts';
import { CardFacts, ItemHeader } from './item.tsx';

interface FormViewProps {
  visit: Visit;
  model: ItemModel;
  words: FormWords;
  form: FormState;
  label: string;
  /** Of the kind. */
  controls: ComponentChildren;
}

/** An item is approved with what its kind asks for. */
export function FormView({ visit, model, words, form, label, controls }: FormViewProps) {
  const t = moderationWords(visit);
  return (
    <>
      <ItemHeader visit={visit} model={model} />
      {model.card?.sides && <CardFacts card={model.card} visit={visit} />}
      <section aria-labelledby="decide">
        <h2 id="decide">{label}</h2>
        <Form {...words.props} label={label}>
          {controls}
          <TextArea
            id="message"
            name="message"
            rows={3}
            label={t('moderation.decide.message')}
            hint={t('moderation.decide.message.hint')}
            value={typed(form, 'message')}
            {...words.wrong('message')}
          />
          <SubmitRow
            primary={{ label: t('moderation.form.submit') }}
            cancel={{ label: t('moderation.form.cancel'), href: visit.href(`/gestion/moderation/${model.item.id}`) }}
          />
        </Form>
      </section>
    </>
  );
}
