import { structureRoles } from '../../../kernel/access/viewer.ts';
import { type FormState, typed } from '../../../kernel/http/form.ts';
import { type FormWords, formWords } from '../../../kernel/http/form-words.ts';
import { momentCell } from '../../../kernel/http/list-file.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choices.tsx';
import { type Column, ExportLink } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { PrintButton } from '../views/keep.tsx';
import { claimMessages } from './messages.ts';
import type { ClaimToDecide } from './view-models.ts';
import { claimWords, dayOf } from './views.tsx';

const empty: FormState = { values: {}, mistakes: [] };

/** All claims of a territory that wait, for who moderates. */
export function ClaimsView({ claims, visit }: { claims: readonly ClaimToDecide[]; visit: Visit }) {
  const t = claimWords(visit);
  return (
    <>
      <PageHeader title={t('directory.claim.manage.title')} lead={t('directory.claim.manage.lead')} />
      {claims.length === 0 ? (
        <EmptyState title={t('directory.claim.manage.none')}>
          <p>{t('directory.claim.manage.none.body')}</p>
        </EmptyState>
      ) : (
        <>
          <ExportLink href={visit.href('/gestion/revendications.xlsx')} locale={visit.locale} />
          <ul class="claims">
            {claims.map((claim) => (
              <li key={claim.id}>
                <h2>
                  <a href={visit.href(`/annuaire/${claim.organisation.slug}`)}>{claim.organisation.name}</a>
                </h2>
                <StatusTag tone={claim.state === 'code-sent' ? 'waiting' : 'new'}>
                  {t(`directory.claim.manage.state.${claim.state as 'opened' | 'code-sent' | 'asked'}`)}
                </StatusTag>
                <ClaimSummary claim={claim} visit={visit} />
                {claim.isKept && <p>{t('directory.claim.manage.kept')}</p>}
                <div class="button-row">
                  <LinkButton look="secondary" href={visit.href(`/gestion/revendications/${claim.id}`)}>
                    {t('directory.claim.manage.answer')}
                  </LinkButton>
                  {claim.way === 'letter' && <LetterButton claim={claim} visit={visit} />}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The claims of the list, as its file has them. */
export function claimColumns(visit: Visit): Column<ClaimToDecide>[] {
  const t = claimWords(visit);
  return [
    { key: 'structure', label: t('directory.claim.list.structure'), cell: ({ organisation }) => organisation.name },
    { key: 'who', label: t('directory.claim.list.who'), cell: ({ who }) => who },
    {
      key: 'since',
      label: t('directory.claim.list.since'),
      cell: ({ openedAt }) => dayOf(openedAt, visit),
      value: ({ openedAt }) => momentCell(visit, openedAt),
    },
    { key: 'message', label: t('directory.claim.list.message'), cell: ({ message }) => message },
    {
      key: 'state',
      label: t('directory.claim.list.state'),
      cell: ({ state }) => t(`directory.claim.manage.state.${state as 'opened' | 'code-sent' | 'asked'}`),
    },
  ];
}

function LetterButton({ claim, visit }: { claim: ClaimToDecide; visit: Visit }) {
  const words = formWords(visit, empty, claimMessages, { action: `/gestion/revendications/${claim.id}/lettre` });
  return (
    <Form {...words.props}>
      <Button look="secondary" icon="printer">
        {claimWords(visit)(claim.state === 'opened' ? 'directory.claim.manage.print' : 'directory.claim.manage.print.again')}
      </Button>
    </Form>
  );
}

/** Who claims, when, and what they say of it. */
function ClaimSummary({ claim, visit }: { claim: ClaimToDecide; visit: Visit }) {
  const t = claimWords(visit);
  return (
    <>
      <p>{t('directory.claim.manage.by', { who: claim.who, date: dayOf(claim.openedAt, visit) })}</p>
      {claim.message && <blockquote class="said">{claim.message}</blockquote>}
      {claim.isVerified && <p>{t('directory.claim.manage.verified')}</p>}
    </>
  );
}

/** Yes or no to a claim. @param path of the claim: `<path>/accepter` and `<path>/refuser` take the answers. */
export function AnswerClaimView({ claim, path, visit, form }: { claim: ClaimToDecide; path: string; visit: Visit; form: FormState }) {
  const t = claimWords(visit);
  const grant = formWords(visit, form.mistakes.some(({ field }) => field === 'role') ? form : empty, claimMessages, {
    action: `${path}/accepter`,
  });
  const refusal = formWords(visit, form.mistakes.some(({ field }) => field === 'reason') ? form : empty, claimMessages, {
    action: `${path}/refuser`,
  });
  return (
    <>
      <PageHeader kicker={claim.organisation.name} title={t('directory.claim.answer.title', { who: claim.who })} />
      <ClaimSummary claim={claim} visit={visit} />
      <Form {...grant.props}>
        <GrantedRole isKept={claim.isKept} visit={visit} form={form} wrong={grant.wrong} />
        <Button>{t('directory.claim.answer.grant')}</Button>
      </Form>
      <Form {...refusal.props}>
        <TextArea
          id="reason"
          name="reason"
          label={t('directory.claim.answer.reason')}
          hint={t('directory.claim.answer.reason.hint')}
          value={typed(form, 'reason')}
          {...refusal.wrong('reason')}
        />
        <Button look="secondary">{t('directory.claim.answer.refuse')}</Button>
      </Form>
    </>
  );
}

/** What the person may do: everything for the first one, who is alone to keep the page. */
export function GrantedRole({ isKept, visit, form, wrong }: { isKept: boolean; visit: Visit; form: FormState; wrong: FormWords['wrong'] }) {
  const t = claimWords(visit);
  return (
    <RadioGroup
      id="role"
      name="role"
      label={t('directory.claim.answer.role')}
      choices={structureRoles.map((value) => ({ value, label: t(`directory.claim.answer.role.${value}`) }))}
      value={typed(form, 'role', isKept ? 'editor' : 'owner')}
      {...wrong('role')}
    />
  );
}

/** The letter to print and post. The code stands nowhere else. */
export function PostLetterView({
  claim,
  code,
  until,
  address,
  path,
  visit,
}: {
  claim: ClaimToDecide;
  code: string;
  until: string;
  address: readonly string[];
  path: string;
  visit: Visit;
}) {
  const t = claimWords(visit);
  const { name } = claim.organisation;
  return (
    <>
      <div class="no-print">
        <Notice tone="careful" title={t('directory.claim.post.notice')}>
          <PrintButton visit={visit} />
        </Notice>
      </div>
      <article class="post-letter">
        <p class="post-address">
          {name}
          {address.map((line) => (
            <span key={line}>
              <br />
              {line}
            </span>
          ))}
        </p>
        <h1>{t('directory.claim.post.to', { name })}</h1>
        <p>{t('directory.claim.post.body', { who: claim.who, portal: visit.territory.name })}</p>
        <p>{t('directory.claim.post.how')}</p>
        <p class="post-code">{code}</p>
        <p class="post-link">{`${visit.territory.origin ?? visit.origin}${visit.href(path)}`}</p>
        <p>{t('directory.claim.post.until', { date: until })}</p>
        <p>{t('directory.claim.post.not-you')}</p>
      </article>
    </>
  );
}
