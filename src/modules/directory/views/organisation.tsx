import type { Visit } from '../../../kernel/http/visit.ts';
import { Breadcrumb } from '../../../ui/breadcrumb.tsx';
import { Card as CardFrame } from '../../../ui/card.tsx';
import { ContactActions } from '../../../ui/contact-actions.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { OpenBadge } from '../../../ui/open-badge.tsx';
import { CardGrid } from '../../../ui/stack.tsx';
import { ThemeBadge, themeClass } from '../../../ui/theme-badge.tsx';
import type { OrganisationPage, PlaceSummary } from '../view-models.ts';
import { OpeningText } from './opening.tsx';
import { ContactDetails, contactActions, ProvenanceSection, Services } from './parts.tsx';
import { absolute, listPath, organisationPath, placePath } from './paths.ts';
import { directoryWords, formatList, kindWords, mainTheme } from './words.ts';

interface OrganisationProps {
  organisation: OrganisationPage;
  visit: Visit;
}

export function OrganisationView({ organisation, visit }: OrganisationProps) {
  const t = directoryWords(visit);
  const theme = mainTheme(organisation);
  const kinds = kindWords(organisation.kinds, visit.locale);
  return (
    <article>
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
              <h1 class={organisation.name.length > 40 ? 'long-name' : undefined}>{organisation.name}</h1>
              {kinds.length > 0 && <p class="sheet-kind">{kinds.join('\u00a0· ')}</p>}
            </div>
          </div>
          {organisation.isClosedForGood ? (
            <Notice tone="problem" title={t('directory.organisation.closed.title')}>
              <p>{t('directory.organisation.closed.body')}</p>
            </Notice>
          ) : (
            <ContactActions label={t('directory.place.actions')} actions={contactActions(organisation.contacts, visit)} />
          )}
        </div>
      </header>
      <div class="wrap two-one sheet">
        <div>
          {(organisation.description || organisation.alternateNames.length > 0) && (
            <section aria-labelledby="about">
              <h2 id="about">{t('directory.place.about')}</h2>
              <div class="prose">
                {organisation.description && <p class="lead">{organisation.description}</p>}
                {organisation.alternateNames.length > 0 && (
                  <p class="soft">{t('directory.place.alternate', { names: formatList(organisation.alternateNames, visit.locale) })}</p>
                )}
              </div>
            </section>
          )}
          {!organisation.isClosedForGood && <Places organisation={organisation} visit={visit} />}
          <Services
            title={t('directory.organisation.services')}
            services={organisation.services}
            commune={organisation.commune}
            visit={visit}
          />
        </div>
        <div class="side">
          <ContactDetails contacts={organisation.contacts} visit={visit} />
          <ProvenanceSection provenance={organisation.provenance} name={organisation.name} visit={visit} />
        </div>
      </div>
      <p class="wrap print-only">
        {t('directory.print.address', { url: absolute(visit, organisationPath(organisation.slug, organisation.commune)) })}
      </p>
    </article>
  );
}

function Places({ organisation: { places, ...organisation }, visit }: OrganisationProps) {
  const t = directoryWords(visit);
  const theme = mainTheme(organisation);
  return (
    <section aria-labelledby="places">
      <h2 id="places">{t('directory.organisation.places', { n: Math.max(1, places.length) })}</h2>
      {places.length > 0 ? (
        <CardGrid>
          {places.map((place) => (
            <li key={place.slug}>
              <CardFrame
                href={visit.href(placePath(place.slug, organisation.commune))}
                title={place.name}
                level={3}
                badge={<ThemeBadge code={theme.code} icon="map-pin" />}
                status={<PlaceState place={place} visit={visit} />}
              >
                <p class="card-meta">
                  {[place.street, [place.postcode, place.locality].filter(Boolean).join('\u00a0')].filter(Boolean).join(', ')}
                </p>
              </CardFrame>
            </li>
          ))}
        </CardGrid>
      ) : (
        <p>{t('directory.organisation.places.none')}</p>
      )}
    </section>
  );
}

function PlaceState({ place, visit }: { place: PlaceSummary; visit: Visit }) {
  const t = directoryWords(visit);
  if (place.isClosedForGood) return <OpenBadge state="closed" text={t('directory.opening.closed-for-good')} />;
  return place.opening && <OpeningText opening={place.opening} visit={visit} />;
}
