import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay, formatWeekday } from '../../../kernel/i18n/format.ts';
import { Breadcrumb } from '../../../ui/breadcrumb.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { ContactActions } from '../../../ui/contact-actions.tsx';
import { HoursTable } from '../../../ui/hours-table.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ThemeBadge, themeClass } from '../../../ui/theme-badge.tsx';
import type { DayHours, PlacePage } from '../view-models.ts';
import { isByAppointment, OpeningText, timeWords } from './opening.tsx';
import { ContactDetails, contactActions, ProvenanceSection, Services } from './parts.tsx';
import { absolute, listPath, organisationPath, placePath } from './paths.ts';
import { directoryWords, formatList, kindWords, mainTheme } from './words.ts';

interface PlaceProps {
  place: PlacePage;
  visit: Visit;
}

export function PlaceView({ place, visit }: PlaceProps) {
  const t = directoryWords(visit);
  return (
    <article>
      <PlaceHead place={place} visit={visit} />
      <div class="wrap two-one sheet">
        <div>
          {(place.description || place.alternateNames.length > 0) && (
            <section aria-labelledby="about">
              <h2 id="about">{t('directory.place.about')}</h2>
              <div class="prose">
                {place.description && <p class="lead">{place.description}</p>}
                {place.alternateNames.length > 0 && (
                  <p class="soft">{t('directory.place.alternate', { names: formatList(place.alternateNames, visit.locale) })}</p>
                )}
              </div>
            </section>
          )}
          {!place.isClosedForGood && <Hours place={place} visit={visit} />}
          <Services title={t('directory.services')} services={place.services} here={place.slug} commune={place.commune} visit={visit} />
        </div>
        <div class="side">
          <Whereabouts place={place} visit={visit} />
          <ContactDetails contacts={place.contacts} visit={visit} />
          {place.organisation && (
            <section aria-labelledby="organisation">
              <h2 id="organisation">{t('directory.place.organisation')}</h2>
              <p>
                <a class="strong-link" href={visit.href(organisationPath(place.organisation.slug, place.commune))}>
                  {place.organisation.name}
                </a>
              </p>
            </section>
          )}
          <ProvenanceSection provenance={place.provenance} name={place.name} visit={visit} />
        </div>
      </div>
      <p class="wrap print-only">{t('directory.print.address', { url: absolute(visit, placePath(place.slug, place.commune)) })}</p>
    </article>
  );
}

/** What it is, whether it is open, what to do now: on a phone, all of it without scrolling. */
function PlaceHead({ place, visit }: PlaceProps) {
  const t = directoryWords(visit);
  const theme = mainTheme(place);
  const kind = kindWords(place.kinds, visit.locale).join('\u00a0· ');
  const what = kind && place.locality ? t('directory.place.what', { kind, locality: place.locality }) : kind || place.locality;
  const contacts = contactActions(place.contacts, visit);
  const calls = contacts.filter(({ icon }) => icon === 'phone');
  const others = contacts.filter(({ icon }) => icon !== 'phone');
  const go = directionsHref(place);
  const actions = place.isClosedForGood
    ? []
    : [...calls, ...(go ? [{ icon: 'navigation' as const, label: t('directory.place.go'), href: go }] : []), ...others];
  return (
    <header class={`sheet-head ${themeClass(theme.code)}`}>
      <div class="wrap">
        <Breadcrumb
          label={t('directory.breadcrumb')}
          steps={[
            { label: t('directory.title'), href: visit.href('/annuaire') },
            { label: t(`theme.${theme.code}`), href: visit.href(listPath({ theme: theme.code })) },
          ]}
        />
        <div class="sheet-title">
          <ThemeBadge code={theme.code} icon={theme.icon} strong large />
          <div>
            <h1 class={place.name.length > 40 ? 'long-name' : undefined}>{place.name}</h1>
            {what && <p class="sheet-kind">{what}</p>}
          </div>
        </div>
        {place.isClosedForGood ? (
          <Notice tone="problem" title={t('directory.place.closed.title')}>
            <p>{t('directory.place.closed.body')}</p>
            <p>
              <a href={visit.href(listPath({ theme: theme.code }))}>
                {t('directory.place.closed.link', { theme: t(`theme.${theme.code}`) })}
              </a>
            </p>
          </Notice>
        ) : (
          place.opening && (
            <div class="sheet-state no-print">
              <OpeningText opening={place.opening} visit={visit} />
            </div>
          )
        )}
        <ContactActions label={t('directory.place.actions')} actions={actions} />
      </div>
    </header>
  );
}

/** OpenStreetMap's page works on every machine; without a position, it looks the address up. */
function directionsHref({ position, street, postcode, locality }: PlacePage): string | null {
  if (position) return `https://www.openstreetmap.org/directions?to=${position.latitude},${position.longitude}`;
  if (!street) return null;
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent([street, postcode, locality].filter(Boolean).join(' '))}`;
}

function Hours({ place, visit }: PlaceProps) {
  const t = directoryWords(visit);
  return (
    <section aria-labelledby="hours">
      <h2 id="hours">{t('directory.place.hours')}</h2>
      {place.week.length > 0 ? (
        <HoursTable
          caption={t('directory.place.hours.caption')}
          today={t('directory.place.hours.today')}
          closed={t('directory.place.hours.closed')}
          rows={place.week.map((day) => ({
            key: day.date.toString(),
            day: day.publicHoliday ? formatDay(day.date, visit.locale) : formatWeekday(day.date, visit.locale),
            isToday: day.isToday,
            note: day.publicHoliday ? t('directory.place.hours.holiday', { name: day.publicHoliday }) : undefined,
            ranges: rangeWords(day, visit),
          }))}
        />
      ) : place.openingHours ? (
        <p>{t('directory.place.hours.raw', { hours: place.openingHours })}</p>
      ) : (
        <p>{t(place.contacts.phone ? 'directory.place.hours.unknown.call' : 'directory.place.hours.unknown')}</p>
      )}
    </section>
  );
}

function rangeWords(day: DayHours, visit: Visit): string[] {
  const t = directoryWords(visit);
  return day.ranges.map(({ opens, closes, isCertain, comment }) => {
    const isWholeDay = opens.equals(closes) && opens.hour === 0 && opens.minute === 0;
    if (isWholeDay && isCertain) return t('directory.place.hours.all-day');
    const times = { opens: timeWords(opens, visit, t), closes: timeWords(closes, visit, t) };
    if (comment) {
      const said = isByAppointment(comment) ? t('directory.opening.by-appointment').toLowerCase() : comment;
      // « sur rendez-vous » alone has no hours.
      if (isWholeDay) return said;
      return t('directory.place.hours.range.comment', { ...times, comment: said });
    }
    return t(isCertain ? 'directory.place.hours.range' : 'directory.place.hours.range.uncertain', times);
  });
}

function Whereabouts({ place, visit }: PlaceProps) {
  const t = directoryWords(visit);
  const { street, postcode, locality, position } = place;
  const town = [postcode, locality].filter(Boolean).join('\u00a0');
  return (
    <section aria-labelledby="address">
      <h2 id="address">{t('directory.place.address')}</h2>
      <div class="stack">
        {street || town ? (
          <address class="with-icon">
            <Icon name="map-pin" />
            <span>
              {street}
              {street && town && <br />}
              {town}
            </span>
          </address>
        ) : (
          <p>{t('directory.place.address.unknown')}</p>
        )}
        <p class="with-icon">
          <Icon name="accessibility" />
          <span>{t(`directory.place.wheelchair.${place.wheelchair ?? 'unknown'}`)}</span>
        </p>
        {position && (
          <p class="phone-only no-print">
            <a href={`geo:${position.latitude},${position.longitude}?q=${position.latitude},${position.longitude}`}>
              {t('directory.place.map-app')}
            </a>
          </p>
        )}
        {position && (
          <div class="no-print">
            <LinkButton look="secondary" icon="map-pin" href={visit.href(listPath({ near: place.name, point: position }))}>
              {t('directory.place.nearby')}
            </LinkButton>
          </div>
        )}
      </div>
    </section>
  );
}
