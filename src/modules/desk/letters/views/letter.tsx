import { emptyForm, type FormState } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { DefinitionList } from '../../../../ui/definition-list.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { StatGrid } from '../../../../ui/stat.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { letterMessages } from '../messages.ts';
import type { LetterModel } from '../models.ts';
import { letterPath, lettersPath } from '../paths.ts';
import { letterTones } from './list.tsx';
import { letterWords, listWords, momentWords, stateOf } from './words.ts';

/** A letter, what is left to do before it leaves, and then what became of it. */
export function LetterView({ visit, model, form }: { visit: Visit; model: LetterModel; form: FormState }) {
  const t = letterWords(visit);
  const { letter, recipients, preview } = model;
  const state = stateOf(letter);
  return (
    <>
      <PageHeader
        breadcrumb={{ label: t('desk.letter.title'), steps: [{ label: t('desk.letter.back'), href: visit.href(lettersPath) }] }}
        title={letter.subject}
        status={<StatusTag tone={letterTones[state]}>{t(`desk.letter.state.${state}`)}</StatusTag>}
      />
      <div class="stack">
        <DefinitionList
          items={[
            { term: t('desk.letter.to'), description: listWords(letter, visit) },
            { term: t('desk.letter.audience'), description: t('desk.letter.recipients', { n: recipients }) },
            { term: t('desk.letter.writer'), description: letter.writer },
            letter.sentAt === null
              ? { term: t('desk.letter.written'), description: momentWords(letter.writtenAt, visit) }
              : { term: t('desk.letter.when'), description: momentWords(letter.sentAt, visit) },
          ]}
        />
        {state === 'draft' && <Steps visit={visit} model={model} form={form} />}
      </div>
      {state !== 'draft' && <Report visit={visit} model={model} />}
      <section class="section" aria-labelledby="preview">
        <h2 id="preview">{t('desk.letter.preview')}</h2>
        <pre class="letter-text">{preview}</pre>
        <p>
          <a href={visit.href(letterPath(letter.id, '/apercu'))}>{t('desk.letter.preview.html')}</a>
        </p>
      </section>
    </>
  );
}

function Steps({ visit, model: { letter, recipients }, form }: { visit: Visit; model: LetterModel; form: FormState }) {
  const t = letterWords(visit);
  const send = formWords(visit, form, letterMessages, { action: letterPath(letter.id, '/envoi') });
  const other = (step: string) => formWords(visit, emptyForm, letterMessages, { action: letterPath(letter.id, step) }).props;
  return (
    <>
      <Notice tone={letter.triedAt === null ? 'careful' : 'good'}>
        <p>{t(letter.triedAt === null ? 'desk.letter.untried' : 'desk.letter.tried')}</p>
      </Notice>
      {send.props.problem && letter.triedAt === null && <p class="error">{send.props.problem.errors[0]?.message}</p>}
      {letter.triedAt !== null && recipients > 0 && (
        <Form {...send.props}>
          <Checkbox id="sure" name="sure" value="1" label={t('desk.letter.send.sure')} checked={false} {...send.wrong('sure')} />
          <Button icon="mail">{t('desk.letter.send', { n: recipients })}</Button>
        </Form>
      )}
      {recipients === 0 && <p>{t('desk.letter.nobody')}</p>}
      <div class="button-row">
        <Form {...other('/essai')}>
          <Button look={letter.triedAt === null ? 'primary' : 'secondary'}>{t('desk.letter.try')}</Button>
        </Form>
        <LinkButton look="secondary" href={visit.href(letterPath(letter.id, '/modifier'))}>
          {t('desk.letter.edit')}
        </LinkButton>
        <Form {...other('/jeter')}>
          <Button look="quiet">{t('desk.letter.drop')}</Button>
        </Form>
      </div>
    </>
  );
}

const outcomes = ['told', 'waiting', 'refused', 'stopped', 'gone'] as const;

function Report({ visit, model: { letter, failed } }: { visit: Visit; model: LetterModel }) {
  const t = letterWords(visit);
  return (
    <section class="section" aria-labelledby="report">
      <h2 id="report">{t('desk.letter.report')}</h2>
      <StatGrid
        figures={[
          ...outcomes
            .filter((outcome) => outcome === 'told' || letter.counts[outcome] > 0)
            .map((outcome) => ({
              label: t(`desk.letter.report.${outcome}`),
              value: formatNumber(letter.counts[outcome], visit.locale),
            })),
          ...(failed > 0 ? [{ label: t('desk.letter.report.failed'), value: formatNumber(failed, visit.locale) }] : []),
        ]}
      />
      {letter.audience === 'keepers' && <p class="soft">{t('desk.letter.report.hint')}</p>}
    </section>
  );
}
