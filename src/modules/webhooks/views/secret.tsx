import type { Visit } from '../../../kernel/http/visit.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { endpointPath } from '../paths.ts';
import { webhookWords } from './words.ts';

/** A secret, for the only time. */
export function SecretView({ endpointId, secret, visit }: { endpointId: string; secret: string; visit: Visit }) {
  const t = webhookWords(visit);
  return (
    <Stack wide>
      <PageHeader title={t('webhooks.secret.title')} lead={t('webhooks.secret.lead')} />
      <Notice tone="careful" title={t('webhooks.secret.careful')}>
        <p>{t('webhooks.secret.careful.body')}</p>
      </Notice>
      <CopyField locale={visit.locale} id="secret" label={t('webhooks.secret.label')} value={secret} />
      <p>
        <LinkButton href={visit.href(endpointPath(endpointId))}>{t('webhooks.secret.done')}</LinkButton>
      </p>
    </Stack>
  );
}
