/**
 * What the schemas of Open Referral HSDS 3 require of each entity (openreferral/specification, 3.2): which members it may
 * have, their types and formats, and which must be there. Written anew from them.
 */
import { z } from 'zod';

const id = z.uuid();
const text = z.string().optional();
const number = z.number().optional();
const uri = z.url().optional();
const email = z.email().optional();
const reference = z.uuid().optional();
const day = z.iso.date().optional();
/** With its distance from UTC. */
const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d{2}:\d{2})$/)
  .optional();

const attribute = z.strictObject({
  ...{ id, link_id: reference, taxonomy_term_id: reference, link_type: text, link_entity: text, value: text, label: text },
  taxonomy_term: z
    .strictObject({
      ...{ id, code: text, name: z.string(), description: z.string(), taxonomy: text, language: text },
      ...{ parent_id: reference, taxonomy_id: reference, term_uri: uri },
    })
    .optional(),
});
const attributes = z.array(attribute).optional();

const language = z.strictObject({
  id,
  service_id: reference,
  location_id: reference,
  phone_id: reference,
  name: text,
  code: text,
  note: text,
});
const languages = z.array(language).optional();

const phone = z.strictObject({
  ...{
    id,
    location_id: reference,
    service_id: reference,
    organization_id: reference,
    contact_id: reference,
    service_at_location_id: reference,
  },
  ...{ number: z.string(), extension: number, type: text, description: text, languages, attributes },
});
const phones = z.array(phone).optional();

const weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
const schedule = z.strictObject({
  ...{ id, service_id: reference, location_id: reference, service_at_location_id: reference },
  ...{ valid_from: day, valid_to: day, dtstart: day, timezone: number, until: day, count: number, wkst: weekday.optional() },
  ...{ freq: z.enum(['WEEKLY', 'MONTHLY']).optional(), interval: number, byweekno: text, bymonthday: text, byyearday: text },
  byday: z
    .string()
    .regex(/^-?\d?(?:MO|TU|WE|TH|FR|SA|SU)(?:,-?\d?(?:MO|TU|WE|TH|FR|SA|SU))*$/)
    .optional(),
  ...{ description: text, opens_at: time, closes_at: time, schedule_link: uri, attending_type: text, notes: text, attributes },
});
const schedules = z.array(schedule).optional();

const contacts = z
  .array(
    z.strictObject({
      id,
      organization_id: reference,
      service_id: reference,
      name: text,
      title: text,
      department: text,
      email,
      phones,
      attributes,
    }),
  )
  .optional();

const address = z.strictObject({
  ...{ id, location_id: reference, attention: text, address_1: z.string(), address_2: text, city: z.string(), region: text },
  ...{ state_province: z.string(), postal_code: z.string(), country: z.string().regex(/^[A-Z]{2}$/) },
  ...{ address_type: z.enum(['physical', 'postal', 'virtual']), attributes },
});

const location = z.strictObject({
  ...{
    id,
    location_type: z.enum(['physical', 'postal', 'virtual']),
    url: uri,
    organization_id: reference,
    name: text,
    alternate_name: text,
  },
  ...{
    description: text,
    transportation: text,
    latitude: number,
    longitude: number,
    external_identifier: text,
    external_identifier_type: text,
  },
  ...{ languages, addresses: z.array(address).optional(), contacts, phones, schedules, attributes },
  accessibility: z.array(z.strictObject({ id, location_id: reference, description: text, details: text, url: uri, attributes })).optional(),
});

const service = z.strictObject({
  ...{ id, organization_id: z.uuid(), program_id: reference, name: z.string(), alternate_name: text, description: text, url: uri, email },
  ...{ status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']), interpretation_services: text, application_process: text },
  ...{ fees_description: text, accreditations: text, eligibility_description: text, minimum_age: number, maximum_age: number },
  ...{
    assured_date: day,
    assurer_email: email,
    alert: text,
    last_modified: z.iso.datetime().optional(),
    phones,
    schedules,
    languages,
    contacts,
    attributes,
  },
  service_areas: z
    .array(z.strictObject({ id, service_id: reference, name: text, description: text, extent: text, extent_type: text, uri, attributes }))
    .optional(),
  service_at_locations: z.array(z.strictObject({ id, service_id: z.uuid(), location_id: z.uuid(), description: text })).optional(),
  cost_options: z
    .array(
      z.strictObject({
        ...{
          id,
          service_id: reference,
          valid_from: day,
          valid_to: day,
          option: text,
          amount: number,
          amount_description: text,
          attributes,
        },
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/i)
          .optional(),
      }),
    )
    .optional(),
  required_documents: z.array(z.strictObject({ id, service_id: reference, document: text, uri, attributes })).optional(),
});

export const hsdsOrganization = z.strictObject({
  ...{
    id,
    name: z.string(),
    alternate_name: text,
    description: z.string(),
    email,
    website: uri,
    year_incorporated: number,
    legal_status: text,
  },
  ...{ logo: uri, uri, parent_organization_id: reference, contacts, phones, attributes },
  organization_identifiers: z
    .array(
      z.strictObject({
        id,
        organization_id: reference,
        identifier_scheme: text,
        identifier_type: z.string(),
        identifier: z.string(),
        attributes,
      }),
    )
    .optional(),
  locations: z.array(location).optional(),
  services: z.array(service).optional(),
});

export type HsdsOrganization = z.output<typeof hsdsOrganization>;
