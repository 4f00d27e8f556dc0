import type {
  ArticleLeaf,
  DemandLeaf,
  JobPostingLeaf,
  OfferLeaf,
  OrganizationLeaf,
  PlaceLeaf,
  PostalAddressLeaf,
  WithContext,
} from 'schema-dts';
import { escapeHtml } from '../../kernel/html/escape.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { organisationPath, plainSummary } from '../directory/index.ts';
import { kindOf } from './kinds/index.ts';
import { textOf } from './kinds/kind.ts';
import { occupationOf } from './occupations/occupations.ts';
import { announcementPath } from './paths.ts';
import type { AnnouncementPage } from './view-models.ts';

/** Only what is known: a search engine takes an empty string for a fact. */
function known<Thing extends object>(fields: { [Name in keyof Thing]: Thing[Name] | null | undefined }): Thing {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as Thing;
}

/** Paragraphs as Google asks them of a posting: in HTML. */
function htmlOf(text: string): string {
  return escapeHtml(text)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br>')}</p>`)
    .join('');
}

type Described = WithContext<ArticleLeaf | JobPostingLeaf | OfferLeaf | OrganizationLeaf>;

/**
 * An announcement for search engines: https://schema.org in the type of its kind; a `JobPosting` has all that Google requires
 * (title, description, date, organisation, place or remote work). A `Demand` cannot name who asks: it is what its publisher seeks.
 */
export function announcementJsonLd({ announcement, commune, home, structure }: AnnouncementPage, visit: Visit): Described {
  const { territory, locale } = visit;
  const kind = kindOf(announcement.kind);
  const own = kind.schema(announcement.facts, { territory: { ...territory, currency: home.currency } });
  const origin = territory.origin ?? visit.origin;
  const url = `${origin}${visit.href(announcementPath({ slug: announcement.slug, commune }))}`;
  const { title, body, publishedAt, expiresOn, publisher, street, postcode, locality, position, isRemote } = announcement;
  const organisation = known<OrganizationLeaf>({
    '@type': 'Organization',
    name: publisher.name,
    url: structure && `${origin}${visit.href(organisationPath(structure.slug, commune))}`,
  });
  const place = known<PlaceLeaf>({
    '@type': 'Place',
    address: known<PostalAddressLeaf>({
      '@type': 'PostalAddress',
      streetAddress: street,
      postalCode: postcode,
      addressLocality: locality ?? home.name,
      addressRegion: home.canton,
      addressCountry: home.country,
    }),
    geo: position && { '@type': 'GeoCoordinates', ...position },
  });
  const context = { '@context': 'https://schema.org' } as const;
  const page = { '@id': url, url };
  const until = expiresOn?.add({ days: 1 }).toZonedDateTime(territory.timeZone).toInstant().toString();
  if (own['@type'] === 'JobPosting') {
    const occupation = occupationOf(textOf(announcement.facts, 'occupation') ?? '');
    return {
      ...context,
      ...known<JobPostingLeaf>({
        ...page,
        title,
        description: htmlOf(body),
        datePosted: publishedAt?.toString(),
        validThrough: until,
        hiringOrganization: organisation,
        jobLocationType: isRemote ? 'TELECOMMUTE' : null,
        applicantLocationRequirements: isRemote ? { '@type': 'Country', name: home.country } : null,
        jobLocation: isRemote ? null : place,
        identifier: { '@type': 'PropertyValue', name: publisher.name, value: announcement.id },
        occupationalCategory: occupation && `${occupation.rome} ${occupation.title}`,
        directApply: false,
        ...own,
      }),
    };
  }
  const text = plainSummary(body);
  if (own['@type'] === 'Article')
    return {
      ...context,
      ...known<ArticleLeaf>({
        ...page,
        inLanguage: 'fr',
        headline: title,
        description: text,
        datePublished: publishedAt?.toString(),
        author: organisation,
        about: { '@type': 'Thing', name: kind.label(locale, territory.country) },
        ...own,
      }),
    };
  const open = known<Omit<DemandLeaf, '@type'>>({
    ...page,
    name: title,
    description: text,
    validFrom: publishedAt?.toString(),
    validThrough: until,
    areaServed: place,
  });
  if (own['@type'] === 'Offer') return { ...context, ...open, offeredBy: organisation, ...own };
  return { ...context, ...organisation, seeks: { ...open, ...own } };
}
