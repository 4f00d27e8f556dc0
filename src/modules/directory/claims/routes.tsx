import { z } from 'zod';
import { signedIn, staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { listFileRoute } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { submitItem } from '../../moderation/index.ts';
import { accountsById, keepersOf } from '../../people/index.ts';
import { formatList } from '../views/words.ts';
import { giveCode, grantClaim, makeLetterCode, openClaim, refuseClaim, withdrawClaim } from './commands.ts';
import { AnswerClaimView, ClaimsView, claimColumns, PostLetterView } from './decision-views.tsx';
import { claimFields, claimLimit, claimMailboxLimit, codeFields, codeLimit, grantFields, refuseFields } from './forms.ts';
import { sendCode, tellClaimant, tellOwners } from './letters.ts';
import { claimById, claimTarget, ownClaim, waitingClaims } from './queries.ts';
import { CLAIM_ITEM, isAtDomain, spellCode } from './rules.ts';
import type { ClaimPage, ClaimToDecide, ClaimView } from './view-models.ts';
import { ClaimPageView, claimPath, claimWords, dayOf } from './views.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;

const section = 'directory';
const claimStaff = staff('moderator');

/** The structure of the path, in the unit of its own territory. @returns `null` where there is none. */
async function withTarget<Result>(
  { kernel, visit, params }: Asked,
  work: (page: ClaimPage, accountId: string) => Promise<Result>,
): Promise<Result | null> {
  const target = await claimTarget(kernel, visit, params['slug'] ?? '');
  const accountId = visit.viewer?.accountId;
  if (!target || accountId === undefined) return null;
  return kernel.database.unit(
    async () => {
      const claim = await ownClaim(kernel, target, accountId);
      const isKept = (await keepersOf(kernel, target.territoryId, target.id)).some(({ role }) => role === 'owner');
      return work({ target, claim, isKept }, accountId);
    },
    { territory: target.territoryId },
  );
}

function spacePath({ visit }: Asked, structureId: string): string {
  return visit.href(`/mon-espace/structures/${structureId}`);
}

async function claimPage(asked: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { visit } = asked;
  const reply = await withTarget(asked, async (model): Promise<PageReply> => {
    if (visit.viewer?.structures.some(({ id }) => id === model.target.id)) return { redirect: spacePath(asked, model.target.id) };
    return {
      page: {
        title: claimWords(visit)('directory.claim.title', { name: model.target.name }),
        body: <ClaimPageView model={model} visit={visit} form={form} />,
        noindex: true,
        section,
      },
    };
  });
  return reply ?? notFound;
}

async function toDecide(kernel: Kernel, territoryId: string, claims: readonly ClaimView[]): Promise<ClaimToDecide[]> {
  const names = await accountsById(
    kernel,
    claims.map(({ accountId }) => accountId),
  );
  const decided: ClaimToDecide[] = [];
  for (const claim of claims) {
    const keepers = await keepersOf(kernel, territoryId, claim.organisation.id);
    decided.push({ ...claim, who: names.get(claim.accountId)?.name ?? '', isKept: keepers.some(({ role }) => role === 'owner') });
  }
  return decided;
}

async function claimsPage({ kernel, visit }: Asked): Promise<PageReply> {
  const claims = await toDecide(kernel, visit.territory.id, await waitingClaims(kernel, visit.territory.id));
  return {
    page: {
      title: claimWords(visit)('directory.claim.manage.title'),
      body: <ClaimsView claims={claims} visit={visit} />,
      noindex: true,
      frame: 'manage',
      section: 'claims',
    },
  };
}

/** The claim of the path, as long as it waits; null otherwise. */
async function waitingClaim({ kernel, visit, params }: Asked): Promise<ClaimToDecide | null> {
  const claim = await claimById(kernel, visit.territory.id, params['claimId'] ?? '');
  if (!claim || !['opened', 'code-sent', 'asked'].includes(claim.state)) return null;
  return (await toDecide(kernel, visit.territory.id, [claim]))[0] ?? null;
}

async function answerPage(asked: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { visit } = asked;
  const claim = await waitingClaim(asked);
  // Answered meanwhile: the list says what is left to do.
  if (!claim) return { redirect: visit.href('/gestion/revendications') };
  return {
    page: {
      title: claimWords(visit)('directory.claim.answer.title', { who: claim.who }),
      body: <AnswerClaimView claim={claim} path={`/gestion/revendications/${claim.id}`} visit={visit} form={form} />,
      noindex: true,
      frame: 'manage',
      section: 'claims',
    },
  };
}

function actor(visit: Visit): string {
  return actorOf(visit.viewer);
}

export const claimPages: readonly AnyRoute[] = [
  pageRoute({ path: '/annuaire/:slug/revendiquer', access: signedIn, handle: (asked) => claimPage(asked) }),
  formRoute({
    path: '/annuaire/:slug/revendiquer',
    access: signedIn,
    fields: claimFields,
    limits: [claimLimit],
    again: claimPage,
    async handle(asked) {
      const { kernel, visit, input } = asked;
      // It would be the agent's own, after the mandate too.
      if (visit.viewer?.actingFor) return { mistakes: [{ field: '', key: 'directory.claim.acting' }] };
      const reply = await withTarget(asked, async ({ target, isKept }, accountId) => {
        const here = { redirect: visit.href(claimPath(target)) };
        const isByCode = input.way === 'domain' && !isKept;
        if (isByCode) {
          if (input.email === null) return { mistakes: [{ field: 'email', key: 'directory.claim.email.required' }] };
          if (!isAtDomain(input.email, target.domains)) {
            const domains = formatList(
              target.domains.map((domain) => `@${domain}`),
              visit.locale,
            );
            return { mistakes: [{ field: 'email', key: 'directory.claim.email.elsewhere', values: { domains } }] };
          }
          if (!(await kernel.throttle.take(claimMailboxLimit, input.email)).allowed)
            return { mistakes: [{ field: 'email', key: 'directory.claim.email.often' }] };
        } else if (input.message === null && (isKept || input.way === 'word')) {
          return { mistakes: [{ field: 'message', key: 'directory.claim.message.required' }] };
        }
        if (input.way === 'letter' && target.address === null) return { mistakes: [{ field: 'way', key: 'directory.claim.way.required' }] };
        const opened = await openClaim(kernel, {
          territoryId: target.territoryId,
          organisationId: target.id,
          accountId,
          way: input.way,
          sentTo: input.email,
          message: input.message,
        });
        if (opened?.code && input.email !== null)
          await sendCode(kernel, visit, { id: opened.id, code: opened.code, to: input.email, name: target.name, path: claimPath(target) });
        if (opened && !opened.isForOwners && input.way === 'word')
          await submitItem(
            kernel,
            { viewer: visit.viewer, locale: visit.locale, territory: { id: target.territoryId } },
            {
              kind: CLAIM_ITEM,
              about: { subject: 'organisation', id: target.id },
              title: target.name,
              words: [visit.viewer?.name ?? null],
              payload: { claimId: opened.id },
              onceKey: opened.id,
            },
            { name: null, email: null, note: input.message },
          );
        if (opened?.isForOwners)
          await tellOwners(kernel, visit, { id: opened.id, territoryId: target.territoryId, organisationId: target.id, name: target.name });
        return here;
      });
      return reply ?? notFound;
    },
  }),
  pageRoute({ path: '/annuaire/:slug/revendiquer/code', access: signedIn, handle: (asked) => claimPage(asked) }),
  formRoute({
    path: '/annuaire/:slug/revendiquer/code',
    access: signedIn,
    fields: codeFields,
    limits: [codeLimit],
    again: claimPage,
    async handle(asked) {
      const { kernel, visit, input } = asked;
      if (visit.viewer?.actingFor) return { mistakes: [{ field: '', key: 'directory.claim.acting' }] };
      const reply = await withTarget(asked, async ({ target, claim }, accountId) => {
        const result = await giveCode(kernel, { territoryId: target.territoryId, organisationId: target.id, accountId }, input.code);
        if (result === 'wrong') return { mistakes: [{ field: 'code', key: 'directory.claim.code.wrong' }] };
        if (result === 'over') return { mistakes: [{ field: 'code', key: 'directory.claim.code.over' }] };
        if (result === 'granted') return { redirect: spacePath(asked, target.id) };
        if (claim)
          await tellOwners(kernel, visit, { id: claim.id, territoryId: target.territoryId, organisationId: target.id, name: target.name });
        return { redirect: visit.href(claimPath(target)) };
      });
      return reply ?? notFound;
    },
  }),
  formRoute({
    path: '/annuaire/:slug/revendiquer/retirer',
    access: signedIn,
    fields: z.object({}),
    again: claimPage,
    async handle(asked) {
      const reply = await withTarget(asked, async ({ target, claim }, accountId) => {
        if (claim) await withdrawClaim(asked.kernel, target.territoryId, claim.id, accountId);
        return { redirect: asked.visit.href(claimPath(target)) };
      });
      return reply ?? notFound;
    },
  }),
  pageRoute({ path: '/gestion/revendications', access: claimStaff, handle: claimsPage }),
  listFileRoute({
    path: '/gestion/revendications.xlsx',
    access: claimStaff,
    file: 'revendications',
    name: (visit) => claimWords(visit)('directory.claim.manage.title'),
    columns: claimColumns,
    rows: async (kernel, visit) => await toDecide(kernel, visit.territory.id, await waitingClaims(kernel, visit.territory.id)),
  }),
  pageRoute({ path: '/gestion/revendications/:claimId', access: claimStaff, handle: (asked) => answerPage(asked) }),
  formRoute({
    path: '/gestion/revendications/:claimId/accepter',
    access: claimStaff,
    fields: grantFields,
    again: answerPage,
    async handle(asked) {
      const { kernel, visit, input } = asked;
      const claim = await waitingClaim(asked);
      const granted = claim && (await grantClaim(kernel, visit.territory.id, claim.id, input.role, actor(visit)));
      if (claim && granted)
        await tellClaimant(kernel, visit, { id: claim.id, ...granted, name: claim.organisation.name }, { outcome: 'granted' });
      return { redirect: visit.href('/gestion/revendications') };
    },
  }),
  formRoute({
    path: '/gestion/revendications/:claimId/refuser',
    access: claimStaff,
    fields: refuseFields,
    again: answerPage,
    async handle(asked) {
      const { kernel, visit, input } = asked;
      const claim = await waitingClaim(asked);
      const refused = claim && (await refuseClaim(kernel, visit.territory.id, claim.id, input.reason, actor(visit)));
      if (claim && refused)
        await tellClaimant(
          kernel,
          visit,
          { id: claim.id, ...refused, name: claim.organisation.name },
          { outcome: 'refused', reason: input.reason },
        );
      return { redirect: visit.href('/gestion/revendications') };
    },
  }),
  formRoute({
    path: '/gestion/revendications/:claimId/lettre',
    access: claimStaff,
    fields: z.object({}),
    again: claimsPage,
    async handle(asked) {
      const { kernel, visit } = asked;
      const claim = await waitingClaim(asked);
      const target = claim && (await claimTarget(kernel, visit, claim.organisation.slug));
      const code = claim && target && (await makeLetterCode(kernel, visit.territory.id, claim.id, actor(visit)));
      const made = claim && (await claimById(kernel, visit.territory.id, claim.id));
      if (!code || !made?.codeExpiresAt) return { redirect: visit.href('/gestion/revendications') };
      return {
        page: {
          title: claimWords(visit)('directory.claim.post.title', { name: claim.organisation.name }),
          body: (
            <PostLetterView
              claim={claim}
              code={spellCode(code)}
              until={dayOf(made.codeExpiresAt, visit)}
              address={target.address ?? []}
              path={claimPath(target)}
              visit={visit}
            />
          ),
          noindex: true,
          frame: 'manage',
          section: 'claims',
        },
      };
    },
  }),
];
