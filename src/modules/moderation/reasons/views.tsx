import { type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { TextArea } from '../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { moderationMessages } from '../messages.ts';
import { moderationWords } from '../words.ts';

interface ReasonsProps {
  visit: Visit;
  form: FormState;
  lists: readonly { kind: string; label: string; reasons: readonly string[] }[];
}

export function ReasonsView({ visit, form, lists }: ReasonsProps) {
  const t = moderationWords(visit);
  const words = formWords(visit, form, moderationMessages, { action: '/gestion/moderation/motifs' });
  return (
    <>
      <PageHeader title={t('moderation.reasons.title')} lead={t('moderation.reasons.lead')} />
      {visit.query['fait'] !== undefined && <Notice tone="good" title={t('moderation.reasons.saved')} />}
      <Form {...words.props}>
        {lists.map(({ kind, label, reasons }) => (
          <TextArea
            key={kind}
            id={kind}
            name={kind}
            label={label}
            hint={t('moderation.reasons.hint')}
            rows={Math.max(4, reasons.length + 1)}
            value={typed(form, kind, reasons.join('\n'))}
            {...words.wrong(kind)}
          />
        ))}
        <SubmitRow
          primary={{ label: t('moderation.reasons.submit') }}
          cancel={{ label: t('moderation.item.back'), href: visit.href('/gestion/moderation') }}
        />
      </Form>
    </>
  );
}
