import type { Viewer } from '../../../../kernel/access/viewer.ts';
import { typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Select } from '../../../../ui/select.tsx';
import { Stack } from '../../../../ui/stack.tsx';
import { ownMessages } from '../account-messages.ts';
import { accountMessages } from '../messages.ts';
import type { FormViewProps } from './narrow.tsx';

const said = { saved: 'people.own.saved', sent: 'people.own.address.sent', address: 'people.own.address.done' } as const;

export function ProfileView({ visit, form, viewer }: FormViewProps & { viewer: Viewer }) {
  const t = translator(ownMessages, visit.locale);
  const a = translator(accountMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: '/mon-compte' });
  const key = Object.entries(said).find(([name]) => name === visit.query['dit'])?.[1];
  return (
    <Stack wide>
      <PageHeader title={t('people.own.profile')} lead={t('people.own.profile.lead')} />
      {key && <Notice tone="good" title={t(key)} />}
      <Form {...words.props}>
        <Field
          id="name"
          name="name"
          autocomplete="name"
          label={a('people.name')}
          hint={a('people.name.hint')}
          value={typed(form, 'name', viewer.name)}
          {...words.wrong('name')}
        />
        <Select
          id="locale"
          name="locale"
          label={t('people.own.locale')}
          options={(['fr', 'en'] as const).map((locale) => ({ value: locale, label: t(`people.own.locale.${locale}`) }))}
          value={typed(form, 'locale', viewer.locale)}
          {...words.wrong('locale')}
        />
        <Button>{t('people.own.save')}</Button>
      </Form>
      <section>
        <h2>{t('people.own.address')}</h2>
        <p>{t('people.own.address.now', { email: viewer.email })}</p>
        <LinkButton look="secondary" href={visit.href('/mon-compte/adresse')}>
          {t('people.own.address.change')}
        </LinkButton>
      </section>
    </Stack>
  );
}

export function AddressChangeView({ visit, form }: FormViewProps) {
  const t = translator(ownMessages, visit.locale);
  const words = formWords(visit, form, ownMessages, { action: '/mon-compte/adresse' });
  return (
    <Stack wide>
      <PageHeader title={t('people.own.address.change')} lead={t('people.own.address.lead')} />
      <Form {...words.props}>
        <Field
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          label={t('people.own.address.new')}
          value={typed(form, 'email')}
          {...words.wrong('email')}
        />
        <SubmitRow
          primary={{ label: t('people.own.address.submit') }}
          cancel={{ label: t('people.own.profile'), href: visit.href('/mon-compte') }}
        />
      </Form>
    </Stack>
  );
}

export function AddressConfirmView({ visit, form, token, email }: FormViewProps & { token: string; email: string }) {
  const t = translator(ownMessages, visit.locale);
  const words = formWords(visit, form, ownMessages, { action: '/mon-compte/adresse/confirmer' });
  return (
    <Stack wide>
      <PageHeader title={t('people.own.address.confirm')} lead={t('people.own.address.confirm.lead', { email })} />
      <Form {...words.props}>
        <Hidden name="jeton" value={token} />
        <Button>{t('people.own.address.confirm')}</Button>
      </Form>
    </Stack>
  );
}
