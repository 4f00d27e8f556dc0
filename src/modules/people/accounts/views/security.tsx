import type { Viewer } from '../../../../kernel/access/viewer.ts';
import { emptyForm } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Passkey } from '../../../../ui/passkey.tsx';
import { PasswordField } from '../../../../ui/password-field.tsx';
import { Stack } from '../../../../ui/stack.tsx';
import { ownMessages } from '../account-messages.ts';
import { accountMessages } from '../messages.ts';
import { type FormViewProps, withDestination } from './narrow.tsx';

const said: Readonly<Record<string, keyof typeof ownMessages.fr>> = {
  password: 'people.security.password.done',
  'codes-off': 'people.security.codes.off.done',
  provider: 'people.provider.done',
};

export interface SecurityState {
  hasPassword: boolean;
  codes: { isOn: boolean; left: number };
  passkeys: readonly { id: string; name: string | null }[];
  /** The identity provider of the installation; null: none. */
  provider: { name: string; isLinked: boolean } | null;
  /** The host where passkeys and the provider are, where it is another one. */
  home: string | null;
  /** Signed in a few minutes ago: what one signs in with may be changed. */
  isFresh: boolean;
  /** What this browser is called, for a new passkey. */
  device: string;
}

export function SecurityView({ visit, viewer, state }: { visit: Visit; viewer: Viewer; state: SecurityState }) {
  const t = translator(ownMessages, visit.locale);
  const a = translator(accountMessages, visit.locale);
  const key = said[visit.query['dit'] ?? ''];
  return (
    <Stack wide>
      <PageHeader title={t('people.security.title')} lead={t('people.security.lead')} />
      {key && <Notice tone="good" title={t(key)} />}
      {visit.query['dit'] === 'provider-refused' && <Notice tone="careful" title={t('people.provider.refused')} />}
      {viewer.lacksSecondFactor && (
        <Notice tone="careful" title={t('people.security.staff')}>
          <p>{t(state.passkeys.length > 0 ? 'people.security.staff.passkey' : 'people.security.staff.none')}</p>
          {state.passkeys.length > 0 && state.home === null && (
            <Passkey
              way="enter"
              label={a('people.sign-in.passkey')}
              next={visit.href(viewer.roles.length > 0 ? '/gestion' : '/exploitation')}
              failed={a('people.passkey.failed')}
              noScript={a('people.sign-in.passkey.noscript')}
            />
          )}
        </Notice>
      )}
      <section>
        <h2>{t('people.security.password')}</h2>
        <p>{t(state.hasPassword ? 'people.security.password.has' : 'people.security.password.none')}</p>
        <LinkButton look="secondary" href={visit.href('/mon-compte/securite/mot-de-passe')}>
          {t('people.security.password.change')}
        </LinkButton>
      </section>
      <section>
        <h2>{t('people.security.codes')}</h2>
        {state.codes.isOn ? (
          <>
            <p>{t('people.security.codes.on', { left: state.codes.left })}</p>
            <div class="button-row">
              <LinkButton look="secondary" href={visit.href('/mon-compte/securite/secours')}>
                {t('people.security.backup.renew')}
              </LinkButton>
              <LinkButton look="quiet" href={visit.href('/mon-compte/securite/codes/arreter')}>
                {t('people.security.codes.stop')}
              </LinkButton>
            </div>
          </>
        ) : (
          <>
            <p>{t('people.security.codes.off')}</p>
            <LinkButton look="secondary" icon="smartphone" href={visit.href('/mon-compte/securite/codes')}>
              {t('people.security.codes.start')}
            </LinkButton>
          </>
        )}
      </section>
      <section>
        <h2>{t('people.passkey.title')}</h2>
        <p>{t('people.passkey.lead')}</p>
        <Passkeys visit={visit} state={state} />
      </section>
      {state.provider && (
        <section>
          <h2>{state.provider.name}</h2>
          <p>{t(state.provider.isLinked ? 'people.provider.linked' : 'people.provider.none', { provider: state.provider.name })}</p>
          {state.home === null ? <Provider visit={visit} provider={state.provider} /> : <Elsewhere visit={visit} home={state.home} />}
        </section>
      )}
    </Stack>
  );
}

function Elsewhere({ visit, home }: { visit: Visit; home: string }) {
  const t = translator(ownMessages, visit.locale);
  return (
    <LinkButton look="secondary" href={`${home}/mon-compte/securite`}>
      {t('people.security.elsewhere', { host: new URL(home).host })}
    </LinkButton>
  );
}

function Passkeys({ visit, state: { passkeys, home, isFresh, device } }: { visit: Visit; state: SecurityState }) {
  const t = translator(ownMessages, visit.locale);
  const { props } = formWords(visit, emptyForm, ownMessages, { action: '/mon-compte/securite/cles' });
  const prove = `/mon-compte/confirmer?vers=${encodeURIComponent(visit.href('/mon-compte/securite'))}`;
  return (
    <Stack>
      {passkeys.length > 0 && (
        <ul class="own-list">
          {passkeys.map(({ id, name }) => (
            <li class="own-row" key={id}>
              <form class="own-name" method="post" action={props.action}>
                <Hidden {...props.submission} />
                <Hidden name="passkey" value={id} />
                <Field id={`name-${id}`} name="name" label={t('people.passkey.name')} value={name ?? ''} autocomplete="off" />
                <div class="button-row">
                  <Button look="secondary">{t('people.passkey.rename')}</Button>
                  <Button look="quiet" action={visit.href('/mon-compte/securite/cles/retirer')}>
                    <span aria-hidden="true">{t('people.passkey.remove')}</span>
                    <span class="visually-hidden">{t('people.passkey.remove.words', { name: name ?? '' })}</span>
                  </Button>
                </div>
              </form>
            </li>
          ))}
        </ul>
      )}
      {home !== null ? (
        <Elsewhere visit={visit} home={home} />
      ) : isFresh ? (
        <Passkey
          way="add"
          label={t('people.passkey.add')}
          next={visit.href('/mon-compte/securite')}
          failed={t('people.passkey.add.failed')}
          noScript={t('people.passkey.noscript')}
          name={{ label: t('people.passkey.name'), value: device }}
        />
      ) : (
        <LinkButton look="secondary" href={visit.href(prove)}>
          {t('people.passkey.prove')}
        </LinkButton>
      )}
    </Stack>
  );
}

function Provider({ visit, provider: { name, isLinked } }: { visit: Visit; provider: { name: string; isLinked: boolean } }) {
  const t = translator(ownMessages, visit.locale);
  const { props } = formWords(visit, emptyForm, ownMessages, {
    action: `/mon-compte/securite/fournisseur${isLinked ? '/retirer' : ''}`,
  });
  return (
    <form method="post" action={props.action}>
      <Hidden {...props.submission} />
      <Button look={isLinked ? 'quiet' : 'secondary'}>
        {t(isLinked ? 'people.provider.remove' : 'people.provider.add', { provider: name })}
      </Button>
    </form>
  );
}

/** On to another host, by a link: our policy lets no form lead there. */
export function ContinueView({ title, lead, label, href }: { title: string; lead: string; label: string; href: string }) {
  return (
    <Stack wide>
      <PageHeader title={title} lead={lead} />
      <LinkButton icon="arrow-right" href={href}>
        {label}
      </LinkButton>
    </Stack>
  );
}

/** Asks once more who it is, before what one signs in with is changed. */
export function ProveView({ visit, form, email, hasPassword }: FormViewProps & { email: string; hasPassword: boolean }) {
  const t = translator(ownMessages, visit.locale);
  const a = translator(accountMessages, visit.locale);
  const words = formWords(
    visit,
    form,
    { fr: { ...ownMessages.fr, ...accountMessages.fr }, en: { ...ownMessages.en, ...accountMessages.en } },
    {
      action: withDestination(visit, '/mon-compte/confirmer'),
    },
  );
  const link = formWords(visit, emptyForm, ownMessages, { action: withDestination(visit, '/connexion/lien') });
  return (
    <Stack wide>
      <PageHeader title={t('people.prove.title')} lead={t('people.prove.lead')} />
      {hasPassword && (
        <Form {...words.props}>
          <PasswordField
            locale={visit.locale}
            id="password"
            name="password"
            autocomplete="current-password"
            label={a('people.password')}
            {...words.wrong('password')}
          />
          <Button>{t('people.prove.submit')}</Button>
        </Form>
      )}
      <form method="post" action={link.props.action}>
        <Hidden {...link.props.submission} />
        <Hidden name="email" value={email} />
        <Button look="secondary" icon="mail">
          {t('people.prove.link', { email })}
        </Button>
      </form>
    </Stack>
  );
}

export function ChangePasswordView({ visit, form, hasPassword }: FormViewProps & { hasPassword: boolean }) {
  const t = translator(ownMessages, visit.locale);
  const a = translator(accountMessages, visit.locale);
  const words = formWords(
    visit,
    form,
    { fr: { ...ownMessages.fr, ...accountMessages.fr }, en: { ...ownMessages.en, ...accountMessages.en } },
    {
      action: '/mon-compte/securite/mot-de-passe',
    },
  );
  return (
    <Stack wide>
      <PageHeader title={t('people.security.password.change')} lead={t('people.security.password.lead')} />
      <Form {...words.props}>
        {hasPassword && (
          <PasswordField
            locale={visit.locale}
            id="old"
            name="old"
            autocomplete="current-password"
            label={t('people.security.password.old')}
            {...words.wrong('old')}
          />
        )}
        <PasswordField
          locale={visit.locale}
          id="password"
          name="password"
          autocomplete="new-password"
          label={a('people.password.new')}
          hint={a('people.password.hint')}
          {...words.wrong('password')}
        />
        <SubmitRow
          primary={{ label: a('people.reset.new.submit') }}
          cancel={{ label: t('people.security.title'), href: visit.href('/mon-compte/securite') }}
        />
      </Form>
    </Stack>
  );
}

const proofs = {
  start: { title: 'people.security.codes.start', lead: 'people.security.codes.off' },
  stop: { title: 'people.security.codes.stop', lead: 'people.security.codes.stop.lead' },
  renew: { title: 'people.security.backup.renew', lead: 'people.security.backup.renew.lead' },
} as const;

/** Asks for the password before codes are started, stopped or renewed. */
export function ProofView({
  visit,
  form,
  kind,
  action,
  hasPassword,
}: FormViewProps & { kind: keyof typeof proofs; action: string; hasPassword: boolean }) {
  const t = translator(ownMessages, visit.locale);
  const words = formWords(visit, form, ownMessages, { action });
  const { title, lead } = proofs[kind];
  return (
    <Stack wide>
      <PageHeader title={t(title)} lead={t(lead)} />
      <Form {...words.props}>
        {hasPassword && (
          <PasswordField
            locale={visit.locale}
            id="password"
            name="password"
            autocomplete="current-password"
            label={t('people.security.prove')}
            {...words.wrong('password')}
          />
        )}
        <SubmitRow
          primary={{ label: t('people.prove.submit') }}
          cancel={{ label: t('people.security.title'), href: visit.href('/mon-compte/securite') }}
        />
      </Form>
    </Stack>
  );
}
