import type { Visit } from '../../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../../kernel/i18n/format.ts';
import { translator } from '../../../../../kernel/i18n/messages.ts';
import type { Column } from '../../../../../ui/data-table.tsx';
import { StatusTag, type StatusTone } from '../../../../../ui/status-tag.tsx';
import type { Freshness } from '../../../freshness-rules.ts';
import { directoryMessages } from '../../../messages.ts';
import { sourceOf } from '../../../sources.ts';
import { absolute, subjectPath } from '../../../views/paths.ts';
import { pagesAddress } from '../filter.ts';
import type { ManagedPage } from '../models.ts';

const tones: Readonly<Record<ManagedPage['state'], StatusTone>> = { published: 'good', draft: 'active', closed: 'off', moved: 'off' };
const freshTones: Readonly<Record<Freshness, StatusTone>> = { fresh: 'good', ageing: 'waiting', stale: 'problem' };

export function pagesWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(directoryMessages, locale);
}

/** The page itself, where something is published of it. */
export function pathOf({ subject, slug }: Pick<ManagedPage, 'subject' | 'slug'>): string | null {
  return slug === null ? null : subjectPath({ subject, slug, commune: null });
}

export function pageColumns(visit: Visit): Column<ManagedPage>[] {
  const t = pagesWords(visit);
  return [
    {
      key: 'name',
      label: t('directory.pages.name'),
      sort: sorted(visit, 'nom'),
      cell: (page) => <NameCell page={page} visit={visit} />,
      value: ({ name }) => name,
    },
    {
      key: 'state',
      label: t('directory.pages.state'),
      cell: ({ state, hasDraft }) => (
        <>
          <StatusTag tone={tones[state]}>{t(`directory.pages.state.${state}`)}</StatusTag>
          {hasDraft && <StatusTag tone="active">{t('directory.pages.state.draft')}</StatusTag>}
        </>
      ),
      value: ({ state }) => t(`directory.pages.state.${state}`),
    },
    {
      key: 'confirmed',
      label: t('directory.pages.confirmed'),
      sort: sorted(visit, 'confirmee'),
      cell: ({ state, confirmedOn, freshness }) =>
        state === 'draft' ? null : (
          <>
            {formatDateAlone(confirmedOn, visit.locale)}{' '}
            {state === 'published' && <StatusTag tone={freshTones[freshness]}>{t(`directory.pages.freshness.${freshness}`)}</StatusTag>}
          </>
        ),
      value: ({ state, confirmedOn }) => (state === 'draft' ? null : confirmedOn),
    },
    { key: 'completeness', label: t('directory.pages.completeness'), isNumeric: true, cell: ({ completeness }) => completeness },
    {
      key: 'keeper',
      label: t('directory.pages.keeper'),
      cell: ({ keepers }) => (keepers.length === 0 ? t('directory.pages.keeper.nobody') : keepers.join(', ')),
    },
  ];
}

/** In a file, what a cell shows beside its text has columns of its own. */
export function pageFileColumns(visit: Visit): Column<ManagedPage>[] {
  const t = pagesWords(visit);
  const [name, ...others] = pageColumns(visit);
  return [
    ...(name ? [name] : []),
    { key: 'subject', label: t('directory.pages.subject'), cell: ({ subject }) => t(`directory.pages.subject.${subject}`) },
    { key: 'organisation', label: t('directory.pages.organisation'), cell: ({ organisationName }) => organisationName },
    { key: 'district', label: t('directory.pages.district'), cell: ({ district }) => district },
    { key: 'theme', label: t('directory.pages.theme'), cell: ({ themes }) => themesText(themes, visit) },
    ...others,
    {
      key: 'source',
      label: t('directory.pages.source'),
      cell: ({ sources }) => sources.map((source) => sourceOf(source).name).join(', '),
    },
    {
      key: 'freshness',
      label: t('directory.pages.freshness'),
      cell: ({ state, freshness }) => (state === 'draft' ? null : t(`directory.pages.freshness.${freshness}`)),
    },
    {
      key: 'confidential',
      label: t('directory.pages.confidential'),
      cell: ({ isAddressConfidential }) => (isAddressConfidential ? t('directory.pages.confidential') : null),
    },
    {
      key: 'address',
      label: t('directory.pages.address'),
      cell(page) {
        const path = pathOf(page);
        return path === null ? null : absolute(visit, path);
      },
    },
  ];
}

function NameCell({ page, visit }: { page: ManagedPage; visit: Visit }) {
  const t = pagesWords(visit);
  const path = pathOf(page);
  return (
    <>
      {path === null ? page.name : <a href={visit.href(path)}>{page.name}</a>}
      <span class="row-note">
        {t(`directory.pages.subject.${page.subject}`)}
        {page.organisationName !== null && ` · ${page.organisationName}`}
        {page.district !== null && ` · ${page.district}`}
        {page.themes.length > 0 && ` · ${themesText(page.themes, visit)}`}
      </span>
      {page.isAddressConfidential && <StatusTag tone="waiting">{t('directory.pages.confidential')}</StatusTag>}
    </>
  );
}

function themesText(codes: readonly string[], visit: Visit): string {
  const t = pagesWords(visit);
  return codes.map((code) => t(`theme.${code}` as 'theme.food')).join(', ');
}

/** The address of the list sorted by a column: turned round where it is already. */
function sorted(visit: Visit, column: 'nom' | 'confirmee') {
  const asked = visit.query['tri'] || 'nom';
  const direction = asked === column ? ('ascending' as const) : asked === `-${column}` ? ('descending' as const) : null;
  const tri = direction === 'ascending' ? `-${column}` : column;
  return { href: visit.href(pagesAddress(visit.query, { tri, suite: undefined })), direction };
}
