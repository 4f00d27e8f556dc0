import { typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { PasswordField } from '../../../../ui/password-field.tsx';
import { accountMessages } from '../messages.ts';
import { type FormViewProps, Narrow, withDestination } from './narrow.tsx';

export function SignUpView({ visit, form }: FormViewProps) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: withDestination(visit, '/inscription'), isGuarded: true });
  return (
    <Narrow title={t('people.sign-up.title')} lead={t('people.sign-up.lead')}>
      <Form {...words.props}>
        <Field
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          label={t('people.email')}
          hint={t('people.sign-up.privacy')}
          value={typed(form, 'email')}
          {...words.wrong('email')}
        />
        <Button>{t('people.sign-up.submit')}</Button>
      </Form>
      <p>
        {t('people.sign-up.known')} <a href={visit.href(withDestination(visit, '/connexion'))}>{t('people.sign-in.submit')}</a>
      </p>
    </Narrow>
  );
}

export function ConfirmView({ visit, form, token, email }: FormViewProps & { token: string; email: string }) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: withDestination(visit, '/inscription/confirmer') });
  return (
    <Narrow title={t('people.confirm.title')} lead={t('people.confirm.lead', { email })}>
      <Form {...words.props}>
        <Hidden name="jeton" value={token} />
        <Field
          id="name"
          name="name"
          autocomplete="name"
          label={t('people.name')}
          hint={t('people.name.hint')}
          value={typed(form, 'name')}
          {...words.wrong('name')}
        />
        {/* Password managers keep the password under it. */}
        <input class="visually-hidden" type="email" autocomplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
        <PasswordField
          locale={visit.locale}
          id="password"
          name="password"
          autocomplete="new-password"
          label={t('people.password.new')}
          hint={t('people.password.hint')}
          {...words.wrong('password')}
        />
        <Button>{t('people.confirm.submit')}</Button>
      </Form>
    </Narrow>
  );
}
