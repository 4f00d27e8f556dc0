import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../kernel/errors.ts';
import { type Picture, type PictureOptions, readPicture } from '../../kernel/files/picture.ts';
import { type FileRefusal, fileRefusal } from '../../kernel/files/refusal.ts';
import { type Outline, representativePoint } from '../../kernel/geo/geo.ts';
import type { AccessibilityAudit, Contact, LocalText, TerritoryContext } from '../../kernel/http/visit.ts';
import { isLocale } from '../../kernel/i18n/locales.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/module.ts';
import { outlineChanged } from './events.ts';
import { territoryBySlug } from './queries.ts';
import { lookUpCode, type ReferenceFacts } from './reference.ts';
import { checkCode, checkHost, checkSlug, currencyOf, hexColour, isCanton, timeZoneOf } from './rules.ts';
import type { DB } from './tables.generated.ts';

export interface NewTerritory {
  slug: string;
  /** By default the official name of its code. */
  name?: string;
  country: 'FR' | 'CH';
  kind: 'commune' | 'grouping';
  code: string;
  /** Slug of a grouping that it belongs to from today. */
  grouping?: string;
  host?: string;
}

export interface AddedTerritory {
  id: string;
  slug: string;
  name: string;
  /** What its code told; null where the official lists do not know the code. */
  reference: ReferenceFacts | null;
  /** Slugs of the groupings it now belongs to, and of the members it now has. */
  groupings: string[];
  members: string[];
}

/**
 * Puts a territory on line, with what its official code tells. A commune joins the grouping of its code where that one
 * has a portal here, and the other way round.
 *
 * @throws UserError where something cannot be used, or is taken.
 */
export async function addTerritory(kernel: Kernel, input: NewTerritory): Promise<AddedTerritory> {
  const slug = checkSlug(input.slug);
  const code = checkCode(input.country, input.kind, input.code);
  const host = input.host === undefined ? null : checkHost(input.host);
  const reference = lookUpCode(input.country, input.kind, code);
  const name = input.name?.trim() || reference?.name;
  if (!name) throw new UserError(`Le code ${code} n’est pas dans les listes officielles : donnez le nom avec --name.`);
  const now = kernel.clock.now();
  const since = now.toZonedDateTimeISO('Europe/Paris').toPlainDate();
  const db = kernel.database.kysely<DB>();
  const id = newId();

  return kernel.database.unit(async () => {
    await takeTurns(kernel);
    const created = await db
      .insertInto('territories.territory')
      .values({
        id,
        slug,
        name,
        country: input.country,
        kind: input.kind,
        code,
        canton: reference?.canton ?? null,
        department: reference?.department ?? null,
        grouping_code: reference?.grouping?.code ?? null,
        postcodes: reference?.postcodes ?? [],
        population: reference?.population ?? null,
        school_zone: reference?.schoolZone ?? null,
        holiday_region: reference?.holidayRegion ?? null,
        time_zone: timeZoneOf(input.country, reference?.department ?? null),
        locales: ['fr', 'en'],
        currency: currencyOf(input.country, reference?.department ?? null),
        services: ['directory', 'announcements', 'useful-numbers'],
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!created) {
      throw new UserError(
        `L’identifiant « ${slug} » est déjà pris. Choisissez-en un autre, ou changez ce territoire avec « terreau territory set ${slug} ».`,
      );
    }
    if (host) await addHost(kernel, id, host);
    const { groupings, members } = await join(kernel, { id, kind: input.kind, grouping: input.grouping ?? null, reference, since });
    return { id, slug, name, reference, groupings, members };
  });
}

/** Territories are few and seldom change: a writer waits for the one before, and sees what it did. */
async function takeTurns(kernel: Kernel): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('territories.territory', 0))`.execute(kernel.database.kysely<DB>());
}

async function addHost(kernel: Kernel, territoryId: string, host: string): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const added = await db
    .insertInto('territories.host_name')
    .values({ host, territory_id: territoryId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('host')
    .executeTakeFirst();
  if (added) return;
  const owner = await db
    .selectFrom('territories.host_name as h')
    .innerJoin('territories.territory as t', 't.id', 'h.territory_id')
    .select(['t.id', 't.name'])
    .where('h.host', '=', host)
    .executeTakeFirst();
  if (owner?.id !== territoryId) throw new UserError(`Le nom de domaine ${host} est déjà celui de ${owner?.name}.`);
}

async function join(
  kernel: Kernel,
  {
    id,
    kind,
    grouping,
    reference,
    since,
  }: { id: string; kind: 'commune' | 'grouping'; grouping: string | null; reference: ReferenceFacts | null; since: Temporal.PlainDate },
): Promise<{ groupings: string[]; members: string[] }> {
  const db = kernel.database.kysely<DB>();
  const member = (member_id: string, grouping_id: string) =>
    db
      .insertInto('territories.membership')
      .values({ id: newId(), member_id, grouping_id, since })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const groupings: string[] = [];
  const members: string[] = [];
  if (grouping) {
    const found = await db
      .selectFrom('territories.territory')
      .select(['id', 'slug', 'kind'])
      .where('slug', '=', grouping)
      .executeTakeFirst();
    if (found?.kind !== 'grouping') throw new UserError(`« ${grouping} » n’est pas un groupement connu ici.`);
    await member(id, found.id);
    groupings.push(found.slug);
  }
  if (reference?.grouping) {
    const found = await db
      .selectFrom('territories.territory')
      .select(['id', 'slug'])
      .where('kind', '=', 'grouping')
      .where('code', '=', reference.grouping.code)
      .executeTakeFirst();
    if (found && !groupings.includes(found.slug)) {
      await member(id, found.id);
      groupings.push(found.slug);
    }
  }
  if (kind === 'grouping' && reference && reference.members.length > 0) {
    const found = await db
      .selectFrom('territories.territory')
      .select(['id', 'slug'])
      .where('kind', '=', 'commune')
      .where('country', '=', 'FR')
      .where('code', 'in', reference.members)
      .orderBy('slug')
      .execute();
    for (const commune of found) {
      await member(commune.id, id);
      members.push(commune.slug);
    }
  }
  return { groupings, members };
}

/** What can be changed of a territory; absent stays as it is. */
export interface TerritoryChanges {
  name?: string;
  accent?: string | null;
  /** An image file (PNG, JPEG, WebP, SVG): re-encoded, never served as it came. */
  logo?: Buffer | null;
  homeMessage?: LocalText | null;
  contact?: Partial<Contact>;
  legal?: Partial<TerritoryContext['legal']>;
  audit?: AccessibilityAudit | null;
  locales?: readonly string[];
  services?: readonly string[];
  timeZone?: string;
  canton?: string;
  holidayRegion?: string | null;
  population?: number;
  postcodes?: readonly string[];
  centre?: { latitude: number; longitude: number };
  districts?: readonly { name: string; latitude: number; longitude: number }[];
  addHosts?: readonly string[];
  removeHosts?: readonly string[];
  /** Answers at unknown host names. */
  isDefault?: boolean;
  /** Joins this grouping from a date on (today by default). */
  join?: { grouping: string; since?: string };
  /** Leaves this grouping on a date (today by default). */
  leave?: { grouping: string; until?: string };
  outline?: Outline | null;
}

/**
 * Changes a territory, all or nothing.
 *
 * @param onlyIf asked when it is this writer's turn, with the territory as it is then: false changes nothing.
 * @returns whether it was changed.
 * @throws UserError where something cannot be used.
 */
export async function setTerritory(
  kernel: Kernel,
  slug: string,
  changes: TerritoryChanges,
  onlyIf: (territory: TerritoryContext) => boolean = () => true,
): Promise<boolean> {
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  const today = now.toZonedDateTimeISO('Europe/Paris').toPlainDate();
  // Before the transaction: decoding an image takes its time.
  const logo = changes.logo ? await readLogo(changes.logo) : changes.logo;
  checkChanges(changes, today);

  return kernel.database.unit(async () => {
    await takeTurns(kernel);
    const territory = await db
      .selectFrom('territories.territory')
      .select(['id', 'contact', 'legal'])
      .where('slug', '=', slug)
      .forUpdate()
      .executeTakeFirst();
    if (!territory) throw new UserError(await unknownTerritory(kernel, slug));
    const { id } = territory;
    const before = await territoryBySlug(kernel.database, kernel.clock, slug);
    if (before && !onlyIf(before)) return false;
    if (changes.isDefault)
      await db
        .updateTable('territories.territory')
        .set({ is_default: false })
        .where('is_default', '=', true)
        .where('id', '<>', id)
        .execute();
    await db
      .updateTable('territories.territory')
      .set({
        updated_at: now,
        ...(changes.name !== undefined && { name: changes.name.trim() }),
        ...(changes.accent !== undefined && { accent: changes.accent && hexColour(changes.accent) }),
        ...(changes.homeMessage !== undefined && { home_message: changes.homeMessage && JSON.stringify(changes.homeMessage) }),
        ...(changes.contact && {
          contact: JSON.stringify({ ...noContact, name: 'Accueil', ...(territory.contact as object | null), ...changes.contact }),
        }),
        ...(changes.legal && { legal: JSON.stringify({ ...(territory.legal as object), ...changes.legal }) }),
        ...(changes.audit !== undefined && { audit: changes.audit && JSON.stringify(changes.audit) }),
        ...(changes.locales && { locales: [...changes.locales] }),
        ...(changes.services && { services: [...changes.services] }),
        ...(changes.timeZone !== undefined && { time_zone: changes.timeZone }),
        ...(changes.canton !== undefined && { canton: changes.canton.toUpperCase() }),
        ...(changes.holidayRegion !== undefined && { holiday_region: changes.holidayRegion }),
        ...(changes.population !== undefined && { population: changes.population }),
        ...(changes.postcodes && { postcodes: [...changes.postcodes] }),
        ...(changes.centre && changes.centre),
        ...(changes.isDefault !== undefined && { is_default: changes.isDefault }),
      })
      .where('id', '=', id)
      .execute();

    if (logo === null) await db.deleteFrom('territories.logo').where('territory_id', '=', id).execute();
    if (logo) {
      await db
        .insertInto('territories.logo')
        .values({ territory_id: id, ...logo })
        .onConflict((conflict) => conflict.column('territory_id').doUpdateSet(logo))
        .execute();
    }
    if (changes.districts) {
      await db.deleteFrom('territories.district').where('territory_id', '=', id).execute();
      for (const district of changes.districts)
        await db
          .insertInto('territories.district')
          .values({ territory_id: id, id: newId(), ...district })
          .execute();
    }
    for (const host of changes.addHosts ?? []) await addHost(kernel, id, checkHost(host));
    for (const host of changes.removeHosts ?? []) {
      await db.deleteFrom('territories.host_name').where('host', '=', checkHost(host)).where('territory_id', '=', id).execute();
    }
    if (changes.join) await joinGrouping(kernel, id, changes.join.grouping, changes.join.since ? plainDate(changes.join.since) : today);
    if (changes.leave)
      await leaveGrouping(kernel, id, changes.leave.grouping, changes.leave.until ? plainDate(changes.leave.until) : today);
    if (changes.outline !== undefined) await setOutline(kernel, id, changes.outline, changes.centre === undefined);
    return true;
  });
}

/** What the database would refuse without a word that helps. */
function checkChanges(changes: TerritoryChanges, today: Temporal.PlainDate): void {
  const { name, locales, timeZone, canton, centre, districts, contact, audit } = changes;
  if (name?.trim() === '') throw new UserError('Un territoire a un nom : donnez-en un qui se lise.');
  for (const locale of locales ?? []) if (!isLocale(locale)) throw new UserError(`Langue inconnue : ${locale}. Terreau parle fr et en.`);
  if (locales && !locales.includes('fr')) throw new UserError('Le français fait partie des langues de chaque portail.');
  if (timeZone !== undefined) checkTimeZone(timeZone);
  if (canton !== undefined && !isCanton(canton.toUpperCase()))
    throw new UserError(`« ${canton} » n’est pas un canton. Écrivez-le en deux lettres, par exemple GE.`);
  for (const { latitude, longitude } of [...(centre ? [centre] : []), ...(districts ?? [])])
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
      throw new UserError(`${latitude}, ${longitude} n’est pas une position : la latitude puis la longitude, en degrés.`);
  if (contact?.email && !/^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(contact.email))
    throw new UserError(`« ${contact.email} » n’est pas une adresse e-mail.`);
  if (audit) checkAudit(audit, today);
  const repeated = districts?.find((district, index) => districts.findIndex((other) => other.name === district.name) < index);
  if (repeated) throw new UserError(`Le quartier « ${repeated.name} » est donné deux fois.`);
}

const noContact: Omit<Contact, 'name'> = { phone: null, email: null, street: null, postcode: null, locality: null, openingHours: null };

/** « unknown », with the ones there are. */
export async function unknownTerritory(kernel: Kernel, slug: string): Promise<string> {
  const known = await kernel.database.kysely<DB>().selectFrom('territories.territory').select('slug').orderBy('slug').execute();
  return known.length > 0
    ? `Territoire inconnu : « ${slug} ». Ceux d’ici : ${known.map((row) => row.slug).join(', ')}.`
    : `Territoire inconnu : « ${slug} ». Il n’y en a encore aucun : « terreau territory add » en ajoute un.`;
}

async function joinGrouping(kernel: Kernel, memberId: string, grouping: string, since: Temporal.PlainDate): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const groupingId = await groupingIdOf(kernel, grouping);
  if (groupingId === memberId) throw new UserError(`« ${grouping} » ne peut pas faire partie de lui-même.`);
  // A territory is a member once at a time: the periods that this one touches become part of it.
  await db
    .deleteFrom('territories.membership')
    .where('member_id', '=', memberId)
    .where('grouping_id', '=', groupingId)
    .where('since', '>', since)
    .execute();
  const goingOn = await db
    .updateTable('territories.membership')
    .set({ until: null })
    .where('member_id', '=', memberId)
    .where('grouping_id', '=', groupingId)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', since)]))
    .returning('id')
    .executeTakeFirst();
  if (goingOn) return;
  await db.insertInto('territories.membership').values({ id: newId(), member_id: memberId, grouping_id: groupingId, since }).execute();
}

async function leaveGrouping(kernel: Kernel, memberId: string, grouping: string, until: Temporal.PlainDate): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const groupingId = await groupingIdOf(kernel, grouping);
  // One that would begin and end on the same day never was.
  await db
    .deleteFrom('territories.membership')
    .where('member_id', '=', memberId)
    .where('grouping_id', '=', groupingId)
    .where('since', '>=', until)
    .execute();
  await db
    .updateTable('territories.membership')
    .set({ until })
    .where('member_id', '=', memberId)
    .where('grouping_id', '=', groupingId)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', until)]))
    .execute();
}

async function groupingIdOf(kernel: Kernel, slug: string): Promise<string> {
  const found = await kernel.database
    .kysely<DB>()
    .selectFrom('territories.territory')
    .select('id')
    .where('slug', '=', slug)
    .where('kind', '=', 'grouping')
    .executeTakeFirst();
  if (!found) throw new UserError(`« ${slug} » n’est pas un groupement connu ici.`);
  return found.id;
}

async function setOutline(kernel: Kernel, territoryId: string, outline: Outline | null, movesCentre: boolean): Promise<void> {
  const db = kernel.database.kysely<DB>();
  if (outline) {
    const geometry = JSON.stringify(outline);
    await db
      .insertInto('territories.outline')
      .values({ territory_id: territoryId, geometry })
      .onConflict((conflict) => conflict.column('territory_id').doUpdateSet({ geometry }))
      .execute();
    const centre = movesCentre ? representativePoint(outline) : null;
    if (centre) await db.updateTable('territories.territory').set(centre).where('id', '=', territoryId).execute();
  } else {
    await db.deleteFrom('territories.outline').where('territory_id', '=', territoryId).execute();
  }
  await kernel.events.emit(outlineChanged, { territoryId });
}

/** The outline in a GeoJSON file: a geometry, a feature, or a collection of which it is the only one. @throws UserError */
export async function readOutline(file: string): Promise<Outline> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UserError(`Le fichier ${file} ne se lit pas comme du GeoJSON : ${(error as Error).message}`);
  }
  const polygons = [...polygonsIn(content)];
  const [only] = polygons;
  if (!only || !representativePoint(only))
    throw new UserError(`Le fichier ${file} ne contient pas de contour (Polygon ou MultiPolygon en degrés WGS 84).`);
  if (polygons.length > 1) throw new UserError(`Le fichier ${file} contient ${polygons.length} contours : gardez celui du territoire.`);
  return only;
}

function* polygonsIn(value: unknown): Generator<Outline> {
  const node = value as { type?: string; geometry?: unknown; features?: unknown[] } | null;
  if (node?.type === 'Polygon' || node?.type === 'MultiPolygon') yield value as Outline;
  else if (node?.type === 'Feature') yield* polygonsIn(node.geometry);
  else if (node?.type === 'FeatureCollection') for (const feature of node.features ?? []) yield* polygonsIn(feature);
}

/** As large as the header shows it, on a dense screen. */
async function readLogo(file: Buffer): Promise<Pick<Picture, 'content' | 'digest'>> {
  const reading = await readPicture(file, LOGO);
  if ('refusal' in reading) throw new UserError(fileRefusal(reading.refusal, 'fr'));
  const { content, digest } = reading.picture;
  return { content, digest };
}

const LOGO: PictureOptions = { width: 480, height: 160, quality: 88, acceptsDrawings: true };

/** Why a file could not be a logo; null where it can. For forms, which say it beside the field. */
export async function logoRefusal(file: Buffer): Promise<FileRefusal | null> {
  const reading = await readPicture(file, LOGO);
  return 'refusal' in reading ? reading.refusal : null;
}

function checkTimeZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('fr', { timeZone: zone });
  } catch {
    throw new UserError(`« ${zone} » n’est pas un fuseau horaire. Par exemple : Europe/Paris.`);
  }
}

function checkAudit({ date, rate, reportUrl }: AccessibilityAudit, today: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(plainDate(date), today) > 0) throw new UserError('Un audit mené a une date passée.');
  if (!(rate >= 0 && rate <= 100)) throw new UserError('Le taux de conformité va de 0 à 100.');
  if (reportUrl !== null && !/^https?:\/\//i.test(reportUrl)) throw new UserError('L’adresse du rapport d’audit commence par https://.');
}

function plainDate(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw new UserError(`« ${text} » n’est pas une date. Écrivez-la comme 2026-11-24.`);
  }
}
