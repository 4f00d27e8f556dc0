import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { Column } from '../../../../ui/data-table.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { kindOf } from '../../kinds/index.ts';
import type { Announcement } from '../../models.ts';
import { announcementPath } from '../../paths.ts';
import { isReadable } from '../../states.ts';
import { keepWords, stateTones } from '../../views/words.ts';
import { manageMessages } from '../messages.ts';
import type { ManagedAnnouncement } from '../models.ts';

export function manageWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(manageMessages, locale);
}

/** Its page, where everybody reads it. */
function publicPathOf(announcement: Announcement): string | null {
  return isReadable(announcement) ? announcementPath({ slug: announcement.slug, commune: null }) : null;
}

export function manageColumns(visit: Visit): Column<ManagedAnnouncement>[] {
  const t = manageWords(visit);
  const dayOf = ({ publishedAt }: Announcement) => publishedAt?.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate() ?? null;
  return [
    {
      key: 'name',
      label: t('announcements.manage.name'),
      cell: ({ announcement }) => <NameCell announcement={announcement} visit={visit} />,
      value: ({ announcement }) => announcement.title,
    },
    {
      key: 'state',
      label: t('announcements.manage.state'),
      cell: ({ announcement: { state } }) => (
        <StatusTag tone={stateTones[state]}>{keepWords(visit)(`announcements.state.${state}`)}</StatusTag>
      ),
      value: ({ announcement: { state } }) => keepWords(visit)(`announcements.state.${state}`),
    },
    { key: 'source', label: t('announcements.manage.source'), cell: ({ source }) => source ?? t('announcements.manage.source.here') },
    {
      key: 'published',
      label: t('announcements.manage.published'),
      cell: ({ announcement }) => {
        const day = dayOf(announcement);
        return day && formatDateAlone(day, visit.locale);
      },
      value: ({ announcement }) => dayOf(announcement),
    },
    {
      key: 'until',
      label: t('announcements.manage.until'),
      cell: ({ announcement: { expiresOn } }) => expiresOn && formatDateAlone(expiresOn, visit.locale),
      value: ({ announcement: { expiresOn } }) => expiresOn,
    },
  ];
}

/** In a file, what a cell shows beside its text has columns of its own. */
export function manageFileColumns(visit: Visit): Column<ManagedAnnouncement>[] {
  const t = manageWords(visit);
  const [name, ...others] = manageColumns(visit);
  return [
    ...(name ? [name] : []),
    {
      key: 'kind',
      label: t('announcements.manage.kind'),
      cell: ({ announcement }) => kindOf(announcement.kind).label(visit.locale, visit.territory.country),
    },
    { key: 'publisher', label: t('announcements.manage.publisher'), cell: ({ announcement }) => announcement.publisher.name },
    ...others,
    {
      key: 'address',
      label: t('announcements.manage.address'),
      cell({ announcement }) {
        const path = publicPathOf(announcement);
        return path === null ? null : `${visit.origin}${visit.href(path)}`;
      },
    },
  ];
}

function NameCell({ announcement, visit }: { announcement: Announcement; visit: Visit }) {
  const path = publicPathOf(announcement);
  const { title, kind, publisher } = announcement;
  return (
    <>
      {path === null ? title : <a href={visit.href(path)}>{title}</a>}
      <span class="row-note">{[kindOf(kind).label(visit.locale, visit.territory.country), publisher.name].join(' · ')}</span>
    </>
  );
}
