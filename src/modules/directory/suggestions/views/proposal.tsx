import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { DefinitionList } from '../../../../ui/definition-list.tsx';
import { Field, TextArea } from '../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Select } from '../../../../ui/select.tsx';
import { directoryMessages } from '../../messages.ts';
import { themes } from '../../themes.ts';
import { subjectPath } from '../../views/paths.ts';
import { directoryWords } from '../../views/words.ts';
import type { Proposal } from '../forms.ts';
import { suggestionWords } from '../words.ts';
import { PlainFields, SenderFields } from './fields.tsx';

interface ProposalProps {
  visit: Visit;
  form: FormState;
}

export function ProposalView({ visit, form }: ProposalProps) {
  const t = suggestionWords(visit);
  const words = formWords(visit, form, directoryMessages, { action: '/proposer/relire', isGuarded: true });
  const props = { form, wrong: words.wrong, t };
  return (
    <div class="wrap narrow">
      <PageHeader title={t('directory.suggest.title')} lead={t('directory.suggest.lead')} />
      <Form {...words.props}>
        <RadioGroup
          id="subject"
          name="subject"
          label={t('directory.suggest.subject')}
          value={typed(form, 'subject')}
          choices={(['place', 'organisation'] as const).map((value) => ({
            value,
            label: t(`directory.suggest.subject.${value}`),
            hint: t(`directory.suggest.subject.${value}.hint`),
          }))}
          {...words.wrong('subject')}
        />
        <PlainFields fields={['name']} values={{}} {...props} />
        <Select
          id="theme"
          name="theme"
          label={t('directory.suggest.theme')}
          value={typed(form, 'theme')}
          options={[
            { value: '', label: t('directory.suggest.theme.choose') },
            ...themes.map(({ code }) => ({ value: code, label: directoryWords(visit)(`theme.${code}`) })),
          ]}
          {...words.wrong('theme')}
        />
        <PlainFields fields={['description']} values={{}} {...props} />
        <h2>{t('directory.suggest.where')}</h2>
        <PlainFields fields={['street', 'postcode', 'locality']} values={{ locality: visit.territory.name }} {...props} />
        <Field
          id="hours"
          name="hours"
          label={t('directory.suggest.hours')}
          hint={t('directory.suggest.hours.hint')}
          value={typed(form, 'hours')}
          {...words.wrong('hours')}
        />
        <h2>{t('directory.suggest.contact')}</h2>
        <PlainFields fields={['phone', 'email', 'website']} values={{}} {...props} />
        {!visit.viewer && <SenderFields {...props} />}
        <TextArea id="note" name="note" rows={3} label={t('directory.suggest.note')} value={typed(form, 'note')} {...words.wrong('note')} />
        <Button>{t('directory.suggest.review')}</Button>
      </Form>
    </div>
  );
}

interface SimilarLink {
  subject: 'organisation' | 'place';
  slug: string;
  name: string;
  detail: string | null;
}

interface ProposalReviewProps extends ProposalProps {
  proposal: Proposal;
  similar: readonly SimilarLink[];
  isTrusted: boolean;
}

const shown = ['name', 'description', 'street', 'postcode', 'locality', 'hours', 'phone', 'email', 'website', 'note'] as const;
const kept = ['subject', 'theme', ...shown, 'sender_name', 'sender_email'] as const;

/** What was typed, to be read again, with what is here already and looks like it. */
export function ProposalReviewView({ visit, form, proposal, similar, isTrusted }: ProposalReviewProps) {
  const t = suggestionWords(visit);
  const words = formWords(visit, form, directoryMessages, { action: '/proposer', isGuarded: true });
  // It is the same form, seen a second time: sent twice, it is there once.
  const submission = { ...words.props.submission, value: proposal.envoi ?? words.props.submission.value };
  return (
    <div class="wrap narrow">
      <PageHeader title={t('directory.suggest.review.title')} lead={t('directory.suggest.review.lead')} />
      {similar.length > 0 && (
        <Notice tone="careful" title={t('directory.suggest.review.similar')}>
          <p>{t('directory.suggest.review.similar.body')}</p>
          <ul>
            {similar.map(({ subject, slug, name, detail }) => (
              <li key={slug}>
                <a href={visit.href(subjectPath({ subject, slug, commune: null }))}>{name}</a>
                {detail && `, ${detail}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t('directory.suggest.subject'), description: t(`directory.suggest.subject.${proposal.subject}`) },
          { term: t('directory.suggest.theme.said'), description: directoryWords(visit)(`theme.${proposal.theme}`) },
          ...shown.map((field) => ({
            term: t(`directory.suggest.${field}`),
            description: proposal[field] ?? <em>{t('directory.suggest.review.nothing')}</em>,
          })),
        ]}
      />
      <Form {...words.props} submission={submission}>
        {kept.map((field) => (
          <Hidden key={field} name={field} value={proposal[field] ?? ''} />
        ))}
        <SubmitRow
          primary={{ label: t(isTrusted ? 'directory.suggest.publish' : 'directory.suggest.send') }}
          secondary={{ label: t('directory.suggest.change'), action: visit.href('/proposer/modifier') }}
        />
      </Form>
    </div>
  );
}
