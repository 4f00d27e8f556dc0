import type { Visit } from '../../kernel/http/visit.ts';
import { organisationPath, plainSummary } from '../directory/index.ts';
import { kindOf } from './kinds/index.ts';
import { textOf } from './kinds/kind.ts';
import { occupationOf } from './occupations/occupations.ts';
import { announcementPath } from './paths.ts';
import type { AnnouncementPage } from './view-models.ts';

/** Only what is known: a search engine takes an empty string for a fact. */
function known(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

/** Paragraphs as Google asks them of a posting: in HTML. */
function htmlOf(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br>')}</p>`)
    .join('');
}

/**
 * An announcement for search engines: https://schema.org in the type of its kind; a `JobPosting` has all that Google requires
 * (title, description, date, organisation, place or remote work).
 */
export function announcementJsonLd({ announcement, commune, home, structure }: AnnouncementPage, visit: Visit): object {
  const { territory, locale } = visit;
  const kind = kindOf(announcement.kind);
  const { '@type': type, ...own } = kind.schema(announcement.facts, { territory: { ...territory, currency: home.currency } });
  const origin = territory.origin ?? visit.origin;
  const url = `${origin}${visit.href(announcementPath({ slug: announcement.slug, commune }))}`;
  const { title, body, publishedAt, expiresOn, publisher, street, postcode, locality, position, isRemote } = announcement;
  const organisation = known({
    '@type': 'Organization',
    name: publisher.name,
    url: structure && `${origin}${visit.href(organisationPath(structure.slug, commune))}`,
  });
  const place = known({
    '@type': 'Place',
    address: known({
      '@type': 'PostalAddress',
      streetAddress: street,
      postalCode: postcode,
      addressLocality: locality ?? home.name,
      addressRegion: home.canton,
      addressCountry: home.country,
    }),
    geo: position && { '@type': 'GeoCoordinates', ...position },
  });
  const common = { '@context': 'https://schema.org', '@type': type, '@id': url, url, inLanguage: 'fr' };
  const until = expiresOn?.add({ days: 1 }).toZonedDateTime(territory.timeZone).toInstant().toString();
  if (type === 'JobPosting') {
    const occupation = occupationOf(textOf(announcement.facts, 'occupation') ?? '');
    return {
      ...common,
      ...known({
        title,
        description: htmlOf(body),
        datePosted: publishedAt?.toString(),
        validThrough: until,
        hiringOrganization: organisation,
        ...(isRemote
          ? { jobLocationType: 'TELECOMMUTE', applicantLocationRequirements: { '@type': 'Country', name: home.country } }
          : { jobLocation: place }),
        identifier: { '@type': 'PropertyValue', name: publisher.name, value: announcement.id },
        occupationalCategory: occupation && `${occupation.rome} ${occupation.title}`,
        directApply: false,
        ...own,
      }),
    };
  }
  const text = plainSummary(body);
  if (type === 'Article')
    return {
      ...common,
      ...known({
        headline: title,
        description: text,
        datePublished: publishedAt?.toString(),
        author: organisation,
        about: kind.label(locale, territory.country),
        ...own,
      }),
    };
  return {
    ...common,
    ...known({
      name: title,
      description: text,
      validFrom: publishedAt?.toString(),
      validThrough: until,
      offeredBy: organisation,
      areaServed: place,
      ...own,
    }),
  };
}
