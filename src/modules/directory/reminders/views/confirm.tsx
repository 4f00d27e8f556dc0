import type { FormState } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../kernel/i18n/format.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { DefinitionList } from '../../../../ui/definition-list.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { subjectPath } from '../../views/paths.ts';
import { reminderMessages } from '../messages.ts';
import type { HeldPage, Holder } from '../view-models.ts';
import { missingWords, reminderWords, toldFacts } from '../words.ts';

interface ConfirmProps {
  holder: Holder;
  /** Of the link, without the language. */
  path: string;
  /** Where what has changed is said. */
  changePath: string;
  form: FormState;
  visit: Visit;
}

/** What the portal says of a structure, and one button that says that it is right. */
export function ConfirmView({ holder, path, changePath, form, visit }: ConfirmProps) {
  const t = reminderWords(visit);
  const words = formWords(visit, form, reminderMessages, { action: path });
  const isFresh = holder.pages.every((page) => page.freshness === 'fresh');
  const [first] = holder.pages;
  return (
    <div class="wrap narrow">
      <PageHeader
        kicker={holder.name}
        title={t(isFresh ? 'directory.confirm.done' : 'directory.confirm.title')}
        {...(!isFresh && { lead: t('directory.confirm.lead') })}
      />
      {isFresh && first && (
        <Notice tone="good">
          <p>{t('directory.confirm.done.body', { date: formatDateAlone(first.confirmedOn, visit.locale) })}</p>
        </Notice>
      )}
      <ul class="kept-pages">
        {holder.pages.map((page) => (
          <PageFacts key={page.id} page={page} visit={visit} />
        ))}
      </ul>
      <div class="button-row">
        {!isFresh && (
          <Form {...words.props}>
            <Button icon="check">{t('directory.confirm.all-right')}</Button>
          </Form>
        )}
        <LinkButton look="secondary" icon="pencil" href={visit.href(changePath)}>
          {t('directory.confirm.changed')}
        </LinkButton>
      </div>
    </div>
  );
}

function PageFacts({ page, visit }: { page: HeldPage; visit: Visit }) {
  const t = reminderWords(visit);
  const { name } = page.facts;
  const facts = toldFacts(page, visit.territory, visit.locale);
  const missing = missingWords([page], visit.locale);
  const path = subjectPath({ subject: page.subject, slug: page.slug, commune: null });
  return (
    <li>
      <h2>{name}</h2>
      {facts.length > 0 ? (
        <DefinitionList items={facts.map(({ term, value }) => ({ term, description: value }))} />
      ) : (
        <p>{t('directory.confirm.nothing')}</p>
      )}
      {missing !== null && <p class="soft">{t('directory.confirm.missing', { fields: missing })}</p>}
      <p class="soft">{t('directory.confirm.date', { date: formatDateAlone(page.confirmedOn, visit.locale) })}</p>
      <p class="button-row">
        <a href={visit.href(path)} aria-label={t('directory.confirm.see.name', { name })}>
          {t('directory.confirm.see')}
        </a>
        <a href={visit.href(`${path}/corriger`)} aria-label={t('directory.confirm.correct.name', { name })} rel="nofollow">
          {t('directory.confirm.correct')}
        </a>
      </p>
    </li>
  );
}

/** A link that is too old: what can be done without it. @param changePath where what has changed is said. */
export function LinkOverView({ name, changePath, visit }: { name: string; changePath: string; visit: Visit }) {
  const t = reminderWords(visit);
  return (
    <div class="wrap narrow">
      <PageHeader kicker={name} title={t('directory.confirm.over.title')} lead={t('directory.confirm.over.body')} />
      <LinkButton href={visit.href(changePath)}>{t('directory.confirm.over.correct')}</LinkButton>
    </div>
  );
}
