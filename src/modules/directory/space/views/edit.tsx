import { emptyForm, type FormState, tickedIn, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { CheckboxGroup, RadioGroup } from '../../../../ui/choices.tsx';
import { Field, TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { HoursField } from '../../../../ui/hours-field.tsx';
import { MoneyField } from '../../../../ui/money-field.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { Select } from '../../../../ui/select.tsx';
import type { DraftConflict } from '../../draft-rules.ts';
import type { HistoryField } from '../../history-models.ts';
import { HOLIDAYS_FIELD, HOURS } from '../../hours-form.ts';
import { directoryMessages } from '../../messages.ts';
import { factWords, fieldWords } from '../../views/fact-words.ts';
import { directoryWords } from '../../views/words.ts';
import { type EditField, editSections } from '../edit-fields.ts';
import { editMessages } from '../edit-messages.ts';
import { editOptions } from '../edit-options.ts';
import { spacePath } from '../paths.ts';
import type { Editing, Space } from '../view-models.ts';
import { momentOf, SpaceFrame } from './frame.tsx';

export function editWords(visit: Visit) {
  return translator(editMessages, visit.locale, { country: visit.territory.country });
}

type EditKey = keyof typeof editMessages.fr;

/** A path of what is being edited: a page that is here, a draft of a new one, or a new one to begin. */
export function editPath(space: Space, key: string, page = ''): string {
  return spacePath(space.pages[0].id, `/pages/${key}${page}`);
}

export function editTitle({ subject, name }: Editing, visit: Visit): string {
  const t = editWords(visit);
  return name === ''
    ? t(subject === 'service' ? 'directory.edit.new.service' : 'directory.edit.new.place')
    : t('directory.edit.title', { name });
}

/** The form of a page's facts. What is typed is kept as a draft, then looked at, then published. */
export function EditView({ space, editing, form, visit }: { space: Space; editing: Editing; form: FormState; visit: Visit }) {
  const t = editWords(visit);
  const action = editPath(space, editing.key);
  const words = formWords(visit, form, directoryMessages, { action });
  const discard = formWords(visit, emptyForm, directoryMessages, { action: `${action}/abandonner` });
  // After a mistake, what was typed; at first, what is kept.
  const shown: FormState = Object.keys(form.values).length > 0 ? form : { values: editing.values, mistakes: [] };
  return (
    <SpaceFrame space={space} tab="overview" title={editTitle(editing, visit)} visit={visit}>
      {editing.savedAt && (
        <Notice title={t('directory.edit.draft', { date: momentOf(editing.savedAt, visit) })}>
          <Form {...discard.props}>
            <Button look="quiet">{t('directory.edit.draft.discard')}</Button>
          </Form>
        </Notice>
      )}
      <Form {...words.props}>
        <Hidden name="revision" value={typed(form, 'revision', String(editing.revision))} />
        {editSections[editing.subject].map((section) => {
          const fields = section.fields.map((field) => (
            <FactField key={field.name} field={field} shown={shown} space={space} wrong={words.wrong} visit={visit} />
          ));
          const title = t(`directory.edit.section.${section.name}`);
          const isWrong = section.fields.some(({ name }) => form.mistakes.some(({ field }) => field === name));
          return section.isFolded ? (
            <details class="more edit-section" key={section.name} open={isWrong}>
              <summary>{title}</summary>
              {fields}
            </details>
          ) : (
            <section class="edit-section" key={section.name}>
              <h2>{title}</h2>
              {fields}
            </section>
          );
        })}
        <div class="submit-row">
          <Button name="step" value="apercu">
            {t('directory.edit.preview')}
          </Button>
          <Button name="step" value="brouillon" look="secondary">
            {t('directory.edit.save')}
          </Button>
          <Button name="step" value="publier" look="secondary">
            {t('directory.edit.publish')}
          </Button>
        </div>
      </Form>
    </SpaceFrame>
  );
}

function FactField({
  field: { name, look },
  shown,
  space,
  wrong,
  visit,
}: {
  field: EditField;
  shown: FormState;
  space: Space;
  wrong: (field: string) => { error?: string };
  visit: Visit;
}) {
  const t = editWords(visit);
  const { locale } = visit;
  const hints: Partial<Record<string, EditKey>> = {
    description: 'directory.edit.description.hint',
    alternateNames: 'directory.edit.alternateNames.hint',
    isAddressConfidential: 'directory.edit.isAddressConfidential.hint',
  };
  const hint = hints[name];
  const common = { id: name, name, label: t(`directory.edit.${name}` as EditKey), ...(hint && { hint: t(hint) }), ...wrong(name) };
  const value = typed(shown, name);
  const options = () =>
    name === 'wheelchair'
      ? (['yes', 'limited', 'no'] as const).map((one) => ({ value: one, label: t(`directory.edit.wheelchair.${one}`) }))
      : editOptions(name, { locale, country: space.territory.country, words: directoryWords(visit) });
  switch (look) {
    case 'area':
      return <TextArea {...common} value={value} />;
    case 'one':
      return <Select {...common} value={value} options={[{ value: '', label: t('directory.edit.none') }, ...options()]} />;
    case 'several':
      return <CheckboxGroup {...common} choices={options()} values={tickedIn(shown, name)} />;
    case 'money':
      return <MoneyField {...common} value={value} unit={space.territory.currency === 'EUR' ? '€' : space.territory.currency} />;
    case 'box':
      return (
        <>
          <Hidden name={name} value="0" />
          <Checkbox {...common} value="1" checked={tickedIn(shown, name).includes('1')} />
        </>
      );
    case 'hours':
      return <Hours shown={shown} common={common} wrong={wrong} visit={visit} />;
    default:
      return <Field {...common} type={look} value={value} />;
  }
}

/** The table of a week, or the words of hours that say more than it can. */
function Hours({
  shown,
  common,
  wrong,
  visit,
}: {
  shown: FormState;
  common: { id: string; name: string; label: string; error?: string };
  wrong: (field: string) => { error?: string };
  visit: Visit;
}) {
  const t = editWords(visit);
  const isBeyond = typed(shown, 'openingHours') !== '' && !Object.keys(shown.values).some((name) => name.startsWith(`${HOURS}.`));
  if (isBeyond) return <Field {...common} hint={t('directory.edit.openingHours.hint')} value={typed(shown, 'openingHours')} />;
  return (
    <>
      <HoursField
        {...common}
        name={HOURS}
        hint={t('directory.edit.hours.hint')}
        locale={visit.locale}
        typed={(field) => typed(shown, field)}
        wrong={wrong}
      />
      <Checkbox
        id={HOLIDAYS_FIELD}
        name={HOLIDAYS_FIELD}
        label={t('directory.edit.hours.holidays')}
        value="1"
        checked={typed(shown, HOLIDAYS_FIELD) !== ''}
      />
    </>
  );
}

/** Above the page as it would be: that it is not there yet, and the button that puts it there. */
export function PreviewBar({ space, editing, visit }: { space: Space; editing: Editing; visit: Visit }) {
  const t = editWords(visit);
  const path = editPath(space, editing.key);
  const words = formWords(visit, emptyForm, directoryMessages, { action: `${path}/publier` });
  return (
    <div class="wrap preview-bar">
      <Notice tone="careful" title={t('directory.edit.preview.notice')}>
        <Form {...words.props}>
          <div class="submit-row">
            <Button>{t('directory.edit.publish')}</Button>
            <LinkButton look="secondary" href={visit.href(path)}>
              {t('directory.edit.preview.back')}
            </LinkButton>
          </div>
        </Form>
      </Notice>
    </div>
  );
}

/** What two people changed otherwise, side by side, to be chosen field by field. */
export function ConflictView({
  space,
  editing,
  revision,
  conflicts,
  form,
  visit,
}: {
  space: Space;
  editing: Editing;
  revision: number;
  conflicts: readonly DraftConflict[];
  form: FormState;
  visit: Visit;
}) {
  const t = editWords(visit);
  const words = formWords(visit, form, directoryMessages, { action: `${editPath(space, editing.key)}/conflit` });
  const value = (facts: DraftConflict['mine']) => factWords(facts, visit) ?? t('directory.edit.conflict.nothing');
  return (
    <SpaceFrame
      space={space}
      tab="overview"
      title={t('directory.edit.conflict.title', { name: editing.name })}
      lead={t('directory.edit.conflict.lead')}
      visit={visit}
    >
      <Form {...words.props}>
        <Hidden name="revision" value={String(revision)} />
        {conflicts.map(({ field, mine, theirs }) => (
          <RadioGroup
            key={field}
            id={`choice.${field}`}
            name={`choice.${field}`}
            label={fieldWords(field as HistoryField, visit)}
            value={typed(form, `choice.${field}`)}
            choices={[
              { value: 'mine', label: t('directory.edit.conflict.mine', { value: value(mine) }) },
              { value: 'theirs', label: t('directory.edit.conflict.theirs', { value: value(theirs) }) },
            ]}
            {...words.wrong(`choice.${field}`)}
          />
        ))}
        <Button>{t('directory.edit.publish')}</Button>
      </Form>
    </SpaceFrame>
  );
}
