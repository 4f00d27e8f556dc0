import type { Visit } from '../../kernel/http/visit.ts';
import { type KindCode, kindByCode } from './kinds.ts';
import type { Contacts, DayHours, OrganisationPage, PlacePage } from './view-models.ts';
import { absolute, organisationPath, placePath } from './views/paths.ts';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function schemaType(kinds: readonly KindCode[], fallback: string): string {
  const [kind] = kinds;
  return (kind && kindByCode.get(kind)?.schemaOrg) ?? fallback;
}

/** Only what is known: a search engine takes an empty string for a fact. */
function known(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && (!Array.isArray(value) || value.length)),
  );
}

function contactFields({ phone, email, website }: Contacts) {
  return { telephone: phone, email, sameAs: website };
}

/** Each day is said for its own date: the week ahead may hold a public holiday. */
function openingSpecification(week: readonly DayHours[]): object[] {
  return week.flatMap((day) => {
    const date = day.date.toString();
    const one = (opens: string, closes: string) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: `https://schema.org/${days[day.date.dayOfWeek - 1]}`,
      opens,
      closes,
      validFrom: date,
      validThrough: date,
    });
    // schema.org's way of saying « closed all day ».
    if (!day.ranges.length) return [one('00:00', '00:00')];
    return day.ranges
      .filter((range) => range.isCertain)
      .map(({ opens, closes }) => {
        const [from, to] = [opens.toString().slice(0, 5), closes.toString().slice(0, 5)];
        return one(from, from === to ? '23:59' : to);
      });
  });
}

function address(street: string | null, postcode: string | null, locality: string | null, country: string) {
  if (!street && !postcode && !locality) return null;
  return known({
    '@type': 'PostalAddress',
    streetAddress: street,
    postalCode: postcode,
    addressLocality: locality,
    addressCountry: country,
  });
}

/** A place's page for search engines: https://schema.org, in the type of its kind. */
export function placeJsonLd(place: PlacePage, visit: Visit): object {
  const url = absolute(visit, placePath(place.slug, place.commune));
  return {
    '@context': 'https://schema.org',
    '@type': schemaType(place.kinds, 'Place'),
    '@id': url,
    url,
    ...known({
      name: place.name,
      alternateName: place.alternateNames,
      description: place.description,
      address: address(place.street, place.postcode, place.locality, visit.territory.country),
      geo: place.position && { '@type': 'GeoCoordinates', latitude: place.position.latitude, longitude: place.position.longitude },
      openingHoursSpecification: place.isClosedForGood ? null : openingSpecification(place.week),
      parentOrganization: place.organisation && {
        '@type': 'Organization',
        '@id': absolute(visit, organisationPath(place.organisation.slug, place.commune)),
        name: place.organisation.name,
      },
      ...contactFields(place.contacts),
    }),
  };
}

/** A structure's page for search engines, with where it is found. */
export function organisationJsonLd(organisation: OrganisationPage, visit: Visit): object {
  const url = absolute(visit, organisationPath(organisation.slug, organisation.commune));
  return {
    '@context': 'https://schema.org',
    '@type': schemaType(organisation.kinds, 'Organization'),
    '@id': url,
    url,
    ...known({
      name: organisation.name,
      alternateName: organisation.alternateNames,
      description: organisation.description,
      location: organisation.places
        .filter((place) => !place.isClosedForGood)
        .map((place) =>
          known({
            '@type': 'Place',
            '@id': absolute(visit, placePath(place.slug, organisation.commune)),
            name: place.name,
            address: address(place.street, place.postcode, place.locality, visit.territory.country),
          }),
        ),
      ...contactFields(organisation.contacts),
    }),
  };
}
