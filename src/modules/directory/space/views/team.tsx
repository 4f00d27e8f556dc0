import { emptyForm, type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../kernel/i18n/format.ts';
import { Avatar } from '../../../../ui/avatar.tsx';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { Field, TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { spaceMessages } from '../messages.ts';
import { spacePath } from '../paths.ts';
import type { Space, Team } from '../view-models.ts';
import { SpaceFrame, spaceWords } from './frame.tsx';

/** A small form of one button that carries ids. */
function OneButton({
  label,
  action,
  fields,
  visit,
  look = 'quiet',
}: {
  label: string;
  action: string;
  fields: Readonly<Record<string, string>>;
  visit: Visit;
  look?: 'quiet' | 'secondary';
}) {
  const words = formWords(visit, emptyForm, spaceMessages, { action });
  return (
    <Form {...words.props}>
      {Object.entries(fields).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <Button look={look}>{label}</Button>
    </Form>
  );
}

/** Who keeps a structure, who is invited, who asks to join. */
export function TeamView({ space, team, form, visit }: { space: Space; team: Team; form: FormState; visit: Visit }) {
  const t = spaceWords(visit);
  const [{ id, name }] = space.pages;
  const path = (page: string) => spacePath(id, `/equipe${page}`);
  const isRefused = form.mistakes.some(({ field }) => field === '');
  const words = formWords(visit, form, spaceMessages, { action: path('/inviter') });
  // Which of the page's forms it was is not said: it comes first.
  const { problem, ...invite } = words.props;
  const day = (instant: Visit['now']) => formatDateAlone(instant.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate(), visit.locale);
  return (
    <SpaceFrame space={space} tab="team" title={t('directory.space.team')} lead={t('directory.space.team.lead', { name })} visit={visit}>
      {isRefused && problem && <ErrorSummary {...problem} />}
      {team.claims.length > 0 && (
        <section>
          <h2>{t('directory.space.team.claims')}</h2>
          <ul class="kept-pages">
            {team.claims.map((claim) => (
              <li key={claim.id}>
                <h3>{claim.who}</h3>
                {claim.message && <blockquote class="said">{claim.message}</blockquote>}
                <LinkButton look="secondary" href={visit.href(path(`/demandes/${claim.id}`))}>
                  {t('directory.space.team.claims.answer')}
                </LinkButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t('directory.space.team.members')}</h2>
        <ul class="kept-pages">
          {team.keepers.map((keeper) => {
            const isSelf = keeper.accountId === visit.viewer?.accountId;
            const other = keeper.role === 'owner' ? 'editor' : 'owner';
            return (
              <li key={keeper.roleId}>
                <h3 class="with-avatar">
                  <Avatar name={keeper.name} />
                  {isSelf ? t('directory.space.team.you', { name: keeper.name }) : keeper.name}
                </h3>
                <p>{t(`directory.space.role.${keeper.role}`)}</p>
                <p class="soft">{t('directory.space.team.since', { email: keeper.email, date: day(keeper.since) })}</p>
                <div class="button-row">
                  <OneButton
                    label={t(`directory.space.team.make.${other}`)}
                    action={path('/role')}
                    fields={{ role_id: keeper.roleId, role: other }}
                    visit={visit}
                  />
                  {isSelf ? (
                    <LinkButton look="quiet" href={visit.href(spacePath(id, '/quitter'))}>
                      {t('directory.space.team.leave')}
                    </LinkButton>
                  ) : (
                    <OneButton
                      label={t('directory.space.team.remove')}
                      action={path('/retirer')}
                      fields={{ role_id: keeper.roleId }}
                      visit={visit}
                    />
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      </section>
      {team.invitations.length > 0 && (
        <section>
          <h2>{t('directory.space.team.invitations')}</h2>
          <ul class="kept-pages">
            {team.invitations.map((invitation) => (
              <li key={invitation.id}>
                <h3>{invitation.email}</h3>
                <p>{t(`directory.space.role.${invitation.role}`)}</p>
                <p class="soft">
                  {invitation.expiresAt.epochMilliseconds <= visit.now.epochMilliseconds
                    ? t('directory.space.team.invitation.over')
                    : t('directory.space.team.invitation.until', { date: day(invitation.expiresAt) })}
                </p>
                <div class="button-row">
                  <OneButton
                    label={t('directory.space.team.invitation.again')}
                    action={path('/relancer')}
                    fields={{ invitation_id: invitation.id }}
                    visit={visit}
                  />
                  <OneButton
                    label={t('directory.space.team.invitation.withdraw')}
                    action={path('/annuler')}
                    fields={{ invitation_id: invitation.id }}
                    visit={visit}
                  />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t('directory.space.team.invite')}</h2>
        <Form {...invite} {...(!isRefused && problem && { problem })}>
          <Field
            id="email"
            name="email"
            type="email"
            label={t('directory.space.team.email')}
            value={typed(form, 'email')}
            {...words.wrong('email')}
          />
          <RadioGroup
            id="role"
            name="role"
            label={t('directory.space.team.role')}
            value={typed(form, 'role', 'editor')}
            choices={(['editor', 'owner'] as const).map((role) => ({ value: role, label: t(`directory.space.role.${role}`) }))}
            {...words.wrong('role')}
          />
          <TextArea
            id="message"
            name="message"
            rows={3}
            label={t('directory.space.team.message')}
            hint={t('directory.space.team.message.hint')}
            value={typed(form, 'message')}
            {...words.wrong('message')}
          />
          <Button>{t('directory.space.team.invite.submit')}</Button>
        </Form>
      </section>
    </SpaceFrame>
  );
}
