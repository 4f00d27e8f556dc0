import { type RawBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Money } from '../../../kernel/money/money.ts';
import type { Accreditation, ProvenanceRecord } from '../facts.ts';
import type { Identifier } from '../identifiers.ts';
import type { KindCode } from '../kinds.ts';
import { sourceOf } from '../sources.ts';
import type { DB } from '../tables.generated.ts';
import type { ThemeCode } from '../themes.ts';
import type { FactField, Moved, OrganisationPage, PictureView, PlacePage, PlaceSummary, Provenance, ServiceView } from '../view-models.ts';
import type { FeeCode, NetworkCode, PublicCode, ServiceTypeCode } from '../vocabularies/data-inclusion.ts';
import type { LegalFormCode } from '../vocabularies/legal-forms.ts';
import { confirmedOn } from './confirmed.ts';
import { communeOf } from './list.ts';
import { type HoursNow, hoursAt, openingState } from './opening.ts';
import { pageScope } from './scope.ts';
import { type Range, rangesIn, weekFrom, weekOf } from './week.ts';

interface ServiceRow {
  slug: string;
  name: string;
  description: string;
  themes: ThemeCode[];
  type: ServiceTypeCode | null;
  fee: FeeCode | null;
  publics: PublicCode[];
  price_amount: string | null;
  price_currency: string | null;
  place_slug: string | null;
  place_name: string | null;
}

interface MovedRow {
  moved_slug: string | null;
  moved_name: string | null;
  state: string;
}

interface PlaceRow extends HoursNow, MovedRow {
  confirmed_on: Temporal.PlainDate;
  id: string;
  organisation_id: string | null;
  organisation_is_kept: boolean | null;
  territory_id: string;
  address_complement: string | null;
  is_address_confidential: boolean;
  accessibility_url: string | null;
  languages: string[];
  pictures: PictureView[] | null;
  slug: string;
  name: string;
  alternate_names: string[];
  organisation_slug: string | null;
  organisation_name: string | null;
  description: string | null;
  kinds: string[];
  themes: string[];
  street: string | null;
  postcode: string | null;
  locality: string | null;
  latitude: number | null;
  longitude: number | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  wheelchair: 'yes' | 'limited' | 'no' | null;
  opening_hours: string | null;
  provenance: ProvenanceRecord;
  open_ranges: Range[] | null;
  uncertain_ranges: Range[] | null;
  services: ServiceRow[] | null;
}

const serviceColumns = sql`'slug', s.slug, 'name', s.name, 'description', s.description, 'themes', s.themes, 'type', s.type, 'fee', s.fee, 'publics', s.publics, 'price_amount', s.price_amount::text, 'price_currency', s.price_currency`;

function picturesOf(subject: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select json_agg(json_build_object('id', pic.id, 'digest', pic.digest, 'width', pic.width, 'height', pic.height,
      'alternative', pic.alternative, 'credit', pic.credit) order by pic.rank, pic.id)
    from directory.picture pic where pic.territory_id = ${subject}.territory_id and pic.subject_id = ${subject}.id)`;
}

function movedOf(row: MovedRow): Moved | null {
  if (row.state !== 'moved') return null;
  return { to: row.moved_slug === null || row.moved_name === null ? null : { slug: row.moved_slug, name: row.moved_name } };
}

/** The page of a place; null where there is none here. */
export async function placePage(kernel: Kernel, visit: Visit, slug: string): Promise<PlacePage | null> {
  const { territory, now } = visit;
  const week = weekFrom(now, territory.timeZone);
  const scope = pageScope(territory, visit.query['commune']);
  const { rows } = await sql<PlaceRow>`
    select p.territory_id, p.id, p.slug, p.name, p.alternate_names,
      o.id as organisation_id, o.slug as organisation_slug, o.name as organisation_name, o.is_kept as organisation_is_kept, coalesce(p.description, o.description) as description, p.kinds, p.themes,
      p.street, p.postcode, p.locality, p.latitude, p.longitude,
      coalesce(p.email, o.email) as email, coalesce(p.phone, o.phone) as phone, coalesce(p.website, o.website) as website,
      p.address_complement, p.is_address_confidential, p.accessibility_url, m.slug as moved_slug, m.name as moved_name,
      array(select distinct unnest(p.languages || coalesce(o.languages, '{}'))) as languages, ${picturesOf(sql`p`)} as pictures,
      p.wheelchair, p.opening_hours, p.state, p.provenance, ${confirmedOn('place', sql`p`)} as confirmed_on, ${hoursAt(now)},
      ${rangesIn(week, sql`l.open_during`)} as open_ranges, ${rangesIn(week, sql`l.uncertain_during`)} as uncertain_ranges,
      (select json_agg(json_build_object(${serviceColumns}, 'place_slug', null, 'place_name', null) order by s.name)
        from directory.service s where s.territory_id = p.territory_id and s.organisation_id = p.organisation_id and s.state = 'published'
          and (s.place_id is null or s.place_id = p.id)) as services
    from directory.place p
    left join directory.place m on m.territory_id = p.territory_id and m.id = p.moved_to
    left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id
    left join directory.listing l on l.territory_id = p.territory_id and l.id = p.id
    where p.territory_id = any(${scope}::uuid[]) and p.slug = ${slug}
    order by array_position(${scope}::uuid[], p.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row) return null;
  return {
    territoryId: row.territory_id,
    id: row.id,
    slug: row.slug,
    commune: communeOf(territory, row.territory_id),
    name: row.name,
    alternateNames: row.alternate_names,
    organisation:
      row.organisation_id !== null && row.organisation_slug !== null && row.organisation_name !== null
        ? {
            id: row.organisation_id,
            slug: row.organisation_slug,
            name: row.organisation_name,
            isKept: row.organisation_is_kept ?? false,
          }
        : null,
    description: row.description,
    kinds: row.kinds as KindCode[],
    themes: row.themes as ThemeCode[],
    street: row.street,
    postcode: row.postcode,
    locality: row.locality,
    position: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
    contacts: { phone: row.phone, email: row.email, website: row.website },
    wheelchair: row.wheelchair,
    openingHours: row.opening_hours,
    opening: openingState(row, territory, now),
    week: row.is_open === null ? [] : weekOf(row, territory, week),
    services: toServices(row.services),
    provenance: toProvenance(row.provenance),
    confirmedOn: row.confirmed_on,
    isClosedForGood: row.state === 'closed',
    moved: movedOf(row),
    addressComplement: row.address_complement,
    isAddressConfidential: row.is_address_confidential,
    accessibilityUrl: row.accessibility_url,
    languages: row.languages,
    pictures: row.pictures ?? [],
  };
}

function toServices(rows: readonly ServiceRow[] | null): ServiceView[] {
  return (rows ?? []).map((row) => ({
    slug: row.slug,
    name: row.name,
    description: row.description,
    themes: row.themes,
    type: row.type,
    fee: row.fee,
    publics: row.publics,
    price: toPrice(row),
    placeSlug: row.place_slug,
    placeName: row.place_name,
  }));
}

export function toPrice({ price_amount, price_currency }: Pick<ServiceRow, 'price_amount' | 'price_currency'>): Money | null {
  return price_amount !== null && price_currency !== null ? { amount: BigInt(price_amount), currency: price_currency } : null;
}

const contactFields = ['phone', 'email', 'website'];

/** Facts of one source and day together, the most recent first. */
export function toProvenance(record: ProvenanceRecord): Provenance[] {
  const groups = new Map<string, { source: string; date: string; fields: FactField[] }>();
  for (const [field, fact] of Object.entries(record)) {
    const key = `${fact.source}|${fact.date}`;
    const group = groups.get(key) ?? { ...fact, fields: [] };
    const told = (contactFields.includes(field) ? 'contacts' : field) as FactField;
    if (!group.fields.includes(told)) group.fields.push(told);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => (a.date < b.date ? 1 : -1))
    .map(({ source, date, fields }) => ({ source: sourceOf(source), date: Temporal.PlainDate.from(date), fields }));
}

interface OrganisationRow extends MovedRow {
  confirmed_on: Temporal.PlainDate;
  territory_id: string;
  legal_form: LegalFormCode | null;
  activity_code: string | null;
  networks: NetworkCode[];
  languages: string[];
  identifiers: Identifier[];
  accreditations: Accreditation[];
  pictures: PictureView[] | null;
  slug: string;
  name: string;
  alternate_names: string[];
  description: string | null;
  kinds: string[];
  themes: string[];
  email: string | null;
  phone: string | null;
  website: string | null;
  provenance: ProvenanceRecord;
  id: string;
  is_kept: boolean;
  services: ServiceRow[] | null;
}

/** The page of an organisation; null where there is none here. */
export async function organisationPage(kernel: Kernel, visit: Visit, slug: string): Promise<OrganisationPage | null> {
  const { territory, now } = visit;
  const db = kernel.database.kysely<DB>();
  const scope = pageScope(territory, visit.query['commune']);
  const { rows } = await sql<OrganisationRow>`
    select o.territory_id, o.id, o.slug, o.name, o.alternate_names, o.description, o.kinds, o.themes, o.email, o.phone, o.website, o.state, o.provenance, o.is_kept, ${confirmedOn('organisation', sql`o`)} as confirmed_on,
      o.legal_form, o.activity_code, o.networks, o.languages, o.identifiers, o.accreditations, ${picturesOf(sql`o`)} as pictures,
      m.slug as moved_slug, m.name as moved_name,
      (select json_agg(json_build_object(${serviceColumns}, 'place_slug', p.slug, 'place_name', p.name) order by s.name)
        from directory.service s left join directory.place p on p.territory_id = s.territory_id and p.id = s.place_id
        where s.territory_id = o.territory_id and s.organisation_id = o.id and s.state = 'published') as services
    from directory.organisation o
    left join directory.organisation m on m.territory_id = o.territory_id and m.id = o.moved_to
    where o.territory_id = any(${scope}::uuid[]) and o.slug = ${slug}
    order by array_position(${scope}::uuid[], o.territory_id) limit 1`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const places = await sql<
    HoursNow & { slug: string; name: string; street: string | null; postcode: string | null; locality: string | null; state: string }
  >`
    select p.slug, p.name, p.street, p.postcode, p.locality, p.state, ${hoursAt(now)}
    from directory.place p left join directory.listing l on l.territory_id = p.territory_id and l.id = p.id
    where p.territory_id = ${row.territory_id} and p.organisation_id = ${row.id} order by p.state desc, p.name, p.id`.execute(db);
  return {
    territoryId: row.territory_id,
    id: row.id,
    isKept: row.is_kept,
    slug: row.slug,
    commune: communeOf(territory, row.territory_id),
    name: row.name,
    alternateNames: row.alternate_names,
    description: row.description,
    kinds: row.kinds as KindCode[],
    themes: row.themes as ThemeCode[],
    contacts: { phone: row.phone, email: row.email, website: row.website },
    places: places.rows.map(
      (place): PlaceSummary => ({
        slug: place.slug,
        name: place.name,
        street: place.street,
        postcode: place.postcode,
        locality: place.locality,
        opening: openingState(place, territory, now),
        isClosedForGood: place.state === 'closed',
        hasMoved: place.state === 'moved',
      }),
    ),
    services: toServices(row.services),
    provenance: toProvenance(row.provenance),
    confirmedOn: row.confirmed_on,
    isClosedForGood: row.state === 'closed',
    moved: movedOf(row),
    legalForm: row.legal_form,
    activityCode: row.activity_code,
    networks: row.networks,
    languages: row.languages,
    identifiers: row.identifiers,
    accreditations: row.accreditations,
    pictures: row.pictures ?? [],
  };
}
