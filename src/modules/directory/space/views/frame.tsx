import type { ComponentChildren } from 'preact';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone, formatTime } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import { spaceMessages } from '../messages.ts';
import { spacePath } from '../paths.ts';
import type { Space } from '../view-models.ts';

export type SpaceTab = 'overview' | 'messages' | 'figures' | 'team';

export function spaceWords(visit: Visit) {
  return translator(spaceMessages, visit.locale);
}

/** « 24 novembre 2026, 10 h 30 », in the territory's zone. */
export function momentOf(instant: Visit['now'], { territory: { timeZone }, locale }: Pick<Visit, 'territory' | 'locale'>): string {
  const moment = instant.toZonedDateTimeISO(timeZone);
  return `${formatDateAlone(moment.toPlainDate(), locale)}, ${formatTime(moment.toPlainTime(), locale)}`;
}

/** Every page of a structure's space: whose it is, and what else is there. */
export function SpaceFrame({
  space,
  tab,
  title,
  lead,
  visit,
  children,
}: {
  space: Space;
  tab: SpaceTab;
  /** Absent: the structure's name is the title. */
  title?: string;
  lead?: string | undefined;
  visit: Visit;
  children: ComponentChildren;
}) {
  const t = spaceWords(visit);
  const [organisation] = space.pages;
  const tabs: { tab: SpaceTab; path: string }[] = [
    { tab: 'overview', path: '' },
    { tab: 'messages', path: '/messages' },
    { tab: 'figures', path: '/chiffres' },
    ...(space.role === 'owner' ? [{ tab: 'team' as const, path: '/equipe' }] : []),
  ];
  return (
    <>
      <PageHeader title={title ?? organisation.name} kicker={title === undefined ? undefined : organisation.name} lead={lead} />
      <Tabs
        label={organisation.name}
        tabs={tabs.map((one) => ({
          href: visit.href(spacePath(organisation.id, one.path)),
          label: t(`directory.space.tab.${one.tab}`),
          isCurrent: one.tab === tab,
        }))}
      />
      {children}
    </>
  );
}
