import type { PageReply } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { type VCardFacts, vcard, vcardType } from '../../ui/vcard.ts';
import type { OrganisationPage, PlacePage, Provenance, ServicePage } from './view-models.ts';
import { absolute, organisationPath, placePath, servicePath } from './views.tsx';

/** The day of the latest of its facts, as the card's version. */
function updated(provenance: readonly Provenance[], visit: Visit): string {
  const days = provenance.map(({ date }) => date.toString()).sort();
  return `${days.at(-1) ?? visit.now.toString().slice(0, 10)}T00:00:00Z`;
}

function reply(slug: string, facts: VCardFacts): PageReply {
  return { content: vcard(facts), type: vcardType, download: `${slug}.vcf` };
}

type Where = Pick<VCardFacts, 'street' | 'postcode' | 'locality' | 'position'>;

const nowhere: Where = { street: null, postcode: null, locality: null, position: null };

/** Of a confidential address, nothing; else what an address book has room for. */
function whereOf(page: PlacePage | ServicePage): Where {
  const { street, postcode, locality, position, isAddressConfidential } = page;
  return isAddressConfidential ? nowhere : { street, postcode, locality, position };
}

export function placeCard(place: PlacePage, visit: Visit): PageReply {
  return reply(place.slug, {
    name: place.name,
    organisation: place.organisation && place.organisation.name !== place.name ? place.organisation.name : null,
    ...place.contacts,
    ...whereOf(place),
    country: visit.territory.country,
    note: null,
    page: absolute(visit, placePath(place.slug, place.commune)),
    updated: updated(place.provenance, visit),
  });
}

export function organisationCard(organisation: OrganisationPage, visit: Visit): PageReply {
  // Where it has one place, that is its address.
  const [place, ...others] = organisation.places.filter(({ isClosedForGood, hasMoved }) => !isClosedForGood && !hasMoved);
  const { street, postcode, locality } = place && others.length === 0 ? place : nowhere;
  return reply(organisation.slug, {
    name: organisation.name,
    organisation: null,
    ...organisation.contacts,
    ...nowhere,
    street,
    postcode,
    locality,
    country: visit.territory.country,
    note: null,
    page: absolute(visit, organisationPath(organisation.slug, organisation.commune)),
    updated: updated(organisation.provenance, visit),
  });
}

export function serviceCard(service: ServicePage, visit: Visit): PageReply {
  return reply(service.slug, {
    name: service.name,
    organisation: service.organisation.name,
    ...service.contacts,
    ...whereOf(service),
    country: visit.territory.country,
    note: null,
    page: absolute(visit, servicePath(service.slug, service.commune)),
    updated: updated(service.provenance, visit),
  });
}
