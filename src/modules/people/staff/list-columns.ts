import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { staffMessages } from './messages.ts';
import type { StaffMember, Team } from './view-models.ts';

type RoleHeld = Omit<StaffMember, 'roles'> & StaffMember['roles'][number];

/** The staff, a row for each role: on screen they are cards. */
export function staffColumns(visit: Visit): Column<RoleHeld>[] {
  const t = translator(staffMessages, visit.locale);
  return [
    { key: 'name', label: t('people.list.name'), cell: ({ name }) => name },
    { key: 'email', label: t('people.list.email'), cell: ({ email }) => email },
    { key: 'role', label: t('people.list.role'), cell: ({ role }) => t(`people.staff.role.${role}`) },
    { key: 'since', label: t('people.list.since'), cell: ({ since }) => since.toString(), value: ({ since }) => dayIn(visit, since) },
    { key: 'by', label: t('people.list.by'), cell: ({ grantedBy }) => grantedBy },
    {
      key: 'factor',
      label: t('people.list.factor'),
      cell: ({ hasSecondFactor }) => t(hasSecondFactor ? 'people.staff.factor' : 'people.staff.no-factor'),
    },
  ];
}

export function rolesOf(members: readonly StaffMember[]): RoleHeld[] {
  return members.flatMap(({ roles, ...member }) => roles.map((role) => ({ ...member, ...role })));
}

interface TeamRow {
  team: Team;
  /** Null: nobody is in it. */
  member: Team['members'][number] | null;
}

/** The teams, a row for each member. */
export function teamColumns(visit: Visit): Column<TeamRow>[] {
  const t = translator(staffMessages, visit.locale);
  return [
    { key: 'team', label: t('people.list.team'), cell: ({ team }) => team.name },
    { key: 'purpose', label: t('people.team.add.purpose'), cell: ({ team }) => t(`people.team.purpose.${team.purpose}`) },
    { key: 'controller', label: t('people.team.add.controller'), cell: ({ team }) => team.controller },
    { key: 'name', label: t('people.list.name'), cell: ({ member }) => member?.name },
    {
      key: 'since',
      label: t('people.list.since'),
      cell: ({ member }) => member?.since.toString(),
      value: ({ member }) => member && dayIn(visit, member.since),
    },
  ];
}

export function teamRows(teams: readonly Team[]): TeamRow[] {
  return teams.flatMap((team): TeamRow[] =>
    team.members.length === 0 ? [{ team, member: null }] : team.members.map((member) => ({ team, member })),
  );
}

function dayIn({ territory }: Visit, at: StaffMember['roles'][number]['since']) {
  return at.toZonedDateTimeISO(territory.timeZone).toPlainDate();
}
