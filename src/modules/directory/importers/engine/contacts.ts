import { type Insertable, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { ServiceFacts } from '../../facts.ts';
import type { DB } from '../../tables.generated.ts';
import { fold } from '../../text.ts';
import { emailDigests, namedDigests, personDigests } from './person.ts';
import type { ServiceRow } from './row.ts';
import type { Run } from './run.ts';

/** GDPR art. 14.3 a: within a month at the latest, those whose data come from elsewhere are told. */
const NOTICE = Temporal.Duration.from({ months: 1 });

export interface NewContact {
  row: ServiceRow;
  owner: { organisationId: string };
  serviceId: string;
  /** False: they objected, and nothing of them is kept. */
  isNamed: boolean;
}

/** Who of a batch objected: names that are not kept, and e-mail addresses that are theirs. */
export interface Objected {
  names: ReadonlySet<string>;
  points: ReadonlySet<string>;
}

export async function objectors(run: Run, rows: readonly ServiceRow[]): Promise<Objected> {
  const territoryId = run.territory.id;
  const names = new Map(rows.flatMap((row) => (row.contact ? [[row.contact.name, namedDigests(territoryId, row.contact.name)]] : [])));
  const emails = new Map(
    rows.flatMap(({ service }) => (service.email === null ? [] : [[service.email, emailDigests(territoryId, service.email)]])),
  );
  const digests = [...names.values(), ...emails.values()].flat();
  if (digests.length === 0) return { names: new Set(), points: new Set() };
  const { rows: found } = await sql<{ person_digest: string }>`
    select person_digest from directory.objection
    where territory_id = ${territoryId} and person_digest = any(${digests}::text[])`.execute(run.kernel.database.kysely<DB>());
  const objected = new Set(found.map((row) => row.person_digest));
  const those = (told: ReadonlyMap<string, readonly string[]>) =>
    new Set([...told].filter(([, all]) => all.some((one) => objected.has(one))).map(([text]) => text));
  return { names: those(names), points: those(emails) };
}

/** Without the address of somebody who objected, nor the number beside it. */
export function withoutObjected(service: ServiceFacts, points: ReadonlySet<string>): ServiceFacts {
  return service.email !== null && points.has(service.email) ? { ...service, email: null, phone: null } : service;
}

/** Keeps the people named by services, each private until they agree. The unit must be open to contacts of the territory. */
export async function writeContacts(run: Run, contacts: readonly NewContact[]): Promise<void> {
  const db = run.kernel.database.kysely<DB>();
  if (contacts.length === 0) return;
  const due = Temporal.PlainDate.from(run.today).add(NOTICE);
  const found = await db
    .selectFrom('directory.contact')
    .select(['id', 'service_id', 'name', 'phone', 'email'])
    .where('territory_id', '=', run.territory.id)
    .where('service_id', 'in', [...new Set(contacts.map(({ serviceId }) => serviceId))])
    .execute();
  const kept = new Map(found.map((contact) => [contact.service_id, contact]));
  const gone: string[] = [];
  const added: Insertable<DB['directory.contact']>[] = [];
  for (const { row, owner, serviceId, isNamed } of contacts) {
    const before = kept.get(serviceId);
    if (before && row.contact && isNamed && fold(before.name) === fold(row.contact.name)) {
      await db
        .updateTable('directory.contact')
        .set({
          phone: row.contact.phone,
          email: row.contact.email,
          // What they agreed to was another number, another address.
          ...((before.phone !== row.contact.phone || before.email !== row.contact.email) && { is_public: false }),
        })
        .where('territory_id', '=', run.territory.id)
        .where('id', '=', before.id)
        .execute();
      continue;
    }
    // Nobody any more, somebody else, or somebody who objected: what was agreed with the former goes with them.
    if (before) gone.push(before.id);
    if (!isNamed || !row.contact) continue;
    added.push({
      territory_id: run.territory.id,
      id: newId(),
      organisation_id: owner.organisationId,
      service_id: serviceId,
      name: row.contact.name,
      phone: row.contact.phone,
      email: row.contact.email,
      is_public: false,
      source: row.source,
      notice_due_on: due,
      created_at: run.kernel.clock.now(),
    });
  }
  if (gone.length > 0)
    await db.deleteFrom('directory.contact').where('territory_id', '=', run.territory.id).where('id', 'in', gone).execute();
  if (added.length > 0) await db.insertInto('directory.contact').values(added).execute();
}

/**
 * Somebody objects to being named: whatever is kept of them goes, and no later reading brings it back. Only a digest of
 * their name stays. Returns how many mentions went.
 */
export function recordObjection(kernel: Kernel, territory: TerritoryContext, name: string): Promise<number> {
  const digests = personDigests(territory.id, name);
  if (digests.length === 0) return Promise.resolve(0);
  return kernel.database.unit(
    async () => {
      const db = kernel.database.kysely<DB>();
      const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
      await db
        .insertInto('directory.objection')
        .values(digests.map((person_digest) => ({ territory_id: territory.id, id: newId(), person_digest, objected_on: today })))
        .onConflict((conflict) => conflict.columns(['territory_id', 'person_digest']).doNothing())
        .execute();
      const contacts = await db.selectFrom('directory.contact').select(['id', 'name']).where('territory_id', '=', territory.id).execute();
      const gone = contacts
        .filter((contact) => namedDigests(territory.id, contact.name).some((one) => digests.includes(one)))
        .map(({ id }) => id);
      if (gone.length > 0)
        await db.deleteFrom('directory.contact').where('territory_id', '=', territory.id).where('id', 'in', gone).execute();
      return gone.length;
    },
    { directory_contacts: territory.id },
  );
}

/** Somebody agrees to be named on the public page of what they are the contact of. */
export function agreeToBeNamed(kernel: Kernel, territory: TerritoryContext, contactId: string): Promise<boolean> {
  return kernel.database.unit(
    async () => {
      const changed = await kernel.database
        .kysely<DB>()
        .updateTable('directory.contact')
        .set({ is_public: true })
        .where('territory_id', '=', territory.id)
        .where('id', '=', contactId)
        .returning('id')
        .executeTakeFirst();
      return changed !== undefined;
    },
    { directory_contacts: territory.id },
  );
}
