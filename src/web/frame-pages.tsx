import type { Frame } from '../kernel/html/page.ts';
import { type PageRoute, pageRoute } from '../kernel/http/route.ts';
import { SUBMISSION_FIELD } from '../kernel/http/submission.ts';
import type { Visit } from '../kernel/http/visit.ts';
import { translator } from '../kernel/i18n/messages.ts';
import type { Module, Task } from '../kernel/module.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { Icon } from '../ui/icon.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { frameHomes, tasksOf } from './frames.ts';
import { webMessages } from './messages.ts';

/** The first pages of who works here, and of what is one's own: what waits for them. */
export function framePages(catalogue: readonly Module[]): readonly PageRoute[] {
  return (['manage', 'space'] as const).map((frame) =>
    pageRoute({
      ...frameHomes[frame],
      async handle({ kernel, visit }) {
        const tasks = await tasksOf(catalogue, kernel, visit, frame);
        return {
          page: {
            title: translator(webMessages, visit.locale)(`web.frame.${frame}`),
            body: <TasksView frame={frame} tasks={tasks} visit={visit} />,
            noindex: true,
            frame,
            section: frame,
          },
        };
      },
    }),
  );
}

function TasksView({ frame, tasks, visit }: { frame: Frame; tasks: readonly Task[]; visit: Visit }) {
  const t = translator(webMessages, visit.locale);
  return (
    <>
      <PageHeader title={t(`web.frame.${frame}.greeting`, { name: visit.viewer?.name ?? '' })} lead={t(`web.frame.${frame}.lead`)} />
      {tasks.length === 0 ? (
        <EmptyState title={t(`web.frame.${frame}.nothing`)}>
          <p>{t(`web.frame.${frame}.nothing.body`)}</p>
        </EmptyState>
      ) : (
        <ul class="tasks">
          {tasks.map(({ label, path, isUrgent }) => (
            <li key={path + label}>
              <a class={isUrgent ? 'task task-urgent' : 'task'} href={visit.href(path)}>
                {isUrgent && <Icon name="triangle-alert" />}
                <span>{label}</span>
                <Icon name="chevron-right" />
              </a>
            </li>
          ))}
        </ul>
      )}
      {frame === 'space' && <SignOut visit={visit} />}
    </>
  );
}

/** The way out, at the end of what is one's own: on a shared screen it has to be found. */
function SignOut({ visit }: { visit: Visit }) {
  const t = translator(webMessages, visit.locale);
  return (
    <form class="sign-out" method="post" action={visit.href('/deconnexion')}>
      <Hidden name={SUBMISSION_FIELD} value={visit.newSubmission()} />
      <Button look="secondary">{t('web.sign-out')}</Button>
    </form>
  );
}
