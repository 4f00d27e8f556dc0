import type { ComponentChildren } from 'preact';
import { type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Hidden } from '../../../ui/hidden.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { accountMessages } from './messages.ts';

interface FormViewProps {
  visit: Visit;
  form: FormState;
}

/** A path of these pages that remembers where one was going. */
function withDestination(visit: Visit, path: string): string {
  const { vers } = visit.query;
  return `${path}${vers === undefined ? '' : `?vers=${encodeURIComponent(vers)}`}`;
}

/** A narrow page with one form. */
function Narrow({ title, lead, children }: { title: string; lead?: string; children: ComponentChildren }) {
  return (
    <div class="wrap narrow">
      <PageHeader title={title} {...(lead !== undefined && { lead })} />
      {children}
    </div>
  );
}

export function SignInView({ visit, form }: FormViewProps) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: withDestination(visit, '/connexion') });
  return (
    <Narrow title={t('people.sign-in.title')} lead={t('people.sign-in.lead')}>
      <Form {...words.props}>
        <Field
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          label={t('people.email')}
          value={typed(form, 'email')}
          {...words.wrong('email')}
        />
        <PasswordField
          locale={visit.locale}
          id="password"
          name="password"
          autocomplete="current-password"
          label={t('people.password')}
          {...words.wrong('password')}
        />
        <Button>{t('people.sign-in.submit')}</Button>
      </Form>
      <p>
        {t('people.sign-in.new')} <a href={visit.href(withDestination(visit, '/inscription'))}>{t('people.sign-in.new.action')}</a>
      </p>
    </Narrow>
  );
}

export function SignUpView({ visit, form }: FormViewProps) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: withDestination(visit, '/inscription'), isGuarded: true });
  return (
    <Narrow title={t('people.sign-up.title')} lead={t('people.sign-up.lead')}>
      <Form {...words.props}>
        <Field
          id="name"
          name="name"
          autocomplete="name"
          label={t('people.name')}
          hint={t('people.name.hint')}
          value={typed(form, 'name')}
          {...words.wrong('name')}
        />
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
        <PasswordField
          locale={visit.locale}
          id="password"
          name="password"
          autocomplete="new-password"
          label={t('people.password.new')}
          hint={t('people.password.hint')}
          {...words.wrong('password')}
        />
        <Button>{t('people.sign-up.submit')}</Button>
      </Form>
      <p>
        {t('people.sign-up.known')} <a href={visit.href(withDestination(visit, '/connexion'))}>{t('people.sign-in.submit')}</a>
      </p>
    </Narrow>
  );
}

export function LetterSentView({ visit }: { visit: Visit }) {
  const t = translator(accountMessages, visit.locale);
  return (
    <Narrow title={t('people.sent.title')} lead={t('people.sent.body')}>
      <p>{t('people.sent.nothing')}</p>
      <LinkButton look="secondary" href={visit.href('/inscription')}>
        {t('people.sent.again')}
      </LinkButton>
    </Narrow>
  );
}

export function ConfirmAddressView({ visit, form, token }: FormViewProps & { token: string }) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: withDestination(visit, '/inscription/confirmer') });
  return (
    <Narrow title={t('people.confirm.title')} lead={t('people.confirm.lead')}>
      <Form {...words.props}>
        <Hidden name="jeton" value={typed(form, 'jeton', token)} />
        <Button>{t('people.confirm.submit')}</Button>
      </Form>
    </Narrow>
  );
}
