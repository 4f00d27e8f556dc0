import type { Visit } from '../../kernel/http/visit.ts';
import { identifierSchemes } from './identifiers.ts';
import { type KindCode, kindByCode } from './kinds.ts';
import type { Contacts, DayHours, OrganisationPage, PictureView, PlacePage, ServicePage } from './view-models.ts';
import { absolute, organisationPath, picturePath, placePath, servicePath } from './views/paths.ts';
import { plainSummary } from './views/prose.tsx';
import { networkByCode, publicByCode, serviceTypeByCode } from './vocabularies/data-inclusion.ts';

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

function images(pictures: readonly PictureView[], visit: Visit): object[] {
  return pictures.map((picture) => ({
    '@type': 'ImageObject',
    contentUrl: `${visit.territory.origin ?? visit.origin}${picturePath(picture)}`,
    width: picture.width,
    height: picture.height,
    caption: picture.alternative,
    ...(picture.credit && { creditText: picture.credit }),
  }));
}

/** Of a confidential address, nothing. */
function whereOf({ street, postcode, locality, position, isAddressConfidential }: PlacePage | ServicePage, country: string) {
  if (isAddressConfidential) return {};
  return {
    address: address(street, postcode, locality, country),
    geo: position && { '@type': 'GeoCoordinates', latitude: position.latitude, longitude: position.longitude },
  };
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
      description: place.description && plainSummary(place.description),
      ...whereOf(place, visit.territory.country),
      openingHoursSpecification: place.isClosedForGood || place.moved ? null : openingSpecification(place.week),
      image: images(place.pictures, visit),
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
      description: organisation.description && plainSummary(organisation.description),
      image: images(organisation.pictures, visit),
      knowsLanguage: organisation.languages,
      // A number that fails its check is nobody's.
      identifier: organisation.identifiers
        .filter(({ isValid }) => isValid)
        .map(({ scheme, value }) => ({
          '@type': 'PropertyValue',
          propertyID: identifierSchemes.find(({ code }) => code === scheme)?.en ?? scheme,
          value,
        })),
      memberOf: organisation.networks.map((code) => ({ '@type': 'Organization', name: networkByCode.get(code)?.[visit.locale] ?? code })),
      location: organisation.places
        .filter((place) => !place.isClosedForGood && !place.hasMoved)
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

/** A service's page for search engines: who gives it, to whom, where, when, and for how much. */
export function serviceJsonLd(service: ServicePage, visit: Visit): object {
  const url = absolute(visit, servicePath(service.slug, service.commune));
  const { organisation, contacts, price } = service;
  const provider = schemaType(organisation.kinds, 'Organization');
  const term = (terms: ReadonlyMap<string, { fr: string; en: string }>, code: string) => terms.get(code)?.[visit.locale] ?? code;
  const where = known(whereOf(service, visit.territory.country));
  return {
    '@context': 'https://schema.org',
    '@type': ['GovernmentOffice', 'CityHall'].includes(provider) ? 'GovernmentService' : 'Service',
    '@id': url,
    url,
    ...known({
      name: service.name,
      description: plainSummary(service.description),
      serviceType: service.type && term(serviceTypeByCode, service.type),
      provider: known({
        '@type': provider,
        '@id': service.isFromHere ? absolute(visit, organisationPath(organisation.slug, service.commune)) : null,
        name: organisation.name,
      }),
      audience: service.publics.map((code) => ({ '@type': 'Audience', audienceType: term(publicByCode, code) })),
      areaServed: service.eligibilityZones.map(({ code, name }) => ({ '@type': 'AdministrativeArea', name: name ?? code })),
      offers: price
        ? { '@type': 'Offer', price: decimal(price.amount), priceCurrency: price.currency }
        : service.fee === 'gratuit'
          ? { '@type': 'Offer', price: '0', priceCurrency: visit.territory.currency }
          : null,
      hoursAvailable: service.isClosedForGood ? null : openingSpecification(service.week),
      availableChannel: known({
        '@type': 'ServiceChannel',
        servicePhone: contacts.phone && { '@type': 'ContactPoint', telephone: contacts.phone },
        serviceUrl: service.referralUrl && /^https?:/i.test(service.referralUrl) ? service.referralUrl : null,
        availableLanguage: service.languages,
        serviceLocation: Object.keys(where).length > 0 ? { '@type': 'Place', ...where } : null,
      }),
    }),
  };
}

/** Minor units as a decimal: both currencies have a hundred. */
function decimal(amount: bigint): string {
  const text = amount.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
