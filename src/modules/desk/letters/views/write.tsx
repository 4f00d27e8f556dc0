import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { Field, TextArea } from '../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Select } from '../../../../ui/select.tsx';
import { directoryMessages, themes } from '../../../directory/index.ts';
import { letterMessages } from '../messages.ts';
import { audiences, type LetterLine } from '../models.ts';
import { letterPath, lettersPath } from '../paths.ts';
import { letterWords } from './words.ts';

/** @param letter that is changed; null: a new one. */
export function WriteView({ visit, letter, form }: { visit: Visit; letter: LetterLine | null; form: FormState }) {
  const t = letterWords(visit);
  const theme = translator(directoryMessages, visit.locale);
  const words = formWords(visit, form, letterMessages, {
    action: letter === null ? `${lettersPath}/ecrire` : letterPath(letter.id, '/modifier'),
  });
  const { districts } = visit.territory;
  return (
    <>
      <PageHeader
        breadcrumb={{ label: t('desk.letter.title'), steps: [{ label: t('desk.letter.back'), href: visit.href(lettersPath) }] }}
        title={t(letter === null ? 'desk.letter.write' : 'desk.letter.edit.title')}
      />
      <Form {...words.props}>
        <RadioGroup
          id="audience"
          name="audience"
          label={t('desk.letter.audience')}
          value={typed(form, 'audience', letter?.audience)}
          choices={audiences.map((value) => ({
            value,
            label: t(`desk.letter.audience.${value}`),
            hint: t(`desk.letter.audience.${value}.hint`),
          }))}
          {...words.wrong('audience')}
        />
        <Select
          id="theme"
          name="theme"
          label={t('desk.letter.theme')}
          value={typed(form, 'theme', letter?.theme ?? '')}
          options={[
            { value: '', label: t('desk.letter.theme.any') },
            ...themes.map(({ code }) => ({ value: code, label: theme(`theme.${code}`) })),
          ]}
        />
        {districts.length > 0 && (
          <Select
            id="district"
            name="district"
            label={t('desk.letter.district')}
            value={typed(form, 'district', letter?.district ?? '')}
            options={[{ value: '', label: t('desk.letter.district.any') }, ...districts.map(({ name }) => ({ value: name, label: name }))]}
          />
        )}
        <Field
          id="subject"
          name="subject"
          label={t('desk.letter.subject')}
          value={typed(form, 'subject', letter?.subject)}
          {...words.wrong('subject')}
        />
        <TextArea
          id="body"
          name="body"
          rows={10}
          label={t('desk.letter.body')}
          hint={t('desk.letter.body.hint')}
          value={typed(form, 'body', letter?.body)}
          {...words.wrong('body')}
        />
        <Field
          id="linkLabel"
          name="linkLabel"
          label={t('desk.letter.link-label')}
          hint={t('desk.letter.link-label.hint')}
          value={typed(form, 'linkLabel', letter?.link?.label)}
          {...words.wrong('linkLabel')}
        />
        <Field
          id="linkUrl"
          name="linkUrl"
          type="url"
          label={t('desk.letter.link-url')}
          value={typed(form, 'linkUrl', letter?.link?.url)}
          {...words.wrong('linkUrl')}
        />
        <SubmitRow
          primary={{ label: t('desk.letter.save') }}
          cancel={{ label: t('desk.letter.back'), href: visit.href(letter === null ? lettersPath : letterPath(letter.id)) }}
        />
      </Form>
    </>
  );
}
