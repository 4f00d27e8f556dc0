import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { actorNames } from '../../people/index.ts';
import type { Facts } from '../kinds/kind.ts';
import type { Announcement } from '../models.ts';
import type { AnnouncementState } from '../states.ts';
import type { DB } from '../tables.generated.ts';
import type { OwnChange } from '../view-models.ts';

interface Row {
  territory_id: string;
  id: string;
  slug: string;
  kind: string;
  state: AnnouncementState;
  organisation_id: string | null;
  publisher: string;
  author_account: string | null;
  on_behalf_of: string | null;
  title: string;
  body: string;
  facts: Facts;
  audience: Announcement['audience'];
  street: string | null;
  postcode: string | null;
  locality: string | null;
  latitude: number | null;
  longitude: number | null;
  is_remote: boolean;
  phone: string | null;
  on_the_spot: string | null;
  link: string | null;
  publish_on: Temporal.PlainDate | null;
  expires_on: Temporal.PlainDate | null;
  shown_until: Temporal.PlainDate | null;
  published_at: Temporal.Instant | null;
  reason: string | null;
  seats_taken: number;
  revision: number;
  updated_at: Temporal.Instant;
}

function announcementOf(row: Row): Announcement {
  const { latitude, longitude } = row;
  return {
    territoryId: row.territory_id,
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    state: row.state,
    publisher: { organisationId: row.organisation_id, name: row.publisher },
    authorAccount: row.author_account,
    onBehalfOf: row.on_behalf_of,
    title: row.title,
    body: row.body,
    facts: row.facts,
    audience: row.audience,
    street: row.street,
    postcode: row.postcode,
    locality: row.locality,
    position: latitude === null || longitude === null ? null : { latitude, longitude },
    isRemote: row.is_remote,
    phone: row.phone,
    onTheSpot: row.on_the_spot,
    link: row.link,
    publishOn: row.publish_on,
    expiresOn: row.expires_on,
    shownUntil: row.shown_until,
    publishedAt: row.published_at,
    reason: row.reason,
    seatsTaken: row.seats_taken,
    revision: row.revision,
    updatedAt: row.updated_at,
  };
}

const COLUMNS = sql`a.territory_id, a.id, a.slug, a.kind, a.state, a.organisation_id, a.publisher,
  a.author_account, a.on_behalf_of, a.title, a.body, a.facts, a.audience, a.street, a.postcode, a.locality, a.latitude, a.longitude,
  a.is_remote, a.phone, a.on_the_spot, a.link, a.publish_on, a.expires_on, a.shown_until, a.published_at, a.reason, a.seats_taken, a.revision,
  a.updated_at`;
const FROM = sql`announcements.announcement a`;

/** Announcements by their ids, in whatever state. */
export async function announcementsById(
  kernel: Kernel,
  territoryId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Announcement>> {
  const known = ids.filter(isId);
  if (known.length === 0) return new Map();
  const { rows } = await sql<Row>`select ${COLUMNS} from ${FROM}
    where a.territory_id = ${territoryId} and a.id = any(${known}::uuid[])`.execute(kernel.database.kysely<DB>());
  return new Map(rows.map((row) => [row.id, announcementOf(row)]));
}

/** Announcements in full, by those that a list found, in its order. */
export async function announcementsInFull(kernel: Kernel, cards: readonly { territoryId: string; id: string }[]): Promise<Announcement[]> {
  const found = new Map<string, Announcement>();
  for (const territoryId of new Set(cards.map((card) => card.territoryId))) {
    const ids = cards.filter((card) => card.territoryId === territoryId).map(({ id }) => id);
    for (const [id, announcement] of await announcementsById(kernel, territoryId, ids)) found.set(id, announcement);
  }
  return cards.flatMap(({ id }) => found.get(id) ?? []);
}

/** The announcement that has this address in one of these territories, in whatever state; the first territory's first. */
export async function announcementBySlug(kernel: Kernel, scope: readonly string[], slug: string): Promise<Announcement | null> {
  const ids = [...scope];
  const { rows } = await sql<Row>`select ${COLUMNS} from ${FROM}
    where a.territory_id = any(${ids}::uuid[]) and a.slug = ${slug}
    order by array_position(${ids}::uuid[], a.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  return rows[0] ? announcementOf(rows[0]) : null;
}

/** Structures of the visited territory that the viewer keeps. */
export function structuresOf({ viewer, territory }: Pick<Visit, 'viewer' | 'territory'>): string[] {
  return [...new Set(viewer?.structures.filter(({ territoryId }) => territoryId === territory.id).map(({ id }) => id))];
}

/** Whether the viewer looks after it: it is theirs, or of whom they act for, or they keep the structure that publishes it. */
export function keepsAnnouncement(
  visit: Pick<Visit, 'viewer' | 'territory'>,
  { authorAccount, onBehalfOf, publisher }: Announcement,
): boolean {
  if (!visit.viewer) return false;
  const { organisationId } = publisher;
  if (organisationId !== null) return structuresOf(visit).includes(organisationId);
  const { accountId, actingFor } = visit.viewer;
  return actingFor ? onBehalfOf === `person:${actingFor.personId}` : authorAccount === accountId;
}

const MOST = 200;

/** Those that the viewer looks after, the newest first. */
export async function ownAnnouncements(kernel: Kernel, visit: Visit): Promise<Announcement[]> {
  const { viewer, territory } = visit;
  if (!viewer) return [];
  const own = viewer.actingFor
    ? sql`a.on_behalf_of = ${`person:${viewer.actingFor.personId}`}`
    : sql`a.author_account = ${viewer.accountId}`;
  const { rows } = await sql<Row>`select ${COLUMNS} from ${FROM}
    where a.territory_id = ${territory.id}
      and (${own} or a.organisation_id = any(${structuresOf(visit)}::uuid[]))
    order by a.created_at desc, a.id desc limit ${MOST}`.execute(kernel.database.kysely<DB>());
  return rows.map(announcementOf);
}

/** Whether this structure's announcements are published without waiting. */
export async function isTrusted(kernel: Kernel, territoryId: string, organisationId: string | null): Promise<boolean> {
  if (organisationId === null) return false;
  const found = await kernel.database
    .kysely<DB>()
    .selectFrom('announcements.trust')
    .select('id')
    .where('territory_id', '=', territoryId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Whether moderators refused it, or took it down, and nobody let it through since: whatever its author made of it meanwhile, it is
 * not to be seen before moderators read it.
 */
export async function standsRefused(kernel: Kernel, territoryId: string, id: string): Promise<boolean> {
  const last = await kernel.database
    .kysely<DB>()
    .selectFrom('announcements.state_change')
    .select('event')
    .where('territory_id', '=', territoryId)
    .where('announcement_id', '=', id)
    .where('event', 'in', ['publish', 'schedule', 'refuse'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return last?.event === 'refuse';
}

/** Whether somebody answered it, whatever became of that; whoever asks. */
export async function hasAnswers(kernel: Kernel, territoryId: string, id: string): Promise<boolean> {
  const answer = await kernel.database.unit(
    () =>
      kernel.database
        .kysely<DB>()
        .selectFrom('announcements.answer')
        .select('id')
        .where('territory_id', '=', territoryId)
        .where('announcement_id', '=', id)
        .limit(1)
        .executeTakeFirst(),
    { keeper: territoryId },
  );
  return answer !== undefined;
}

/** One change of an announcement by its id: when, and to what state; null where it is gone. */
export async function changeById(
  kernel: Kernel,
  territoryId: string,
  id: string,
): Promise<{ at: Temporal.Instant; to: AnnouncementState } | null> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('announcements.state_change')
    .select(['at', 'to_state'])
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { at: row.at, to: row.to_state as AnnouncementState } : null;
}

/** What happened to it, the newest first. */
export async function changesOf(kernel: Kernel, territoryId: string, announcementId: string): Promise<OwnChange[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('announcements.state_change')
    .select(['id', 'event', 'actor', 'reason', 'at'])
    .where('territory_id', '=', territoryId)
    .where('announcement_id', '=', announcementId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const names = await actorNames(
    kernel,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ id, event, actor, reason, at }) => ({
    key: id,
    event: event as OwnChange['event'],
    at,
    who: actor === 'system' ? 'system' : actor.startsWith('source:') ? actor.slice('source:'.length) : (names.get(actor) ?? null),
    reason,
  }));
}
