import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { directoryMessages } from '../../messages.ts';
import { reportReasons } from '../payloads.ts';
import { suggestionWords } from '../words.ts';
import { SenderFields } from './fields.tsx';

/** @param path of the page that is reported. */
export function ReportView({ visit, form, path, name }: { visit: Visit; form: FormState; path: string; name: string }) {
  const t = suggestionWords(visit);
  const words = formWords(visit, form, directoryMessages, { action: `${path}/signaler`, isGuarded: true });
  return (
    <div class="wrap narrow">
      <PageHeader title={t('directory.report.title', { name })} lead={t('directory.report.lead')} />
      <Form {...words.props}>
        <RadioGroup
          id="why"
          name="why"
          label={t('directory.report.why')}
          value={typed(form, 'why')}
          choices={reportReasons.map((value) => ({ value, label: t(`directory.report.why.${value}`) }))}
          {...words.wrong('why')}
        />
        <TextArea id="note" name="note" rows={4} label={t('directory.report.note')} value={typed(form, 'note')} {...words.wrong('note')} />
        {!visit.viewer && <SenderFields form={form} wrong={words.wrong} t={t} />}
        <Button>{t('directory.report.send')}</Button>
      </Form>
    </div>
  );
}
