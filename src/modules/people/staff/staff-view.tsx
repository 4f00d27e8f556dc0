import type { Temporal } from 'temporal-polyfill';
import { territoryRoles } from '../../../kernel/access/viewer.ts';
import { emptyForm, type FormState, tickedIn, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx';
import { ExportLink } from '../../../ui/data-table.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { ActionForm } from './action-form.tsx';
import { staffMessages } from './messages.ts';
import type { PendingInvitation, StaffMember } from './view-models.ts';

interface StaffModel {
  members: readonly StaffMember[];
  invitations: readonly PendingInvitation[];
  policy: { requiresSecondFactor: boolean; delegates: readonly string[] };
  groupings: readonly { id: string; name: string }[];
}

/** A day as the territory counts it. */
export function dayOf(visit: Visit, moment: Temporal.Instant): string {
  return formatDateAlone(moment.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate(), visit.locale);
}

export function StaffView({
  visit,
  model,
  form,
  concerns,
}: {
  visit: Visit;
  model: StaffModel;
  form: FormState;
  concerns: 'invite' | 'policy' | 'roles';
}) {
  const t = translator(staffMessages, visit.locale);
  const ended = formWords(visit, concerns === 'roles' ? form : emptyForm, staffMessages, { action: '' });
  return (
    <>
      <PageHeader title={t('people.staff.title')} lead={t('people.staff.lead')} />
      {ended.props.problem?.errors.map(({ message }) => (
        <p class="error" role="alert" key={message}>
          {message}
        </p>
      ))}
      <ExportLink href={visit.href('/gestion/agents.xlsx')} locale={visit.locale} />
      <ul class="rows">
        {model.members.map((member) => (
          <Member key={member.accountId} member={member} visit={visit} />
        ))}
      </ul>
      {model.invitations.length > 0 && <Pending invitations={model.invitations} visit={visit} />}
      <Invite visit={visit} form={concerns === 'invite' ? form : emptyForm} />
      <Policy visit={visit} model={model} form={concerns === 'policy' ? form : emptyForm} />
    </>
  );
}

function Member({ member, visit }: { member: StaffMember; visit: Visit }) {
  const t = translator(staffMessages, visit.locale);
  return (
    <li class="row">
      <h2 class="row-title">{member.name}</h2>
      <p class="soft">{member.email}</p>
      <StatusTag tone={member.hasSecondFactor ? 'good' : 'off'}>
        {t(member.hasSecondFactor ? 'people.staff.factor' : 'people.staff.no-factor')}
      </StatusTag>
      <ul class="plain-list">
        {member.roles.map(({ id, role, since, grantedBy }) => {
          const words = { role: t(`people.staff.role.${role}`), date: dayOf(visit, since) };
          return (
            <li class="row-line" key={id}>
              <span>{grantedBy ? t('people.staff.since.by', { ...words, name: grantedBy }) : t('people.staff.since', words)}</span>
              <ActionForm
                visit={visit}
                action={`/gestion/agents/roles/${id}/fin`}
                label={t('people.staff.end')}
                words={t('people.staff.end.of', { name: member.name, role: words.role })}
              />
            </li>
          );
        })}
      </ul>
      <div class="button-row">
        <ActionForm
          visit={visit}
          action={`/gestion/agents/${member.accountId}/sessions/fin`}
          label={t('people.staff.sign-out')}
          words={t('people.staff.sign-out.of', { name: member.name })}
        />
        {member.hasSecondFactor && member.isOursAlone && member.accountId !== visit.viewer?.accountId && (
          <LinkButton look="quiet" href={visit.href(`/gestion/agents/${member.accountId}/secours`)}>
            <span aria-hidden="true">{t('people.staff.recovery')}</span>
            <span class="visually-hidden">{t('people.staff.recovery.of', { name: member.name })}</span>
          </LinkButton>
        )}
      </div>
    </li>
  );
}

function Pending({ invitations, visit }: { invitations: readonly PendingInvitation[]; visit: Visit }) {
  const t = translator(staffMessages, visit.locale);
  return (
    <section class="section" aria-labelledby="pending">
      <h2 id="pending">{t('people.staff.pending')}</h2>
      <ul class="rows">
        {invitations.map(({ id, email, role, teamName, expiresAt }) => (
          <li class="row row-line" key={id}>
            <span>
              <strong>{email}</strong>
              {', '}
              {teamName === null
                ? t(
                    role === 'member' || role === 'owner' || role === 'editor' || role === 'operator'
                      ? `people.role.${role}`
                      : `people.staff.role.${role}`,
                  )
                : t('people.staff.pending.team', { team: teamName })}
              {', '}
              {t('people.staff.pending.until', { date: dayOf(visit, expiresAt) })}
            </span>
            <ActionForm
              visit={visit}
              action={`/gestion/agents/invitations/${id}/retrait`}
              label={t('people.staff.withdraw')}
              words={t('people.staff.withdraw.of', { email })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Invite({ visit, form }: { visit: Visit; form: FormState }) {
  const t = translator(staffMessages, visit.locale);
  const words = formWords(visit, form, staffMessages, { action: '/gestion/agents/invitations' });
  return (
    <section class="section" aria-labelledby="invite">
      <h2 id="invite">{t('people.staff.invite')}</h2>
      <Form {...words.props}>
        <Field
          id="email"
          name="email"
          type="email"
          autocomplete="off"
          label={t('people.staff.invite.email')}
          value={typed(form, 'email')}
          {...words.wrong('email')}
        />
        <RadioGroup
          id="role"
          name="role"
          label={t('people.staff.invite.role')}
          value={typed(form, 'role')}
          choices={territoryRoles.map((role) => ({
            value: role,
            label: t(`people.staff.role.${role}`),
            hint: t(`people.staff.role.${role}.hint`),
          }))}
          {...words.wrong('role')}
        />
        <Button icon="mail">{t('people.staff.invite.submit')}</Button>
      </Form>
    </section>
  );
}

function Policy({ visit, model, form }: { visit: Visit; model: StaffModel; form: FormState }) {
  const t = translator(staffMessages, visit.locale);
  const words = formWords(visit, form, staffMessages, { action: '/gestion/agents/regles' });
  const { requiresSecondFactor, delegates } = model.policy;
  return (
    <section class="section" aria-labelledby="policy">
      <h2 id="policy">{t('people.policy.title')}</h2>
      <Form {...words.props}>
        <Checkbox
          id="secondFactor"
          name="secondFactor"
          value="1"
          label={t('people.policy.second-factor')}
          hint={t('people.policy.second-factor.hint')}
          checked={tickedIn(form, 'secondFactor', requiresSecondFactor ? ['1'] : []).length > 0}
        />
        {model.groupings.length > 0 && (
          <CheckboxGroup
            id="delegates"
            name="delegates"
            label={t('people.policy.delegates')}
            hint={t('people.policy.delegates.hint')}
            values={tickedIn(form, 'delegates', delegates)}
            choices={model.groupings.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Button>{t('people.policy.submit')}</Button>
      </Form>
    </section>
  );
}
