import type { FormState, Mistake } from '../../kernel/http/form.ts';
import type { TerritoryContext, Visit } from '../../kernel/http/visit.ts';
import { phoneNumber } from '../directory/index.ts';
import { factsValues, readFacts, type Typed } from './facts-input.ts';
import type { AnnouncementInput } from './forms.ts';
import { isoDate } from './iso-date.ts';
import type { AnnouncementKind } from './kinds/kind.ts';
import type { Announcement, AnnouncementText, Publisher } from './models.ts';
import { placesOf } from './places.ts';

/** A structure that the viewer may publish for. */
export interface OwnStructure {
  id: string;
  name: string;
}

type Reading = { text: AnnouncementText; publisher: Publisher } | { mistakes: readonly Mistake[] };

function publisherIn(input: AnnouncementInput, structures: readonly OwnStructure[]): Publisher | null {
  const structure = structures.find(({ id }) => id === input.publisher);
  if (structure) return { organisationId: structure.id, name: structure.name };
  return input.publisher_name === null ? null : { organisationId: null, name: input.publisher_name };
}

/** What its author left of a model text, in whatever language they began. */
function leftOf({ model }: AnnouncementKind, field: 'title' | 'body', text: string): Mistake[] {
  const gaps = Object.values(model).flatMap((texts) => texts[field].match(/\[[^\]]+\]/g) ?? []);
  const words = gaps.find((gap) => text.includes(gap));
  return words === undefined ? [] : [{ field, key: 'announcements.edit.model.left', values: { words } }];
}

/** Reads the form of an announcement: all its mistakes at once. */
export function readAnnouncement(
  kind: AnnouncementKind,
  input: AnnouncementInput,
  structures: readonly OwnStructure[],
  { territory, now }: Pick<Visit, 'territory' | 'now'>,
): Reading {
  const today = now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const { facts, mistakes: ofFacts } = readFacts(kind, input as Typed, { territory, today });
  const publisher = publisherIn(input, structures);
  const phone = input.phone === null ? null : phoneNumber(input.phone, territory.country);
  const isLink = input.link === null || (URL.canParse(input.link) && /^https?:$/.test(new URL(input.link).protocol));
  const publishOn = input.publish_on === null ? null : isoDate(input.publish_on);
  const isDay = input.publish_on === null || publishOn !== null;
  const place = input.remote ? undefined : placesOf(territory).find(({ slug }) => slug === input.district);
  const mistakes = [
    ...(publisher === null ? [{ field: 'publisher_name', key: 'announcements.edit.publisher.name.required' }] : []),
    ...ofFacts,
    ...(phone !== null && !/^\+\d{6,15}$/.test(phone) ? [{ field: 'phone', key: 'announcements.edit.phone.wrong' }] : []),
    ...(isLink ? [] : [{ field: 'link', key: 'announcements.wrong.link' }]),
    // Who has no page here can be written to nowhere: one of these is the only way.
    ...(publisher?.organisationId == null && phone === null && input.on_the_spot === null && input.link === null
      ? [{ field: 'phone', key: 'announcements.edit.way.required' }]
      : []),
    ...(isDay ? [] : [{ field: 'publish_on', key: 'announcements.wrong.date' }]),
    ...(['title', 'body'] as const).flatMap((field) => leftOf(kind, field, input[field])),
  ];
  if (mistakes.length > 0 || facts === null || publisher === null) return { mistakes };
  const { title, body, street, postcode, locality, on_the_spot: onTheSpot } = input;
  return {
    publisher,
    text: {
      title,
      body,
      facts,
      audience: input.audience === 'groupings' ? 'groupings' : 'own',
      ...(input.remote ? { street: null, postcode: null, locality: null } : { street, postcode, locality }),
      position: place ? { latitude: place.latitude, longitude: place.longitude } : null,
      isRemote: input.remote,
      phone,
      onTheSpot,
      link: input.link === null ? null : new URL(input.link).href,
      publishOn,
    },
  };
}

/** An announcement as its form shows it. */
export function announcementValues(kind: AnnouncementKind, announcement: Announcement, territory: TerritoryContext): FormState['values'] {
  const { publisher, position } = announcement;
  const place =
    position && placesOf(territory).find(({ latitude, longitude }) => latitude === position.latitude && longitude === position.longitude);
  const given: Record<string, string | null | undefined> = {
    publisher: publisher.organisationId ?? '',
    publisher_name: publisher.organisationId === null ? publisher.name : null,
    title: announcement.title,
    body: announcement.body,
    remote: announcement.isRemote ? '1' : null,
    street: announcement.street,
    postcode: announcement.postcode,
    locality: announcement.locality,
    district: place?.slug,
    phone: announcement.phone,
    on_the_spot: announcement.onTheSpot,
    link: announcement.link,
    audience: announcement.audience,
    publish_on: announcement.publishOn?.toString(),
    revision: String(announcement.revision),
  };
  return {
    ...factsValues(kind, announcement.facts),
    ...Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value == null ? [] : [[name, value]]))),
  };
}
