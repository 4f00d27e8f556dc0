import type { Viewer } from '../../../../kernel/access/viewer.ts';
import { emptyForm } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PasswordField } from '../../../../ui/password-field.tsx';
import { Stack } from '../../../../ui/stack.tsx';
import { ownMessages } from '../account-messages.ts';
import { accountMessages } from '../messages.ts';
import { type FormViewProps, withDestination } from './narrow.tsx';

const said = {
  password: 'people.security.password.done',
  'codes-off': 'people.security.codes.off.done',
} as const;

export interface SecurityState {
  hasPassword: boolean;
  codes: { isOn: boolean; left: number };
}

export function SecurityView({ visit, viewer, state }: { visit: Visit; viewer: Viewer; state: SecurityState }) {
  const t = translator(ownMessages, visit.locale);
  const key = Object.entries(said).find(([name]) => name === visit.query['dit'])?.[1];
  return (
    <Stack wide>
      <PageHeader title={t('people.security.title')} lead={t('people.security.lead')} />
      {key && <Notice tone="good" title={t(key)} />}
      {viewer.lacksSecondFactor && (
        <Notice tone="careful" title={t('people.security.staff')}>
          <p>{t('people.security.staff.none')}</p>
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
