import { typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { Passkey } from '../../../../ui/passkey.tsx';
import { PasswordField } from '../../../../ui/password-field.tsx';
import { DEMONSTRATION_PASSWORD } from '../demonstration-rules.ts';
import { accountMessages } from '../messages.ts';
import { type FormViewProps, Narrow, withDestination } from './narrow.tsx';

export interface WaysIn {
  /** The host where passkeys and the provider are, where it is another one. */
  home: string | null;
  /** What the identity provider is called; null: none. */
  provider: string | null;
  /** Those who may be tried out, with the password of all; empty where this is no demonstration. */
  demonstration: readonly { name: string; email: string }[];
}

export function SignInView({ visit, form, ways }: FormViewProps & { ways: WaysIn }) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: withDestination(visit, '/connexion') });
  const said = visit.query['dit'];
  const elsewhere = visit.href(withDestination(visit, '/connexion/ailleurs'));
  return (
    <Narrow title={t('people.sign-in.title')} lead={t('people.sign-in.lead')}>
      {said === 'reset' && <Notice tone="good" title={t('people.sign-in.done.reset')} />}
      {said === 'provider' && <Notice tone="careful" title={t('people.sign-in.provider.refused')} />}
      {said === 'expired' && <Notice title={t('people.sign-in.done.expired')} />}
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
        <a href={visit.href('/connexion/mot-de-passe-oublie')}>{t('people.sign-in.forgotten')}</a>
      </p>
      <section class="ways" aria-labelledby="autres">
        <h2 id="autres">{t('people.sign-in.others')}</h2>
        <div class="button-row">
          <LinkButton look="secondary" icon="mail" href={visit.href(withDestination(visit, '/connexion/lien'))}>
            {t('people.sign-in.link')}
          </LinkButton>
          {ways.provider !== null && (
            <LinkButton
              look="secondary"
              href={ways.home === null ? visit.href(withDestination(visit, '/connexion/fournisseur')) : elsewhere}
              rel="nofollow"
            >
              {t('people.sign-in.provider', { provider: ways.provider })}
            </LinkButton>
          )}
          {ways.home !== null && (
            <LinkButton look="secondary" href={elsewhere} rel="nofollow">
              {t('people.sign-in.passkey.elsewhere', { host: new URL(ways.home).host })}
            </LinkButton>
          )}
        </div>
        {ways.home === null && (
          <Passkey
            way="enter"
            label={t('people.sign-in.passkey')}
            next={visit.href(withDestination(visit, '/connexion'))}
            failed={t('people.passkey.failed')}
            noScript={t('people.sign-in.passkey.noscript')}
          />
        )}
      </section>
      <p>
        {t('people.sign-in.new')} <a href={visit.href(withDestination(visit, '/inscription'))}>{t('people.sign-in.new.action')}</a>
      </p>
      {ways.demonstration.length > 0 && (
        <Notice title={t('people.sign-in.demonstration')}>
          <p>{t('people.sign-in.demonstration.body', { password: DEMONSTRATION_PASSWORD })}</p>
          <ul>
            {ways.demonstration.map(({ name, email }) => (
              <li key={email}>
                {name} <code>{email}</code>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </Narrow>
  );
}

/** Asks for an address, to send a link to it. */
export function AddressView({ visit, form, kind }: FormViewProps & { kind: 'link' | 'reset' }) {
  const t = translator(accountMessages, visit.locale);
  const action = withDestination(visit, kind === 'link' ? '/connexion/lien' : '/connexion/mot-de-passe-oublie');
  const words = formWords(visit, form, accountMessages, { action, isGuarded: true });
  return (
    <Narrow title={t(`people.${kind}.title`)} lead={t(`people.${kind}.lead`)}>
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
        <Button>{t('people.link.submit')}</Button>
      </Form>
      <p>
        <a href={visit.href(withDestination(visit, '/connexion'))}>{t('people.sign-in.submit')}</a>
      </p>
    </Narrow>
  );
}

export function LetterSentView({ visit }: { visit: Visit }) {
  const t = translator(accountMessages, visit.locale);
  return (
    <Narrow title={t('people.sent.title')} lead={t('people.sent.body')}>
      <p>{t('people.sent.nothing')}</p>
      <LinkButton look="secondary" href={visit.href('/connexion')}>
        {t('people.sent.again')}
      </LinkButton>
    </Narrow>
  );
}

/** @param again where another link is asked for. */
export function LinkOverView({ visit, again }: { visit: Visit; again: string }) {
  const t = translator(accountMessages, visit.locale);
  return (
    <Narrow title={t('people.link.over')} lead={t('people.link.over.body')}>
      <LinkButton href={visit.href(again)}>{t('people.link.again')}</LinkButton>
    </Narrow>
  );
}

/** @param isHere the link was asked for in this browser: nothing else is. */
export function EnterView({ visit, form, token, isHere }: FormViewProps & { token: string; isHere: boolean }) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: withDestination(visit, '/connexion/lien/entrer') });
  return (
    <Narrow title={t('people.link.enter.title')} lead={t(isHere ? 'people.link.enter.lead' : 'people.link.enter.elsewhere')}>
      <Form {...words.props}>
        <Hidden name="jeton" value={token} />
        {!isHere && (
          <Field
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            label={t('people.email')}
            value={typed(form, 'email')}
            {...words.wrong('email')}
          />
        )}
        <Button>{t('people.link.enter.submit')}</Button>
      </Form>
    </Narrow>
  );
}

export function NewPasswordView({ visit, form, token }: FormViewProps & { token: string }) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: '/connexion/nouveau-mot-de-passe' });
  return (
    <Narrow title={t('people.reset.new.title')} lead={t('people.reset.new.lead')}>
      <Form {...words.props}>
        <Hidden name="jeton" value={token} />
        <PasswordField
          locale={visit.locale}
          id="password"
          name="password"
          autocomplete="new-password"
          label={t('people.password.new')}
          hint={t('people.password.hint')}
          {...words.wrong('password')}
        />
        <Button>{t('people.reset.new.submit')}</Button>
      </Form>
    </Narrow>
  );
}

export function CodeView({ visit, form }: FormViewProps) {
  const t = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: withDestination(visit, '/connexion/code') });
  return (
    <Narrow title={t('people.code.title')} lead={t('people.code.lead')}>
      <Form {...words.props}>
        <Field
          id="code"
          name="code"
          autocomplete="one-time-code"
          label={t('people.code.label')}
          hint={t('people.code.hint')}
          {...words.wrong('code')}
        />
        <Button>{t('people.code.submit')}</Button>
      </Form>
      <p>{t('people.code.lost')}</p>
    </Narrow>
  );
}
