import type { ComponentChildren } from 'preact';
import { staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { listFile, listFileRoute } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { isId } from '../../../kernel/ids.ts';
import { groupingsOf } from '../../territories/index.ts';
import { recordAction } from '../commands/actions.ts';
import { endRole } from '../commands/roles.ts';
import { withdrawInvitation } from '../invitations/commands.ts';
import { addTeam, closeTeam, delegate, inviteByLetter, joinTeam, requireSecondFactor } from './commands.ts';
import { inviteFields, joinFields, nothing, policyFields, teamFields } from './forms.ts';
import { JournalView, journalColumns } from './journal-view.tsx';
import { rolesOf, staffColumns, teamColumns, teamRows } from './list-columns.ts';
import { staffMessages } from './messages.ts';
import { journalOf, pendingInvitations, staffOf, staffPolicy, teamsOf } from './queries.ts';
import { StaffView } from './staff-view.tsx';
import { TeamsView } from './teams-view.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;

const administrators = staff('administrator');
const journalReaders = staff('administrator', 'data-protection-officer');

function page(visit: Visit, section: 'staff' | 'team' | 'journal', body: ComponentChildren): PageReply {
  return {
    page: { title: translator(staffMessages, visit.locale)(`people.${section}.title`), body, noindex: true, frame: 'manage', section },
  };
}

/** `concerns`: which of the page's forms was sent, so that what was typed comes back in that one. */
async function staffPage(
  { kernel, visit }: Asked,
  form: FormState = emptyForm,
  concerns: 'invite' | 'policy' | 'roles' = 'invite',
): Promise<PageReply> {
  const { id } = visit.territory;
  const model = {
    members: await staffOf(kernel, id),
    invitations: await pendingInvitations(kernel, id),
    policy: await staffPolicy(kernel, id),
    groupings: await groupingsOf(kernel.database, kernel.clock, id),
  };
  return page(visit, 'staff', <StaffView visit={visit} model={model} form={form} concerns={concerns} />);
}

async function teamsPage({ kernel, visit, params }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { id } = visit.territory;
  const [teams, members] = [await teamsOf(kernel, id), await staffOf(kernel, id)];
  return page(visit, 'team', <TeamsView visit={visit} teams={teams} staff={members} form={form} concerns={params['teamId'] ?? 'new'} />);
}

export const staffPages: readonly AnyRoute[] = [
  pageRoute({ path: '/gestion/agents', access: administrators, handle: (request) => staffPage(request) }),
  formRoute({
    path: '/gestion/agents/invitations',
    access: administrators,
    fields: inviteFields,
    limits: [{ name: 'people.invite', limit: 40, seconds: 3_600 }],
    again: (request, form) => staffPage(request, form),
    async handle({ kernel, visit, input }) {
      await inviteByLetter(kernel, visit, input);
      return { redirect: visit.href('/gestion/agents') };
    },
  }),
  formRoute({
    path: '/gestion/agents/invitations/:invitationId/retrait',
    access: administrators,
    fields: nothing,
    again: (request, form) => staffPage(request, form),
    async handle({ kernel, visit, params }) {
      const id = params['invitationId'] ?? '';
      if (!isId(id)) return notFound;
      const territoryId = visit.territory.id;
      if (await withdrawInvitation(kernel, territoryId, id))
        await recordAction(kernel, {
          territoryId,
          actor: actorOf(visit.viewer),
          what: 'invitation.withdrawn',
          subject: 'invitation',
          subjectId: id,
        });
      return { redirect: visit.href('/gestion/agents') };
    },
  }),
  formRoute({
    path: '/gestion/agents/roles/:roleId/fin',
    access: administrators,
    fields: nothing,
    again: (request, form) => staffPage(request, form, 'roles'),
    async handle({ kernel, visit, params }) {
      const roleId = params['roleId'] ?? '';
      if (!isId(roleId)) return notFound;
      const end = await endRole(kernel, { territoryId: visit.territory.id, roleId }, actorOf(visit.viewer));
      if (end !== 'ended') return { mistakes: [{ field: '', key: end === 'last' ? 'people.staff.last' : 'people.staff.gone' }] };
      return { redirect: visit.href('/gestion/agents') };
    },
  }),
  formRoute({
    path: '/gestion/agents/regles',
    access: administrators,
    fields: policyFields,
    again: (request, form) => staffPage(request, form, 'policy'),
    async handle({ kernel, visit, input }) {
      const { id } = visit.territory;
      const actor = actorOf(visit.viewer);
      const { requiresSecondFactor } = await staffPolicy(kernel, id);
      if (requiresSecondFactor !== input.secondFactor) await requireSecondFactor(kernel, id, input.secondFactor, actor);
      for (const grouping of await groupingsOf(kernel.database, kernel.clock, id))
        await delegate(kernel, id, grouping.id, input.delegates.includes(grouping.id), actor);
      return { redirect: visit.href('/gestion/agents') };
    },
  }),
  listFileRoute({
    path: '/gestion/agents.xlsx',
    access: administrators,
    file: 'agents',
    name: (visit) => translator(staffMessages, visit.locale)('people.staff.title'),
    columns: staffColumns,
    rows: async (kernel, visit) => rolesOf(await staffOf(kernel, visit.territory.id)),
  }),
  pageRoute({ path: '/gestion/equipes', access: administrators, handle: (request) => teamsPage(request) }),
  listFileRoute({
    path: '/gestion/equipes.xlsx',
    access: administrators,
    file: 'equipes',
    name: (visit) => translator(staffMessages, visit.locale)('people.team.title'),
    columns: teamColumns,
    rows: async (kernel, visit) => teamRows(await teamsOf(kernel, visit.territory.id)),
  }),
  formRoute({
    path: '/gestion/equipes',
    access: administrators,
    fields: teamFields,
    again: teamsPage,
    async handle({ kernel, visit, input }) {
      const added = await addTeam(kernel, visit.territory.id, input, actorOf(visit.viewer));
      return added ? { redirect: visit.href('/gestion/equipes') } : { mistakes: [{ field: 'name', key: 'people.team.add.name.taken' }] };
    },
  }),
  formRoute({
    path: '/gestion/equipes/:teamId/membres',
    access: administrators,
    fields: joinFields,
    again: teamsPage,
    async handle({ kernel, visit, params, input }) {
      const teamId = params['teamId'] ?? '';
      if (!isId(teamId)) return notFound;
      const outcome = await joinTeam(kernel, visit, { teamId, accountId: input.accountId });
      return outcome === 'joined'
        ? { redirect: visit.href('/gestion/equipes') }
        : { mistakes: [{ field: 'accountId', key: `people.team.join.${outcome}` }] };
    },
  }),
  formRoute({
    path: '/gestion/equipes/:teamId/membres/:roleId/fin',
    access: administrators,
    fields: nothing,
    again: teamsPage,
    async handle({ kernel, visit, params }) {
      const roleId = params['roleId'] ?? '';
      if (!isId(roleId)) return notFound;
      await endRole(kernel, { territoryId: visit.territory.id, roleId }, actorOf(visit.viewer));
      return { redirect: visit.href('/gestion/equipes') };
    },
  }),
  formRoute({
    path: '/gestion/equipes/:teamId/fermeture',
    access: administrators,
    fields: nothing,
    again: teamsPage,
    async handle({ kernel, visit, params }) {
      const teamId = params['teamId'] ?? '';
      if (!isId(teamId)) return notFound;
      const occupancy = await closeTeam(kernel, visit.territory.id, teamId, actorOf(visit.viewer));
      if (occupancy === null) return { redirect: visit.href('/gestion/equipes') };
      const { members, persons } = occupancy;
      const key = members > 0 ? 'people.team.close.full' : 'people.team.close.follows';
      return { mistakes: [{ field: '', key, values: { n: persons } }] };
    },
  }),
  pageRoute({
    path: '/gestion/journal',
    access: journalReaders,
    async handle({ kernel, visit }) {
      const { avant } = visit.query;
      const before = avant && isId(avant) ? avant : null;
      return page(
        visit,
        'journal',
        <JournalView visit={visit} journal={await journalOf(kernel, visit.territory.id, before)} isFirst={before === null} />,
      );
    },
  }),
  pageRoute({
    path: '/gestion/journal.xlsx',
    access: journalReaders,
    async handle({ kernel, visit }) {
      return listFile(
        { kernel, visit },
        {
          file: 'journal',
          name: translator(staffMessages, visit.locale)('people.journal.title'),
          columns: journalColumns(visit),
          async page(before) {
            const { entries, next } = await journalOf(kernel, visit.territory.id, before);
            return { rows: entries, next };
          },
        },
      );
    },
  }),
];
