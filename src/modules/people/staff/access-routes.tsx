import { staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { resetSecondFactor } from '../accounts/commands/recovery.ts';
import { endSessions } from '../accounts/commands/sessions.ts';
import { proveFirst } from '../accounts/routes/pages.tsx';
import { recordAction } from '../commands/actions.ts';
import { nothing, recoveryFields } from './forms.ts';
import { staffMessages } from './messages.ts';
import { staffOf } from './queries.ts';
import { RecoveryView } from './recovery-view.tsx';
import type { StaffMember } from './view-models.ts';

type Asked = PageRequest<Readonly<Record<string, string>>>;

const administrators = staff('administrator');
const RECOVERY = '/gestion/agents/:accountId/secours';

async function memberOf({ kernel, visit, params }: Asked): Promise<StaffMember | null> {
  const members = await staffOf(kernel, visit.territory.id);
  return members.find(({ accountId }) => accountId === params['accountId']) ?? null;
}

/** Who may be given a way back here: not oneself, nor who works elsewhere too, whose account is not this territory's to open. */
async function recoverable(asked: Asked): Promise<StaffMember | null> {
  const member = await memberOf(asked);
  const isOther = member?.accountId !== asked.visit.viewer?.accountId;
  return member?.hasSecondFactor && member.isOursAlone && isOther ? member : null;
}

async function recovery(asked: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { visit } = asked;
  const member = await recoverable(asked);
  if (!member) return notFound;
  const unproved = proveFirst(visit, visit.path);
  if (unproved) return unproved;
  return {
    page: {
      title: translator(staffMessages, visit.locale)('people.recovery.title', { name: member.name }),
      body: <RecoveryView visit={visit} form={form} member={member} />,
      noindex: true,
      frame: 'manage',
      section: 'staff',
    },
  };
}

/** What an administrator does with the ways in of who works here. */
export const staffAccessPages: readonly AnyRoute[] = [
  formRoute({
    path: '/gestion/agents/:accountId/sessions/fin',
    access: administrators,
    fields: nothing,
    again: async ({ visit }) => ({ redirect: visit.href('/gestion/agents') }),
    async handle(asked) {
      const { kernel, visit } = asked;
      const member = await memberOf(asked);
      if (!member) return notFound;
      await endSessions(kernel, member.accountId);
      await recordAction(kernel, {
        territoryId: visit.territory.id,
        actor: actorOf(visit.viewer),
        what: 'account.signed-out',
        subject: 'account',
        subjectId: member.accountId,
      });
      return { redirect: visit.href('/gestion/agents') };
    },
  }),
  pageRoute({ path: RECOVERY, access: administrators, handle: (request) => recovery(request) }),
  formRoute({
    path: RECOVERY,
    access: administrators,
    fields: recoveryFields,
    limits: [{ name: 'people.recovery', limit: 10, seconds: 3_600 }],
    again: recovery,
    async handle(asked) {
      const { kernel, visit } = asked;
      const member = await recoverable(asked);
      if (!member) return notFound;
      const unproved = proveFirst(visit, visit.path);
      if (unproved) return unproved;
      await resetSecondFactor(kernel, visit, member.accountId, actorOf(visit.viewer));
      return { redirect: visit.href('/gestion/agents') };
    },
  }),
];
