import type { FormState } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Form, SubmitRow } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { staffMessages } from './messages.ts';
import type { StaffMember } from './view-models.ts';

/** Gives a way back to somebody of the staff who lost their second factor. */
export function RecoveryView({ visit, form, member }: { visit: Visit; form: FormState; member: StaffMember }) {
  const t = translator(staffMessages, visit.locale);
  const words = formWords(visit, form, staffMessages, { action: `/gestion/agents/${member.accountId}/secours` });
  return (
    <Stack wide>
      <PageHeader
        title={t('people.recovery.title', { name: member.name })}
        lead={t('people.recovery.lead')}
        breadcrumb={{ label: member.name, steps: [{ label: t('people.staff.title'), href: visit.href('/gestion/agents') }] }}
      />
      <ul>
        <li>{t('people.recovery.removed')}</li>
        <li>{t('people.recovery.signed-out')}</li>
        <li>{t('people.recovery.told', { email: member.email })}</li>
        <li>{t('people.recovery.still')}</li>
      </ul>
      <Form {...words.props}>
        <Checkbox
          id="checked"
          name="checked"
          value="1"
          label={t('people.recovery.checked')}
          hint={t('people.recovery.checked.hint')}
          {...words.wrong('checked')}
        />
        <SubmitRow
          primary={{ label: t('people.recovery.submit') }}
          cancel={{ label: t('people.staff.title'), href: visit.href('/gestion/agents') }}
        />
      </Form>
    </Stack>
  );
}
