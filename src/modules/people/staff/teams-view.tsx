import { emptyForm, type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choices.tsx';
import { ExportLink } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Select } from '../../../ui/select.tsx';
import { ActionForm } from './action-form.tsx';
import { staffMessages } from './messages.ts';
import { teamPurposes } from './rules.ts';
import { dayOf } from './staff-view.tsx';
import type { StaffMember, Team } from './view-models.ts';

interface TeamsProps {
  visit: Visit;
  teams: readonly Team[];
  staff: readonly StaffMember[];
  form: FormState;
  /** Id of the team whose form was sent, or `new`. */
  concerns: string;
}

export function TeamsView({ visit, teams, staff, form, concerns }: TeamsProps) {
  const t = translator(staffMessages, visit.locale);
  return (
    <>
      <PageHeader title={t('people.team.title')} lead={t('people.team.lead')} />
      {teams.length === 0 ? (
        <EmptyState title={t('people.team.none')}>
          <p>{t('people.team.none.body')}</p>
        </EmptyState>
      ) : (
        <>
          <ExportLink href={visit.href('/gestion/equipes.xlsx')} locale={visit.locale} />
          <ul class="rows">
            {teams.map((team) => (
              <TeamRow key={team.id} team={team} staff={staff} visit={visit} form={concerns === team.id ? form : emptyForm} />
            ))}
          </ul>
        </>
      )}
      <AddTeam visit={visit} form={concerns === 'new' ? form : emptyForm} />
    </>
  );
}

function TeamRow({ team, staff, visit, form }: { team: Team; staff: readonly StaffMember[]; visit: Visit; form: FormState }) {
  const t = translator(staffMessages, visit.locale);
  const field = `accountId-${team.id}`;
  const words = formWords(visit, form, staffMessages, { action: `/gestion/equipes/${team.id}/membres`, idOf: () => field });
  const others = staff.filter(({ accountId }) => !team.members.some((member) => member.accountId === accountId));
  return (
    <li class="row">
      <h2 class="row-title">{team.name}</h2>
      <p class="soft">
        {t(`people.team.purpose.${team.purpose}`)}
        {'. '}
        {t('people.team.controller', { controller: team.controller })}
      </p>
      {team.members.length === 0 ? (
        <p>{t('people.team.empty')}</p>
      ) : (
        <ul class="plain-list">
          {team.members.map(({ roleId, name, since }) => (
            <li class="row-line" key={roleId}>
              <span>{t('people.team.member', { name, date: dayOf(visit, since) })}</span>
              <ActionForm
                visit={visit}
                action={`/gestion/equipes/${team.id}/membres/${roleId}/fin`}
                label={t('people.team.leave')}
                words={t('people.team.leave.of', { name, team: team.name })}
              />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <Form {...words.props}>
          <Select
            id={field}
            name="accountId"
            label={t('people.team.join.who', { team: team.name })}
            options={others.map(({ accountId, name }) => ({ value: accountId, label: name }))}
            value={typed(form, 'accountId')}
            {...words.wrong('accountId')}
          />
          <Button look="secondary">{t('people.team.join')}</Button>
        </Form>
      )}
      {team.members.length === 0 && (
        <ActionForm
          visit={visit}
          action={`/gestion/equipes/${team.id}/fermeture`}
          label={t('people.team.close')}
          words={t('people.team.close.of', { team: team.name })}
        />
      )}
    </li>
  );
}

function AddTeam({ visit, form }: { visit: Visit; form: FormState }) {
  const t = translator(staffMessages, visit.locale);
  const words = formWords(visit, form, staffMessages, { action: '/gestion/equipes' });
  return (
    <section class="section" aria-labelledby="add-team">
      <h2 id="add-team">{t('people.team.add')}</h2>
      <Form {...words.props}>
        <Field id="name" name="name" label={t('people.team.add.name')} value={typed(form, 'name')} {...words.wrong('name')} />
        <RadioGroup
          id="purpose"
          name="purpose"
          label={t('people.team.add.purpose')}
          value={typed(form, 'purpose')}
          choices={teamPurposes.map((purpose) => ({ value: purpose, label: t(`people.team.purpose.${purpose}`) }))}
          {...words.wrong('purpose')}
        />
        <Field
          id="controller"
          name="controller"
          label={t('people.team.add.controller')}
          hint={t('people.team.add.controller.hint')}
          value={typed(form, 'controller')}
          {...words.wrong('controller')}
        />
        <Button>{t('people.team.add.submit')}</Button>
      </Form>
    </section>
  );
}
