/** Fills an empty store with announcements, and with searches that are kept. */
import { sql } from 'kysely';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import { addOwnAlert } from '../../src/modules/alerts/commands/asking.ts';
import { rhythms } from '../../src/modules/alerts/rhythm-rules.ts';
import { nearbyPlaces, readSearch } from '../../src/modules/alerts/saved-search.ts';
import { changeState } from '../../src/modules/announcements/commands/life.ts';
import { beginAnnouncement } from '../../src/modules/announcements/commands/writing.ts';
import { addAccount, hashPassword } from '../../src/modules/people/accounts/commands/account.ts';
import { grantRole } from '../../src/modules/people/index.ts';
import { territoryBySlug } from '../../src/modules/territories/index.ts';
import { type MadeSearch, makeAnnouncement, makeBroadSearch, makeSearch } from './announcements-data.ts';
import { type Random, randomOf, townPlan } from './data.ts';
import { addTown } from './fill.ts';
import { emailOf, moderatorRank, PASSWORD } from './people-fill.ts';

export interface AnnouncementScale {
  announcements: number;
  alerts: number;
  territories: number;
}

/** Of each town, written by the module's own commands; the others are theirs again under other titles, days and ids. */
const WRITTEN = 200;
const BATCH = 100;
/** The town in which somebody moderates, and nobody keeps an alert. */
export const PUBLISHERS = 2;
/** Days over which they were published. */
const DAYS = 60;
const by = { actor: 'system', accountId: newId(), onBehalfOf: null };

export async function fillAnnouncements(
  kernel: Kernel,
  { announcements, alerts, territories }: AnnouncementScale,
  progress: (message: string) => void,
): Promise<void> {
  for (let index = 0; index < territories; index += 1) {
    const town = townPlan(index);
    await addTown(kernel, town);
    const territory = await territoryOf(kernel, index);
    const share = Math.floor(announcements / territories) + (index < announcements % territories ? 1 : 0);
    await beginDrafts(kernel, territory, Math.min(share, WRITTEN), 1_000 + index, true);
    await copy(kernel, territory, share);
    if (index % 10 === 9) progress(`${index + 1} of ${territories} towns`);
  }
  await addModerator(kernel, await territoryOf(kernel, PUBLISHERS));
  // What was published is known: nobody waits to be told of it.
  await sql`delete from job.job where name like 'alerts.%' or name like 'webhooks.%'`.execute(kernel.database.kysely<never>());
  for (const [rank, make] of [makeSearch, makeBroadSearch].entries())
    await addAlerts(kernel, await territoryOf(kernel, rank), alerts, make, progress);
}

async function addModerator(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const email = emailOf(townPlan(PUBLISHERS), moderatorRank);
  const passwordHash = await hashPassword(kernel, PASSWORD);
  await kernel.database.unit(async () => {
    const accountId = await addAccount(kernel, { email, name: 'Modération', locale: 'fr', passwordHash });
    if (accountId === null) throw new Error(`${email} has an account.`);
    await grantRole(kernel, { territoryId: territory.id, accountId, role: 'moderator' }, 'system');
  });
}

export async function territoryOf(kernel: Kernel, index: number): Promise<TerritoryContext> {
  const { slug } = townPlan(index);
  const territory = await territoryBySlug(kernel.database, kernel.clock, slug);
  if (!territory) throw new Error(`No territory ${slug}.`);
  return territory;
}

/** Writes announcements, published or not. @returns their ids and kinds. */
export async function beginDrafts(
  kernel: Kernel,
  territory: TerritoryContext,
  count: number,
  seed: number,
  isPublished = false,
): Promise<{ id: string; kind: string; facts: ReturnType<typeof makeAnnouncement>['text']['facts'] }[]> {
  const random = randomOf(seed);
  const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const begun: Awaited<ReturnType<typeof beginDrafts>> = [];
  for (let from = 0; from < count; from += BATCH)
    await kernel.database.unit(async () => {
      for (let at = from; at < Math.min(from + BATCH, count); at += 1) {
        const { kind, text } = makeAnnouncement(random, territory, today);
        const title = `${text.title} ${seed}-${at}`;
        const publisher = { organisationId: null, name: 'La Ruche' };
        const id = await beginAnnouncement(kernel, territory, { kind: kind.code, text: { ...text, title }, publisher }, by);
        const one = { id, kind: kind.code, facts: text.facts };
        begun.push(one);
        if (isPublished) await changeState(kernel, territory, { ...one, state: 'draft' }, 'publish', by);
      }
    });
  return begun;
}

/** Until the town has as many as it should. */
async function copy(kernel: Kernel, territory: TerritoryContext, share: number): Promise<void> {
  const now = kernel.clock.now();
  const more = share - WRITTEN;
  if (more <= 0) return;
  await sql`
    insert into announcements.announcement (territory_id, id, slug, kind, state, publisher, author_account, title, body, facts, audience,
      locality, latitude, longitude, is_remote, phone, takes_place, weekdays, minimum_age, facets, search, expires_on, published_at,
      created_at, updated_at)
    select territory_id, gen_random_uuid(), slug || '-n' || n, kind, state, publisher, author_account, title || ' ' || n, body, facts, audience,
      locality, latitude, longitude, is_remote, phone, takes_place, weekdays, minimum_age, facets,
      search || setweight(to_tsvector('kernel.french', n::text), 'A'), expires_on,
      ${now}::timestamptz - ((n * 7919) % ${DAYS * 1_440}::integer) * interval '1 minute', created_at, updated_at
    from (select a.*, row_number() over (order by a.id) as rank from announcements.announcement a where a.territory_id = ${territory.id}) a
    cross join generate_series(1, ${Math.ceil(more / WRITTEN)}::integer) as n
    where (n - 1) * ${WRITTEN}::integer + rank <= ${more}::integer`.execute(kernel.database.kysely<never>());
}

/** Each of its own address: a letter to each. */
async function addAlerts(
  kernel: Kernel,
  territory: TerritoryContext,
  count: number,
  make: (random: Random, territory: TerritoryContext) => MadeSearch,
  progress: (message: string) => void,
): Promise<void> {
  const random = randomOf(7);
  const places = nearbyPlaces(territory);
  for (let from = 0; from < count; from += BATCH) {
    await kernel.database.unit(async () => {
      for (let at = from; at < Math.min(from + BATCH, count); at += 1) {
        const { query, isNear } = make(random, territory);
        const place = isNear ? places[Math.floor(random() * places.length)] : undefined;
        const search = readSearch({ query, territory }, place ? { ...place, within: 5 } : null);
        const rhythm = rhythms[at % rhythms.length] ?? 'daily';
        const visit = { territory, locale: 'fr' as const, now: kernel.clock.now() };
        await addOwnAlert(kernel, visit, { email: `alerte-${at}@example.org`, search, rhythm });
      }
    });
    if (from % 5_000 === 0) progress(`${from} of ${count} alerts`);
  }
}

/** As `StorePlan` says it. */
export async function sizeOfAnnouncements(kernel: Kernel): Promise<string> {
  const territory = await territoryOf(kernel, 0);
  const { rows } = await kernel.database.unit(
    () =>
      sql<{ announcements: number; alerts: number; territories: number }>`
        select (select count(*)::int from announcements.announcement where state = 'published') as announcements,
          (select count(*)::int from alerts.alert) as alerts, (select count(*)::int from territories.territory) as territories`.execute(
        kernel.database.kysely<never>(),
      ),
    { keeper: territory.id },
  );
  const [held] = rows;
  return `${held?.announcements} announcements and ${held?.alerts} alerts in ${held?.territories}`;
}
