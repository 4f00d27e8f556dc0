import type { ComponentChildren } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { Breadcrumb } from '../../../ui/breadcrumb.tsx';
import { type ContactAction, ContactActions } from '../../../ui/contact-actions.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { QrCode } from '../../../ui/qr.tsx';
import { ThemeBadge, themeClass } from '../../../ui/theme-badge.tsx';
import { freshness } from '../freshness-rules.ts';
import type { Theme } from '../themes.ts';
import type { OpeningState } from '../view-models.ts';
import { OpeningText } from './opening.tsx';
import { absolute, listPath } from './paths.ts';
import { Prose } from './prose.tsx';
import { directoryWords, formatList } from './words.ts';

interface SheetHeadProps {
  theme: Theme;
  name: string;
  /** What it is, in one sentence. */
  what: ComponentChildren;
  opening?: OpeningState | null;
  /** Said instead of whether it is open: it is no more, or no more here. */
  notice?: { title: string; body: ComponentChildren } | null;
  actions: readonly ContactAction[];
  visit: Visit;
}

/** What it is, whether it is open, what to do now: on a phone, all of it without scrolling. */
export function SheetHead({ theme, name, what, opening = null, notice = null, actions, visit }: SheetHeadProps) {
  const t = directoryWords(visit);
  return (
    <header class={`sheet-head ${themeClass(theme.code)}`}>
      <div class="wrap">
        <Breadcrumb
          label={t('directory.breadcrumb')}
          steps={[
            { label: t('directory.title'), href: visit.href('/annuaire') },
            { label: t(`theme.${theme.code}`), href: visit.href(listPath({ filters: { theme: theme.code } })) },
          ]}
        />
        <div class="sheet-title">
          <ThemeBadge code={theme.code} icon={theme.icon} strong large />
          <div>
            <h1 class={name.length > 40 ? 'long-name' : undefined}>{name}</h1>
            {what && <p class="sheet-kind">{what}</p>}
          </div>
        </div>
        {notice ? (
          <Notice tone="problem" title={notice.title}>
            {notice.body}
          </Notice>
        ) : (
          <>
            {opening && (
              <div class="sheet-state no-print">
                <OpeningText opening={opening} visit={visit} />
              </div>
            )}
            <ContactActions label={t('directory.place.actions')} actions={actions} />
          </>
        )}
      </div>
    </header>
  );
}

/** Nobody said for a year that it is still so. */
export function StaleNotice({ confirmedOn, visit }: { confirmedOn: Temporal.PlainDate; visit: Visit }) {
  const t = directoryWords(visit);
  const today = visit.now.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  if (freshness(confirmedOn, today) !== 'stale') return null;
  return (
    <Notice tone="careful" title={t('directory.stale.title')}>
      <p>{t('directory.stale.body', { date: formatDateAlone(confirmedOn, visit.locale) })}</p>
    </Notice>
  );
}

interface AboutProps {
  description: string | null;
  alternateNames?: readonly string[];
  visit: Visit;
}

export function About({ description, alternateNames = [], visit }: AboutProps) {
  const t = directoryWords(visit);
  if (!description && alternateNames.length === 0) return null;
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('directory.place.about')}</h2>
      <div class="prose">
        {description && <Prose text={description} lead />}
        {alternateNames.length > 0 && (
          <p class="soft">{t('directory.place.alternate', { names: formatList(alternateNames, visit.locale) })}</p>
        )}
      </div>
    </section>
  );
}

/** On paper: the page's address, to read and to scan. */
export function PrintedAddress({ path, title, visit }: { path: string; title: string; visit: Visit }) {
  const t = directoryWords(visit);
  const url = absolute(visit, path);
  return (
    <div class="wrap print-only">
      <div class="printed-address">
        <QrCode text={url} title={title} />
        <p>{t('directory.print.address', { url })}</p>
      </div>
    </div>
  );
}
