import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QrCode } from '../../../../ui/qr.tsx';
import { Stack } from '../../../../ui/stack.tsx';
import { ownMessages } from '../account-messages.ts';
import { inFours } from '../code-rules.ts';
import { accountMessages } from '../messages.ts';
import type { FormViewProps } from './narrow.tsx';

/** The key for a code application, as a drawing and as text, and its first code. */
export function KeyView({ visit, form, secret, uri }: FormViewProps & { secret: string; uri: string }) {
  const t = translator(ownMessages, visit.locale);
  const words = formWords(visit, form, accountMessages, { action: '/mon-compte/securite/codes/verifier' });
  return (
    <Stack wide>
      <PageHeader title={t('people.security.codes.scan')} lead={t('people.security.codes.scan.lead')} />
      <div class="code-key">
        <QrCode text={uri} title={t('people.security.codes.qr')} />
        <div>
          <p>{t('people.security.codes.secret')}</p>
          <p>
            <code>{inFours(secret)}</code>
          </p>
        </div>
      </div>
      <Form {...words.props}>
        <Field
          id="code"
          name="code"
          autocomplete="one-time-code"
          inputMode="numeric"
          label={t('people.security.codes.verify')}
          hint={t('people.security.codes.verify.hint')}
          {...words.wrong('code')}
        />
        <Button>{t('people.security.codes.verify.submit')}</Button>
      </Form>
      <p>
        <a href={visit.href('/mon-compte/securite/codes')}>{t('people.security.codes.again')}</a>
      </p>
    </Stack>
  );
}

export function BackupCodesView({ visit, codes, said }: { visit: Visit; codes: readonly string[]; said: 'on' | 'renewed' }) {
  const t = translator(ownMessages, visit.locale);
  return (
    <Stack wide>
      <PageHeader title={t('people.security.backup')} lead={t('people.security.backup.lead')} />
      {said === 'on' && <Notice tone="good" title={t('people.security.codes.on.done')} />}
      <ul class="backup-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <LinkButton href={visit.href('/mon-compte/securite')}>{t('people.security.backup.done')}</LinkButton>
    </Stack>
  );
}
