import type { FormState } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { spaceMessages } from '../messages.ts';
import { spacePath } from '../paths.ts';
import type { Space } from '../view-models.ts';
import { SpaceFrame, spaceWords } from './frame.tsx';

/** Whether somebody wants to leave a structure's team. @param isLast they may not: nobody else is an owner. */
export function LeaveView({ space, isLast, form, visit }: { space: Space; isLast: boolean; form: FormState; visit: Visit }) {
  const t = spaceWords(visit);
  const [{ id, name }] = space.pages;
  const words = formWords(visit, form, spaceMessages, { action: spacePath(id, '/quitter') });
  return (
    <SpaceFrame
      space={space}
      tab={space.role === 'owner' ? 'team' : 'overview'}
      title={t('directory.space.leave.title', { name })}
      lead={t('directory.space.leave.lead')}
      visit={visit}
    >
      {isLast ? (
        <Notice tone="problem" title={t('directory.space.team.last')}>
          <LinkButton look="secondary" href={visit.href(spacePath(id, '/equipe'))}>
            {t('directory.space.team')}
          </LinkButton>
        </Notice>
      ) : (
        <Form {...words.props}>
          <SubmitRow
            primary={{ label: t('directory.space.team.leave') }}
            cancel={{ label: t('directory.space.cancel'), href: visit.href(spacePath(id)) }}
          />
        </Form>
      )}
    </SpaceFrame>
  );
}
