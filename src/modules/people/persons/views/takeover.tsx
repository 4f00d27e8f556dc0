import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { personMessages } from '../messages.ts';
import { personWords } from './words.ts';

export function TakeoverView({ visit, form }: { visit: Visit; form: FormState }) {
  const t = personWords(visit);
  const words = formWords(visit, form, personMessages, { action: '/prendre-la-main' });
  return (
    <>
      <PageHeader title={t('people.takeover.title')} lead={t('people.takeover.lead')} />
      <Form {...words.props}>
        <Field
          id="code"
          name="code"
          autocomplete="off"
          label={t('people.takeover.code')}
          value={typed(form, 'code')}
          {...words.wrong('code')}
        />
        <Field
          id="familyName"
          name="familyName"
          autocomplete="family-name"
          label={t('people.takeover.family')}
          value={typed(form, 'familyName')}
          {...words.wrong('familyName')}
        />
        <Button>{t('people.takeover.submit')}</Button>
      </Form>
    </>
  );
}
