import type { FormState } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Diff } from '../../../../ui/diff.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { formTexts, settingsMessages } from '../messages.ts';
import { CHANGED, type FormValues, type OfferedService, SEEN, type SectionName } from '../section.ts';
import { linesOf } from '../words.ts';
import { AppearanceFields, AuditFields, DistrictFields, LanguageFields, LegalFields, ServiceFields, WelcomeFields } from './fields.tsx';

export interface SectionModel {
  name: SectionName;
  path: string;
  /** What is set now. */
  values: FormValues;
  seen: string;
  offered: readonly OfferedService[];
}

const fieldsOf = {
  appearance: AppearanceFields,
  welcome: WelcomeFields,
  legal: LegalFields,
  districts: DistrictFields,
  services: ServiceFields,
  audit: AuditFields,
  languages: LanguageFields,
} as const;

/** The form of one section. */
export function SectionView({ visit, model, form }: { visit: Visit; model: SectionModel; form: FormState }) {
  const t = translator(settingsMessages, visit.locale);
  const { name, path, values, seen, offered } = model;
  const isSent = Object.keys(form.values).length > 0;
  const words = formWords(visit, form, formTexts, { action: path });
  const Fields = fieldsOf[name];
  return (
    <>
      <PageHeader
        title={t(`desk.settings.${name}`)}
        lead={t(`desk.settings.${name}.lead`)}
        breadcrumb={{
          label: t('desk.settings.breadcrumb'),
          steps: [{ label: t('desk.settings.title'), href: visit.href('/gestion/reglages') }],
        }}
      />
      <Form {...words.props} hasFiles={name === 'appearance'}>
        {form.mistakes.some(({ key }) => key === CHANGED) && <Changes visit={visit} model={model} typed={form.values} />}
        <Hidden name={SEEN} value={seen} />
        <Fields visit={visit} values={isSent ? form.values : values} kept={values} wrong={words.wrong} offered={offered} />
        <SubmitRow
          primary={{ label: t('desk.settings.save') }}
          cancel={{ label: t('desk.settings.cancel'), href: visit.href('/gestion/reglages') }}
        />
      </Form>
    </>
  );
}

/** What somebody else set meanwhile, beside what was typed here: to be chosen between. */
function Changes({ visit, model, typed }: { visit: Visit; model: SectionModel; typed: FormValues }) {
  const t = translator(settingsMessages, visit.locale);
  const [now, mine] = [model.values, typed].map((values) => linesOf(model.name, values, visit, model.offered));
  const textIn = (lines: ReturnType<typeof linesOf> = [], label: string) => lines.find((line) => line.label === label)?.text ?? '';
  const labels = [...new Set([...(now ?? []), ...(mine ?? [])].map(({ label }) => label))];
  const fields = labels
    .map((label) => ({ label, from: textIn(now, label), to: textIn(mine, label) }))
    .filter(({ from, to }) => from !== to);
  return <Diff caption={t('desk.settings.changed.caption')} locale={visit.locale} fields={fields} />;
}
