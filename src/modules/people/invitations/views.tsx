import { type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { accountMessages } from '../accounts/messages.ts';
import { invitationMessages } from './messages.ts';
import type { InvitedRole } from './rules.ts';

export interface InvitationModel {
  code: string;
  email: string;
  role: InvitedRole;
  /** Whether its address has an account already. */
  isKnown: boolean;
}

const messages = { fr: { ...accountMessages.fr, ...invitationMessages.fr }, en: { ...accountMessages.en, ...invitationMessages.en } };

export function InvitationView({ visit, form, invitation }: { visit: Visit; form: FormState; invitation: InvitationModel }) {
  const t = translator(invitationMessages, visit.locale);
  const account = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, messages, { action: `/invitation/${invitation.code}` });
  const isOwn = visit.viewer?.email === invitation.email;
  return (
    <div class="wrap narrow">
      <PageHeader
        title={t('people.invitation.title')}
        lead={t('people.invitation.lead', { name: visit.territory.name, role: t(`people.invitation.role.${invitation.role}`) })}
      />
      <p>{t('people.invitation.address', { email: invitation.email })}</p>
      {visit.viewer && !isOwn ? (
        <Notice tone="careful" title={t('people.invitation.other', { email: visit.viewer.email })} />
      ) : invitation.isKnown && !isOwn ? (
        <>
          <p>{t('people.invitation.sign-in')}</p>
          <LinkButton href={`${visit.href('/connexion')}?vers=${encodeURIComponent(visit.href(`/invitation/${invitation.code}`))}`}>
            {t('people.invitation.sign-in.action')}
          </LinkButton>
        </>
      ) : (
        <Form {...words.props}>
          {!isOwn && (
            <>
              <Field
                id="name"
                name="name"
                autocomplete="name"
                label={account('people.name')}
                hint={account('people.name.hint')}
                value={typed(form, 'name')}
                {...words.wrong('name')}
              />
              <PasswordField
                locale={visit.locale}
                id="password"
                name="password"
                autocomplete="new-password"
                label={account('people.password.new')}
                hint={account('people.password.hint')}
                {...words.wrong('password')}
              />
            </>
          )}
          <Button>{t(isOwn ? 'people.invitation.accept' : 'people.invitation.create')}</Button>
        </Form>
      )}
    </div>
  );
}

export function InvitationOverView({ visit }: { visit: Visit }) {
  const t = translator(invitationMessages, visit.locale);
  return (
    <div class="wrap narrow">
      <PageHeader title={t('people.invitation.over')} lead={t('people.invitation.over.body')} />
      <LinkButton look="secondary" href={visit.href('/')}>
        {visit.territory.name}
      </LinkButton>
    </div>
  );
}
