import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { DefinitionList } from '../../../../ui/definition-list.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { settingsMessages } from '../messages.ts';
import { type FormValues, type OfferedService, type SectionName, sectionPath } from '../section.ts';
import { linesOf } from '../words.ts';

interface OverviewProps {
  visit: Visit;
  parts: readonly { name: SectionName; path: string; values: FormValues }[];
  offered: readonly OfferedService[];
  /** The section that was changed just now. */
  saved: SectionName | null;
}

/** All that is set, and where it is changed. */
export function OverviewView({ visit, parts, offered, saved }: OverviewProps) {
  const t = translator(settingsMessages, visit.locale);
  return (
    <>
      <PageHeader title={t('desk.settings.title')} lead={t('desk.settings.lead')} />
      {saved && <Notice tone="good" title={t('desk.settings.saved', { section: t(`desk.settings.${saved}`) })} />}
      {parts.map(({ name, path, values }) => {
        const lines = linesOf(name, values, visit, offered).filter(({ text }) => text !== '');
        return (
          <section class="section" key={name} aria-labelledby={`section-${name}`}>
            <h2 id={`section-${name}`}>{t(`desk.settings.${name}`)}</h2>
            <p class="soft">{t(`desk.settings.${name}.lead`)}</p>
            {lines.length === 0 ? (
              <p>{t('desk.settings.nothing')}</p>
            ) : (
              <DefinitionList items={lines.map(({ label, text }) => ({ term: label, description: text }))} />
            )}
            <LinkButton look="secondary" href={visit.href(sectionPath(path))}>
              {t('desk.settings.change', { section: t(`desk.settings.${name}`) })}
            </LinkButton>
          </section>
        );
      })}
    </>
  );
}
