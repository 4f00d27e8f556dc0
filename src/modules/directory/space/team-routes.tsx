import { structure } from '../../../kernel/access/access.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { accountsById, keepersOf, pendingInvitations } from '../../people/index.ts';
import { grantClaim, refuseClaim } from '../claims/commands.ts';
import { AnswerClaimView } from '../claims/decision-views.tsx';
import { grantFields, refuseFields } from '../claims/forms.ts';
import { tellClaimant } from '../claims/letters.ts';
import { claimsTo } from '../claims/queries.ts';
import type { ClaimToDecide } from '../claims/view-models.ts';
import { claimWords } from '../claims/views.tsx';
import { changeRole, inviteAgain, inviteKeeper, removeKeeper, withdrawOwnInvitation } from './commands.ts';
import { invitationFields, invitationLimit, inviteFields, leaveFields, roleFields } from './forms.ts';
import { spacePath } from './paths.ts';
import { inSpace, type SpaceRequest } from './queries.ts';
import type { Space } from './view-models.ts';
import { SpaceFrame, spaceWords } from './views/frame.tsx';
import { TeamView } from './views/team.tsx';

const base = '/mon-espace/structures/:structureId/equipe';
const owns = structure('owner');

async function claimsWithNames(kernel: Kernel, { territory, pages: [{ id }] }: Space): Promise<ClaimToDecide[]> {
  const claims = await claimsTo(kernel, territory.id, id);
  const names = await accountsById(
    kernel,
    claims.map(({ accountId }) => accountId),
  );
  return claims.map((claim) => ({ ...claim, who: names.get(claim.accountId)?.name ?? '', isKept: true }));
}

async function team(request: SpaceRequest, form: FormState = emptyForm): Promise<PageReply> {
  const { kernel, visit } = request;
  const reply = await inSpace(request, async (space): Promise<PageReply> => {
    const { territory, pages } = space;
    const found = {
      keepers: await keepersOf(kernel, territory.id, pages[0].id),
      invitations: await pendingInvitations(kernel, territory.id, pages[0].id),
      claims: await claimsWithNames(kernel, space),
    };
    return {
      page: {
        title: spaceWords(visit)('directory.space.team'),
        body: <TeamView space={space} team={found} form={form} visit={visit} />,
        noindex: true,
        frame: 'space',
        section: 'structures',
      },
    };
  });
  return reply ?? notFound;
}

/** The claim of the path, where it waits for this structure. */
async function onClaim(request: SpaceRequest, work: (space: Space, claim: ClaimToDecide) => Promise<FormReply>): Promise<FormReply> {
  const reply = await inSpace(request, async (space): Promise<FormReply> => {
    const claim = (await claimsWithNames(request.kernel, space)).find(({ id }) => id === request.params['claimId']);
    // Answered meanwhile: the team's page says what is left.
    return claim ? work(space, claim) : { redirect: request.visit.href(spacePath(space.pages[0].id, '/equipe')) };
  });
  return reply ?? notFound;
}

async function claimPage(request: SpaceRequest, form: FormState = emptyForm): Promise<PageReply> {
  const { visit } = request;
  const reply = await onClaim(request, async (space, claim) => {
    const path = spacePath(space.pages[0].id, `/equipe/demandes/${claim.id}`);
    const title = claimWords(visit)('directory.claim.answer.title', { who: claim.who });
    return {
      page: {
        title,
        body: (
          <SpaceFrame space={space} tab="team" title={title} visit={visit}>
            <AnswerClaimView claim={claim} path={path} visit={visit} form={form} />
          </SpaceFrame>
        ),
        noindex: true,
        frame: 'space',
        section: 'structures',
      },
    };
  });
  return 'mistakes' in reply ? notFound : reply;
}

const account = ({ visit }: SpaceRequest) => `account:${visit.viewer?.accountId}` as const;
const toTeam = ({ visit, params }: SpaceRequest): PageReply => ({
  redirect: visit.href(spacePath(params['structureId'] ?? '', '/equipe')),
});
const last = { mistakes: [{ field: '', key: 'directory.space.team.last' }] };

export const teamPages: readonly AnyRoute[] = [
  pageRoute({ path: base, access: owns, handle: (request) => team(request) }),
  // A mistake leaves its page at the address of its form: opened again, it is the team's.
  ...['inviter', 'role', 'retirer'].map((page) =>
    pageRoute({ path: `${base}/${page}`, access: owns, handle: async (request) => toTeam(request) }),
  ),
  formRoute({
    path: `${base}/inviter`,
    access: owns,
    fields: inviteFields,
    limits: [invitationLimit],
    again: team,
    async handle(request) {
      const { kernel, visit, input } = request;
      const invited = await inSpace(request, (space) => inviteKeeper(kernel, visit, space, input));
      if (invited === null) return notFound;
      return invited ? toTeam(request) : { mistakes: [{ field: 'email', key: 'directory.space.team.known' }] };
    },
  }),
  formRoute({
    path: `${base}/relancer`,
    access: owns,
    fields: invitationFields,
    limits: [invitationLimit],
    again: team,
    async handle(request) {
      await inSpace(request, (space) => inviteAgain(request.kernel, request.visit, space, request.input.invitation_id));
      return toTeam(request);
    },
  }),
  formRoute({
    path: `${base}/annuler`,
    access: owns,
    fields: invitationFields,
    again: team,
    async handle(request) {
      await inSpace(request, (space) => withdrawOwnInvitation(request.kernel, space, request.input.invitation_id));
      return toTeam(request);
    },
  }),
  formRoute({
    path: `${base}/role`,
    access: owns,
    fields: roleFields,
    again: team,
    async handle(request) {
      const { role_id, role } = request.input;
      const end = await inSpace(request, (space) => changeRole(request.kernel, space, role_id, role, account(request)));
      if (end === null) return notFound;
      return end === 'last' ? last : toTeam(request);
    },
  }),
  formRoute({
    path: `${base}/retirer`,
    access: owns,
    fields: leaveFields,
    again: team,
    async handle(request) {
      const { kernel, visit, input } = request;
      const removed = await inSpace(request, (space) => removeKeeper(kernel, space, input.role_id, account(request)));
      if (removed === null) return notFound;
      if (removed.end === 'last') return last;
      return removed.accountId === visit.viewer?.accountId ? { redirect: visit.href('/mon-espace') } : toTeam(request);
    },
  }),
  pageRoute({ path: `${base}/demandes/:claimId`, access: owns, handle: (request) => claimPage(request) }),
  formRoute({
    path: `${base}/demandes/:claimId/accepter`,
    access: owns,
    fields: grantFields,
    again: claimPage,
    handle: (request) =>
      onClaim(request, async ({ territory, pages }, claim) => {
        const granted = await grantClaim(request.kernel, territory.id, claim.id, request.input.role, account(request));
        if (granted)
          await tellClaimant(request.kernel, request.visit, { id: claim.id, ...granted, name: pages[0].name }, { outcome: 'granted' });
        return toTeam(request);
      }),
  }),
  formRoute({
    path: `${base}/demandes/:claimId/refuser`,
    access: owns,
    fields: refuseFields,
    again: claimPage,
    handle: (request) =>
      onClaim(request, async ({ territory, pages }, claim) => {
        const { reason } = request.input;
        const refused = await refuseClaim(request.kernel, territory.id, claim.id, reason, account(request));
        if (refused)
          await tellClaimant(
            request.kernel,
            request.visit,
            { id: claim.id, ...refused, name: pages[0].name },
            { outcome: 'refused', reason },
          );
        return toTeam(request);
      }),
  }),
];
