import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { districtOf, districtSlug, slugify } from '../../directory/index.ts';
import { factFacets } from '../facts-input.ts';
import { kindOf } from '../kinds/index.ts';
import { type AnnouncementKind, listOf, numberOf, textOf } from '../kinds/kind.ts';
import { periodOf } from '../lifetime-rules.ts';
import type { Announcement, AnnouncementText, Publisher } from '../models.ts';
import { occupationOf } from '../occupations/occupations.ts';
import type { DB } from '../tables.generated.ts';
import { type Author, recordChange } from './recording.ts';

/** Who begins announcements. */
export interface Writer extends Author {
  /** Whose it is: of whom somebody acts for, where they have one. Null: a source, or somebody without an account. */
  accountId: string | null;
}

/** Addresses that lists and feeds have. */
const reserved: ReadonlySet<string> = new Set(['jeunes', 'publier', 'flux']);

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The columns that what is written gives: the text, and all that it is found by. */
function columnsOf(kind: AnnouncementKind, text: AnnouncementText, publisher: Publisher, territory: TerritoryContext) {
  const { facts, position } = text;
  const period = periodOf(kind, facts);
  const district = position && districtOf(position, territory);
  const occupation = occupationOf(textOf(facts, 'occupation') ?? '');
  const words = {
    a: [text.title, occupation?.title],
    b: [publisher.name, kind.label('fr', territory.country), text.locality],
    c: [text.body],
  };
  const part = (texts: readonly (string | null | undefined)[], weight: 'A' | 'B' | 'C') =>
    sql`setweight(to_tsvector('kernel.french', ${texts.filter(Boolean).join(' ')}), ${sql.lit(weight)})`;
  return {
    title: text.title,
    body: text.body,
    facts: JSON.stringify(facts),
    audience: text.audience,
    organisation_id: publisher.organisationId,
    publisher: publisher.name,
    street: text.street,
    postcode: text.postcode,
    locality: text.locality,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    is_remote: text.isRemote,
    phone: text.phone,
    on_the_spot: text.onTheSpot,
    link: text.link,
    publish_on: text.publishOn,
    takes_place: period && sql<string>`daterange(${period.from.toString()}::date, ${period.until?.toString() ?? null}::date, '[]')`,
    weekdays: listOf(facts, 'weekdays').map((day) => days.indexOf(day) + 1),
    minimum_age: numberOf(facts, 'minimumAge'),
    facets: [
      `kind:${kind.code}`,
      ...(kind.isForYouth ? ['youth:yes'] : []),
      ...(text.isRemote ? ['remote:yes'] : []),
      ...(district ? [`district:${districtSlug(district)}`] : []),
      ...factFacets(kind, facts),
    ],
    search: sql<string>`${part(words.a, 'A')} || ${part(words.b, 'B')} || ${part(words.c, 'C')}`,
  };
}

/** A slug that no announcement of the territory has, in the current unit of work, whose lock it takes. */
async function freeSlug(kernel: Kernel, territoryId: string, title: string): Promise<string> {
  const db = kernel.database.kysely<DB>();
  // Two writers at once would find the same slug free: one waits for the other, within the territory.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`announcements.announcement/${territoryId}`}, 0))`.execute(db);
  const stem = slugify(title, 'annonce');
  const { rows } = await sql<{ slug: string }>`
    select slug from announcements.announcement where territory_id = ${territoryId} and slug >= ${stem} and slug < ${`${stem}-:`}`.execute(
    db,
  );
  const taken = new Set([...rows.map(({ slug }) => slug), ...reserved]);
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/** Begins an announcement, as a draft, in the current unit of work. @returns its id. */
export async function beginAnnouncement(
  kernel: Kernel,
  territory: TerritoryContext,
  announcement: { kind: string; text: AnnouncementText; publisher: Publisher },
  by: Writer,
): Promise<string> {
  const { kind, text, publisher } = announcement;
  const id = newId();
  const now = kernel.clock.now();
  await kernel.database
    .kysely<DB>()
    .insertInto('announcements.announcement')
    .values({
      territory_id: territory.id,
      id,
      slug: await freeSlug(kernel, territory.id, text.title),
      kind,
      state: 'draft',
      ...ownerOf(publisher, by),
      created_at: now,
      updated_at: now,
      ...columnsOf(kindOf(kind), text, publisher, territory),
    } as never)
    .execute();
  await recordChange(kernel, territory.id, { id, event: 'begin', from: 'draft', to: 'draft' }, by);
  return id;
}

/** Whose it is: a structure's, or of who writes, or of whom they write for. */
function ownerOf({ organisationId }: Publisher, { accountId, onBehalfOf }: Writer) {
  return organisationId === null ? { author_account: accountId, on_behalf_of: onBehalfOf } : { author_account: null, on_behalf_of: null };
}

/**
 * Writes an announcement anew, in the current unit of work; its address stays. One that waits for its day is to be sent again in the
 * same unit: that may be another day now.
 *
 * @param announcement `state` that it was seen in; `revision` that its author had before their eyes.
 * @returns false where somebody else wrote it meanwhile, it is in another state, or more of its seats are given than it would have:
 *   nothing is written.
 */
export async function rewriteAnnouncement(
  kernel: Kernel,
  territory: TerritoryContext,
  announcement: Pick<Announcement, 'id' | 'kind' | 'state' | 'revision' | 'publisher'> & { text: AnnouncementText },
  by: Writer,
): Promise<boolean> {
  const { id, kind, state, revision, text, publisher } = announcement;
  const seats = numberOf(text.facts, 'seats');
  const written = await kernel.database
    .kysely<DB>()
    .updateTable('announcements.announcement')
    .set({
      ...columnsOf(kindOf(kind), text, publisher, territory),
      ...ownerOf(publisher, by),
      revision: revision + 1,
      updated_at: kernel.clock.now(),
    } as never)
    .where('territory_id', '=', territory.id)
    .where('id', '=', id)
    .where('state', '=', state)
    .where('revision', '=', revision)
    // Whoever is accepted at this moment counts.
    .$if(seats !== null, (query) => query.where('seats_taken', '<=', seats))
    .returning('id')
    .executeTakeFirst();
  return written !== undefined;
}
