import { type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choices.tsx';
import { Field, TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { formatList } from '../views/words.ts';
import { claimMessages } from './messages.ts';
import { CODE_ATTEMPTS } from './rules.ts';
import type { ClaimPage } from './view-models.ts';

export function claimWords(visit: Visit) {
  return translator(claimMessages, visit.locale);
}

/** The path of a claim's pages: the structure's, which may be of a member commune. */
export function claimPath({ slug, commune }: { slug: string; commune: string | null }, page: '' | '/code' | '/retirer' = ''): string {
  return `/annuaire/${slug}/revendiquer${page}${commune === null ? '' : `?commune=${commune}`}`;
}

export function ClaimPageView({ model, visit, form }: { model: ClaimPage; visit: Visit; form: FormState }) {
  const t = claimWords(visit);
  const { target, claim, isKept } = model;
  const isWaiting = claim !== null && ['opened', 'code-sent', 'asked'].includes(claim.state);
  return (
    <div class="wrap narrow">
      <PageHeader
        title={t('directory.claim.title', { name: target.name })}
        {...(!isWaiting && { lead: t(isKept ? 'directory.claim.join.lead' : 'directory.claim.lead') })}
      />
      {isWaiting ? <Waiting model={model} visit={visit} form={form} /> : <NewClaim model={model} visit={visit} form={form} />}
    </div>
  );
}

function NewClaim({ model: { target, claim, isKept }, visit, form }: { model: ClaimPage; visit: Visit; form: FormState }) {
  const t = claimWords(visit);
  const words = formWords(visit, form, claimMessages, { action: claimPath(target) });
  const domains = formatList(
    target.domains.map((domain) => `@${domain}`),
    visit.locale,
  );
  const ways = [
    ...(target.domains.length > 0
      ? [
          {
            value: 'domain',
            label: t('directory.claim.way.domain'),
            hint: t('directory.claim.way.domain.hint', { domains }),
            more: (
              <Field
                id="email"
                name="email"
                type="email"
                label={t('directory.claim.email')}
                hint={t('directory.claim.email.hint')}
                value={typed(form, 'email', `contact@${target.domains[0]}`)}
                {...words.wrong('email')}
              />
            ),
          },
        ]
      : []),
    ...(target.address
      ? [
          {
            value: 'letter',
            label: t('directory.claim.way.letter'),
            hint: t('directory.claim.way.letter.hint', { address: target.address.join(', ') }),
          },
        ]
      : []),
    { value: 'word', label: t('directory.claim.way.word'), hint: t('directory.claim.way.word.hint') },
  ];
  return (
    <>
      {claim?.state === 'refused' && (
        <Notice tone="careful" title={t('directory.claim.state.refused')}>
          <p>{claim.reason}</p>
        </Notice>
      )}
      {claim && claim.state !== 'refused' && <Notice title={t('directory.claim.state.over')} />}
      <Form {...words.props}>
        {isKept || ways.length === 1 ? (
          <input type="hidden" name="way" value="word" />
        ) : (
          <RadioGroup
            id="way"
            name="way"
            label={t('directory.claim.way')}
            choices={ways}
            value={typed(form, 'way', ways[0]?.value)}
            {...words.wrong('way')}
          />
        )}
        <TextArea
          id="message"
          name="message"
          label={t('directory.claim.message')}
          hint={t('directory.claim.message.hint')}
          value={typed(form, 'message')}
          {...words.wrong('message')}
        />
        <Button>{t('directory.claim.submit')}</Button>
      </Form>
    </>
  );
}

function Waiting({ model: { target, claim }, visit, form }: { model: ClaimPage; visit: Visit; form: FormState }) {
  const t = claimWords(visit);
  const code = formWords(visit, form, claimMessages, { action: claimPath(target, '/code') });
  const withdrawal = formWords(visit, { values: {}, mistakes: [] }, claimMessages, { action: claimPath(target, '/retirer') });
  if (!claim) return null;
  const isOver =
    claim.attempts >= CODE_ATTEMPTS ||
    (claim.codeExpiresAt !== null && claim.codeExpiresAt.epochMilliseconds <= visit.now.epochMilliseconds);
  return (
    <>
      {claim.state === 'code-sent' ? (
        <Notice tone={isOver ? 'careful' : 'info'} title={t('directory.claim.state.code-sent')}>
          <p>{isOver ? t('directory.claim.state.code-sent.over') : sentWords(claim, visit)}</p>
        </Notice>
      ) : (
        <Notice tone="good" title={t(claim.state === 'opened' ? 'directory.claim.state.opened' : 'directory.claim.state.asked')}>
          <p>{t(claim.state === 'opened' ? 'directory.claim.state.opened.body' : 'directory.claim.state.asked.body')}</p>
        </Notice>
      )}
      {claim.state === 'code-sent' && !isOver && (
        <Form {...code.props}>
          <Field
            id="code"
            name="code"
            label={t('directory.claim.code')}
            hint={t('directory.claim.code.hint')}
            autocomplete="one-time-code"
            value={typed(form, 'code')}
            {...code.wrong('code')}
          />
          <Button>{t('directory.claim.code.submit')}</Button>
        </Form>
      )}
      <Form {...withdrawal.props}>
        <Button look="quiet">{t('directory.claim.withdraw')}</Button>
      </Form>
    </>
  );
}

function sentWords(claim: NonNullable<ClaimPage['claim']>, visit: Visit): string {
  const t = claimWords(visit);
  const date = claim.codeExpiresAt ? dayOf(claim.codeExpiresAt, visit) : '';
  return claim.way === 'domain'
    ? t('directory.claim.state.code-sent.domain', { email: claim.sentTo ?? '', date })
    : t('directory.claim.state.code-sent.letter', { date });
}

/** « 24 novembre 2026 », in the territory's zone. */
export function dayOf(instant: Visit['now'], { territory, locale }: Visit): string {
  return formatDateAlone(instant.toZonedDateTimeISO(territory.timeZone).toPlainDate(), locale);
}
