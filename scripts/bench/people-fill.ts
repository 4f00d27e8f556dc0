/** Fills an empty store with people: accounts, structures that they keep, and queues of moderation, through the modules' own commands. */
import { sql } from 'kysely';
import { earlier } from '../../src/kernel/earlier.ts';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import { countView, writeViews } from '../../src/modules/directory/figures/commands.ts';
import { raiseFindings } from '../../src/modules/directory/findings/jobs.ts';
import { startConversation } from '../../src/modules/directory/relay/commands.ts';
import { editOrganisation } from '../../src/modules/directory/subjects/organisation.ts';
import { themes } from '../../src/modules/directory/themes.ts';
import { submitItem } from '../../src/modules/moderation/index.ts';
import { assignItem, changeState, recordDecision } from '../../src/modules/moderation/items/commands/deciding.ts';
import type { NewItem } from '../../src/modules/moderation/items/commands/sending.ts';
import { lockItem } from '../../src/modules/moderation/items/queries/items.ts';
import { addAccount, hashPassword } from '../../src/modules/people/accounts/commands/account.ts';
import { grantRole, holdersOf } from '../../src/modules/people/index.ts';
import { territoryBySlug } from '../../src/modules/territories/index.ts';
import { makeFacts, type Random, randomOf, type TownPlan, townPlan } from './data.ts';
import { fill } from './fill.ts';

export interface PeopleScale {
  accounts: number;
  items: number;
  territories: number;
}

/** Of each town: twenty are organisations, with a place and three services each. */
const STRUCTURES = 200;
/** Of each town, with an owner and a history. */
const KEPT = 10;
const EDITS = 25;
const DAYS_READ = 30;
const BATCH = 200;
/** One item in five is decided. */
const DECIDED_EVERY = 5;

export const PASSWORD = 'une phrase de passe ordinaire';

/** The accounts of a town by their rank: a moderator, the owners of structures, then residents. */
export function emailOf({ slug }: TownPlan, rank: number): string {
  return `personne-${rank}@${slug}.example.org`;
}
export const moderatorRank = 0;
export const ownerRank = 1;
export const residentRank = ownerRank + KEPT;

export async function fillPeople(
  kernel: Kernel,
  { accounts, items, territories }: PeopleScale,
  progress: (message: string) => void,
): Promise<void> {
  await fill(kernel, { organisations: STRUCTURES * territories, territories }, progress);
  // Once for all of them: each takes a tenth of a second.
  const passwordHash = await hashPassword(kernel, PASSWORD);
  for (let index = 0; index < territories; index += 1) {
    const town = townPlan(index);
    const territory = await territoryBySlug(kernel.database, kernel.clock, town.slug);
    if (!territory) throw new Error(`No territory ${town.slug}.`);
    const share = (all: number) => Math.floor(all / territories) + (index < all % territories ? 1 : 0);
    const ids = await addAccounts(kernel, town, share(accounts), passwordHash);
    await keepStructures(kernel, territory, ids);
    await fillTownQueue(kernel, territory, town, share(items), randomOf(1_000 + index));
    progress(`${town.slug}: ${ids.length} accounts, ${share(items)} items`);
  }
}

/** @returns their ids, by rank. */
async function addAccounts(kernel: Kernel, town: TownPlan, count: number, passwordHash: string): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < count; from += BATCH)
    await kernel.database.unit(async () => {
      for (let rank = from; rank < Math.min(from + BATCH, count); rank += 1) {
        const id = await addAccount(kernel, { email: emailOf(town, rank), name: `Personne ${rank}`, locale: 'fr', passwordHash });
        if (id === null) throw new Error(`${emailOf(town, rank)} has an account.`);
        ids.push(id);
      }
    });
  return ids;
}

async function keepStructures(kernel: Kernel, territory: TerritoryContext, accounts: readonly string[]): Promise<void> {
  const accountId = (rank: number) => accounts[rank] ?? '';
  await kernel.database.unit(() =>
    grantRole(kernel, { territoryId: territory.id, accountId: accountId(moderatorRank), role: 'moderator' }, 'system'),
  );
  for (const [index, { id, slug, name }] of (await structuresOf(kernel, territory.id)).entries()) {
    const owner = accountId(ownerRank + index);
    await kernel.database.unit(() =>
      grantRole(kernel, { territoryId: territory.id, accountId: owner, role: 'owner', structureId: id }, 'system'),
    );
    for (let edit = 0; edit < EDITS; edit += 1)
      await editOrganisation(kernel, territory, id, { actor: `account:${owner}` }, (facts) => ({
        ...facts,
        description: `Version ${edit} de ce que nous faisons, dite par nous-mêmes.`,
        ...(edit % 3 === 0 && { email: `bonjour-${edit}@${slug}.example.org` }),
      }));
    const target = { territoryId: territory.id, id, slug, commune: null, name, email: null };
    for (let message = 0; message < 3; message += 1)
      await startConversation(kernel, target, {
        name: `Voisine ${message}`,
        email: `voisine-${message}@example.org`,
        phone: null,
        accountId: null,
        onBehalfOf: null,
        locale: 'fr',
        body: 'Bonjour, êtes-vous ouverts pendant les vacances ?',
      });
    for (let day = 0; day < DAYS_READ; day += 1) {
      const at = kernel.clock.now().subtract({ hours: 24 * day });
      const viewed = { subject: 'organisation', id, territoryId: territory.id, phrase: 'réparer un vélo' } as const;
      countView({ ...kernel, clock: { now: () => at } }, territory, viewed);
    }
  }
  await writeViews(kernel);
}

/** Structures that somebody keeps. */
async function structuresOf(kernel: Kernel, territoryId: string): Promise<{ id: string; slug: string; name: string }[]> {
  const { rows } = await sql<{ id: string; slug: string; name: string }>`
    select id, slug, name from directory.organisation where territory_id = ${territoryId} order by id limit ${KEPT}`.execute(
    kernel.database.kysely<never>(),
  );
  return rows;
}

async function fillTownQueue(kernel: Kernel, territory: TerritoryContext, town: TownPlan, count: number, random: Random): Promise<void> {
  await kernel.database.unit(() => raiseFindings(kernel, territory.id), { territory: territory.id });
  const raised = (await itemsOf(kernel, territory.id)).length;
  const { rows: places } = await sql<{ id: string; name: string }>`
    select id, name from directory.place where territory_id = ${territory.id} order by id`.execute(kernel.database.kysely<never>());
  for (let from = raised; from < count; from += BATCH) {
    const samples = Array.from({ length: Math.min(BATCH, count - from) }, () => sampleItem(random, town, places));
    await kernel.database.unit(() => sendSamples(kernel, territory, samples), { territory: territory.id, moderator: territory.id });
  }
  await kernel.database.unit(
    async () => {
      for (const [index, id] of (await itemsOf(kernel, territory.id)).entries()) {
        const item = index % DECIDED_EVERY === 0 ? await lockItem(kernel, territory.id, id) : null;
        const to = item && (await changeState(kernel, territory.id, item, 'refuse'));
        if (item && to)
          await recordDecision(kernel, territory.id, item, { event: 'refuse', to, actor: 'system', reason: 'Déjà dans l’annuaire.' });
      }
    },
    { keeper: territory.id },
  );
}

/** Of a queue, in no order that says anything. */
export async function itemsOf(kernel: Kernel, territoryId: string): Promise<string[]> {
  const { rows } = await kernel.database.unit(
    () =>
      sql<{ id: string }>`select id from moderation.item where territory_id = ${territoryId} order by md5(id::text)`.execute(
        kernel.database.kysely<never>(),
      ),
    { keeper: territoryId },
  );
  return rows.map(({ id }) => id);
}

/** What people send: as many corrections as suggestions, one report in ten. */
interface SampleItem extends NewItem {
  hoursAgo: number;
  sender: { name: string; email: string } | null;
  isTaken: boolean;
}

async function sendSamples(kernel: Kernel, territory: TerritoryContext, samples: readonly SampleItem[]): Promise<void> {
  const [moderator] = await holdersOf(kernel, territory.id, ['moderator']);
  if (!moderator) throw new Error(`${territory.slug} has no moderator.`);
  for (const { hoursAgo, sender, isTaken, ...item } of samples) {
    const then = earlier(kernel, hoursAgo);
    const from = { note: null, ...(sender ?? { name: null, email: null }) };
    const id = await submitItem(then, { viewer: null, locale: 'fr', territory }, item, from);
    if (isTaken) await assignItem(then, territory.id, id, moderator.accountId, `account:${moderator.accountId}`);
  }
}

function sampleItem(random: Random, town: TownPlan, places: readonly { id: string; name: string }[]): SampleItem {
  const hoursAgo = Math.floor(random() * 24 * 90);
  const number = Math.floor(random() * 1e6);
  const sender = random() < 0.7 ? { name: `Voisin ${number}`, email: `voisin-${number}@example.org` } : null;
  const common = { hoursAgo, sender, isTaken: random() < 0.1 };
  const place = places[Math.floor(random() * places.length)];
  const which = random();
  if (which < 0.45 || !place) {
    const { name, description, street, phone } = makeFacts(random, town);
    const theme = themes[Math.floor(random() * themes.length)]?.code ?? '';
    const values = { name, description, street, phone, locality: town.name };
    return { ...common, kind: 'suggestion', title: name, payload: { subject: 'place', theme, values, hours: null } };
  }
  const about = { subject: 'place', id: place.id };
  if (which > 0.9) return { ...common, kind: 'report', about, title: place.name, payload: { why: 'misleading' }, isUrgent: random() < 0.3 };
  const values = { phone: '04 65 71 00 99', street: `${1 + (number % 90)} rue Neuve` };
  return { ...common, kind: 'correction', about, title: place.name, payload: { what: 'facts', from: {}, values, hours: null } };
}

/** As `StorePlan` says it. */
export async function sizeOfPeople(kernel: Kernel, territories: number): Promise<string> {
  let items = 0;
  for (let index = 0; index < territories; index += 1) {
    const territory = await territoryBySlug(kernel.database, kernel.clock, townPlan(index).slug);
    if (territory) items += (await itemsOf(kernel, territory.id)).length;
  }
  const { rows } = await sql<{ accounts: number; territories: number }>`
    select (select count(*)::int from people.account) as accounts, (select count(*)::int from territories.territory) as territories`.execute(
    kernel.database.kysely<never>(),
  );
  return `${items} items and ${rows[0]?.accounts} accounts in ${rows[0]?.territories}`;
}
