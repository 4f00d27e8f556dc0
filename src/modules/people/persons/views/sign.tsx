import { type FormState, tickedIn, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { SignatureField } from '../../../../ui/signature.tsx';
import { personMessages } from '../messages.ts';
import { type MandateSheet, MandateText } from './sheets.tsx';
import { nameOf, personWords } from './words.ts';

/** A mandate that the person, or a minor's parent, reads and signs on the screen. */
export function SignView({ visit, sheet, form }: { visit: Visit; sheet: MandateSheet; form: FormState }) {
  const t = personWords(visit);
  const { person, mandate } = sheet;
  const words = formWords(visit, form, personMessages, {
    action: `/gestion/personnes/${person.id}/mandats/${mandate.id}/signature`,
  });
  return (
    <>
      <PageHeader
        kicker={nameOf(person)}
        title={t('people.sign.title')}
        lead={t(mandate.guardianName ? 'people.sign.lead.guardian' : 'people.sign.lead')}
      />
      <div class="paper-sheet">
        <MandateText visit={visit} sheet={sheet} />
      </div>
      <Form {...words.props}>
        <Hidden name="how" value="screen" />
        <Field
          id="words"
          name="words"
          autocomplete="off"
          label={t(mandate.guardianName ? 'people.sign.guardian' : 'people.sign.name')}
          value={typed(form, 'words', mandate.guardianName ?? nameOf(person))}
          {...words.wrong('words')}
        />
        <SignatureField
          id="drawing"
          name="drawing"
          label={t('people.sign.drawing')}
          clear={t('people.sign.clear')}
          cleared={t('people.sign.cleared')}
          value={typed(form, 'drawing')}
        />
        <Checkbox
          id="accepted"
          name="accepted"
          value="1"
          label={t('people.sign.accepted')}
          hint={t('people.sign.accepted.hint')}
          checked={tickedIn(form, 'accepted').length > 0}
          {...words.wrong('accepted')}
        />
        <Button>{t('people.sign.submit')}</Button>
      </Form>
    </>
  );
}
