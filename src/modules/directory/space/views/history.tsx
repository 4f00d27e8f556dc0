import type { FormState } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Diff } from '../../../../ui/diff.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import type { History, HistoryChange, HistoryEntry } from '../../history-models.ts';
import { factWords, fieldWords } from '../../views/fact-words.ts';
import { spaceMessages } from '../messages.ts';
import { spacePath } from '../paths.ts';
import type { KeptPage, Space } from '../view-models.ts';
import { momentOf, SpaceFrame, spaceWords } from './frame.tsx';

interface HistoryProps {
  space: Space;
  page: KeptPage;
  history: History;
  /** What each actor of it is called. */
  names: ReadonlyMap<string, string>;
  visit: Visit;
}

/** What happened to a page, the latest first, with the way back. */
export function HistoryView({ space, page, history, names, visit }: HistoryProps) {
  const t = spaceWords(visit);
  const [organisation] = space.pages;
  const path = `/pages/${page.id}`;
  return (
    <SpaceFrame space={space} tab="overview" title={t('directory.space.history.title', { name: page.name })} visit={visit}>
      {history.entries.length === 0 ? (
        <p>{t('directory.space.history.none')}</p>
      ) : (
        <Timeline
          label={t('directory.space.history.title', { name: page.name })}
          events={history.entries.map((entry) => ({
            key: entry.id,
            when: { at: entry.at.toString(), text: momentOf(entry.at, visit) },
            who: authorWords(entry, names, visit),
            what: t(`directory.space.history.${entry.what}`),
            children: <Entry entry={entry} space={space} page={page} visit={visit} />,
          }))}
        />
      )}
      {history.nextCursor && (
        <LinkButton look="secondary" href={`${visit.href(spacePath(organisation.id, `${path}/historique`))}?suite=${history.nextCursor}`}>
          {t('directory.space.history.more')}
        </LinkButton>
      )}
    </SpaceFrame>
  );
}

/** Who wrote it, and that it was for another: whose mandate it was is their team's to know. */
export function authorWords(
  { actor, onBehalfOf }: Pick<HistoryEntry, 'actor' | 'onBehalfOf'>,
  names: ReadonlyMap<string, string>,
  visit: Visit,
): string {
  const t = spaceWords(visit);
  const who = names.get(actor) ?? t('directory.space.history.somebody');
  return onBehalfOf === null ? who : t('directory.space.history.mandate', { who });
}

function Entry({ entry, space, page, visit }: Pick<HistoryProps, 'space' | 'page' | 'visit'> & { entry: HistoryEntry }) {
  const t = spaceWords(visit);
  const [organisation] = space.pages;
  const isPast = entry.number !== null && entry.number < page.revision;
  return (
    <>
      {entry.formerly !== null && <p>{t('directory.space.history.formerly', { name: entry.formerly })}</p>}
      {entry.reason !== null && <p>{entry.reason}</p>}
      {entry.changes.length > 0 && (
        <Diff caption={t('directory.space.history.changes')} locale={visit.locale} fields={diffFields(entry.changes, visit)} />
      )}
      {isPast && (
        <p>
          <a href={visit.href(spacePath(organisation.id, `/pages/${page.id}/historique/${entry.number}`))}>
            {t('directory.space.history.compare')}
          </a>
        </p>
      )}
    </>
  );
}

/** Changes as `Diff` tells them. */
export function diffFields(changes: readonly HistoryChange[], visit: Visit) {
  return changes.map(({ field, from, to }) => ({
    label: fieldWords(field, visit),
    from: factWords(from, visit),
    to: factWords(to, visit),
  }));
}

/** What going back to a version would change, and the button that does. */
export function CompareView({
  space,
  page,
  number,
  changes,
  form,
  visit,
}: {
  space: Space;
  page: KeptPage;
  number: number;
  /** From what it is now to that version. */
  changes: readonly HistoryChange[];
  form: FormState;
  visit: Visit;
}) {
  const t = spaceWords(visit);
  const [organisation] = space.pages;
  const path = spacePath(organisation.id, `/pages/${page.id}/historique`);
  const words = formWords(visit, form, spaceMessages, { action: `${path}/${number}` });
  return (
    <SpaceFrame space={space} tab="overview" title={t('directory.space.compare.title', { name: page.name })} visit={visit}>
      {changes.length === 0 ? (
        <p>{t('directory.space.compare.same')}</p>
      ) : (
        <>
          <p>{t('directory.space.compare.lead')}</p>
          <Diff caption={t('directory.space.compare.caption')} locale={visit.locale} fields={diffFields(changes, visit)} />
          <Form {...words.props}>
            <Button icon="undo-2">{t('directory.space.compare.revert')}</Button>
          </Form>
        </>
      )}
      <p>
        <a href={visit.href(path)}>{t('directory.space.page.history')}</a>
      </p>
    </SpaceFrame>
  );
}
