import { sql } from 'kysely';
import { newId } from '../../../../kernel/ids.ts';
import {
  type Address,
  digestOf,
  hasAddress,
  mergeFacts,
  noAddress,
  type PlaceFacts,
  provenanceOf,
  type ServiceFacts,
  withoutConfidentialAddress,
} from '../../facts.ts';
import { refreshListings } from '../../listings.ts';
import { placeSubject } from '../../subjects/place.ts';
import { serviceSubject } from '../../subjects/service.ts';
import { changeState, lastActor } from '../../subjects/state.ts';
import { insertSubjects, keptSubjects, type SubjectWrite } from '../../subjects/subject.ts';
import type { DB } from '../../tables.generated.ts';
import { fold } from '../../text.ts';
import { beginBatch } from './batch.ts';
import type { Outcome } from './batches.ts';
import { type NewContact, objectors, withoutObjected, writeContacts } from './contacts.ts';
import {
  type Aside,
  keyOf,
  knownRecords,
  type NewRecord,
  type SubjectConflicts,
  writeAsides,
  writeConflicts,
  writeRecords,
} from './records.ts';
import { type Rewrite, rewriteOf, rewriteSubjects } from './rewrite.ts';
import { isRejected, nameOf, type ServiceRow, type SourceRow } from './row.ts';
import type { Run } from './run.ts';

/** The structure that a service belongs to, as it is here. */
interface Owner {
  organisationId: string;
  placeId: string | null;
}

interface Twin {
  id: string;
  slug: string;
  organisation_id: string;
  name_key: string;
  description: string;
  sources: readonly string[];
}

type Pointed = Omit<Outcome, 'path'> & { serviceId: string | null };

/** One batch of services, once their structures are read: in one unit of work. */
export async function importServices(run: Run, batch: readonly SourceRow[]): Promise<Outcome[]> {
  const { kernel, territory } = run;
  await beginBatch(kernel, territory.id);
  const accepted = batch.filter((row): row is ServiceRow => row.subject === 'service' && !isRejected(row));
  const known = await knownRecords(
    run,
    batch.flatMap((row) =>
      row.externalId === null ? [] : [{ subject: 'service' as const, source: row.source, externalId: row.externalId }],
    ),
  );
  const owners = await ownersOf(run, accepted);
  const places = await keptSubjects(
    kernel,
    territory.id,
    placeSubject,
    [...owners.values()].flatMap((owner) => owner.placeId ?? []),
  );
  const kept = await keptSubjects(
    kernel,
    territory.id,
    serviceSubject,
    [...known.values()].flatMap((record) => record.service_id ?? []),
  );
  // What was read before is what it became then.
  const unread = accepted.filter((row) => !known.has(keyOf({ subject: 'service', source: row.source, externalId: row.externalId })));
  const twins = await twinsOf(run, [...new Set(unread.flatMap((row) => owners.get(ownerKey(row))?.organisationId ?? []))]);
  const objected = await objectors(run, accepted);
  const secret = await withConfidentialPlace(
    run,
    [...owners.values()].map((owner) => owner.organisationId),
  );
  const publicly = secret.size === 0 ? new Set<string>() : await publicHouses(run, accepted, secret);

  const created: SubjectWrite<ServiceFacts>[] = [];
  const updated: Rewrite<ServiceFacts>[] = [];
  const records: NewRecord[] = [];
  const asides: Aside[] = [];
  const conflicts: SubjectConflicts[] = [];
  const contacts: NewContact[] = [];
  const seen = new Map<string, Pointed>();
  const outcomes: Pointed[] = [];

  for (const row of batch) {
    const key = row.externalId === null ? null : keyOf({ subject: 'service', source: row.source, externalId: row.externalId });
    const before = key === null ? undefined : known.get(key);
    const base = {
      line: row.line,
      externalId: row.externalId,
      name: nameOf(row),
      serviceId: before?.service_id ?? null,
      reason: null,
      warnings: [],
    };
    const earlier = key === null ? undefined : seen.get(key);
    const say = (outcome: Partial<Pointed> & Pick<Pointed, 'outcome'>) => {
      const said: Pointed = { ...base, ...outcome };
      if (key !== null && outcome.outcome !== 'rejected') seen.set(key, said);
      outcomes.push(said);
    };
    if (isRejected(row) || row.subject !== 'service' || key === null) {
      if (before && !earlier)
        records.push({
          ...keyed(row.source, before.external_id),
          digest: before.digest,
          organisationId: null,
          placeId: null,
          serviceId: before.service_id,
          confirmedOn: null,
        });
      say({ outcome: 'rejected', reason: isRejected(row) ? row.rejected : 'no-id', serviceId: null });
      continue;
    }
    if (earlier || before?.import_run_id === run.runId) {
      say({ outcome: 'duplicate', reason: 'repeated-id', serviceId: earlier?.serviceId ?? base.serviceId, warnings: row.warnings });
      continue;
    }
    const owner = owners.get(ownerKey(row));
    if (!owner) {
      // It is in the file: not gone from its source.
      if (before && !earlier)
        records.push({
          ...keyed(row.source, before.external_id),
          digest: before.digest,
          organisationId: null,
          placeId: null,
          serviceId: before.service_id,
          confirmedOn: null,
        });
      say({ outcome: 'rejected', reason: run.isWithin ? 'elsewhere' : 'unknown-structure', serviceId: null, warnings: row.warnings });
      continue;
    }
    const place = owner.placeId === null ? undefined : places.get(owner.placeId);
    const told = {
      ...withoutObjected(row.service, objected.points),
      isAddressConfidential:
        row.service.isAddressConfidential ||
        (secret.has(owner.organisationId) && hasAddress(row.service) && !publicly.has(houseOf(row.service))),
    };
    const { facts: incoming, placeId } = placed(told, place ? { id: place.id, facts: place.facts } : null);
    const digest = digestOf({ incoming, placeId, contact: row.contact });
    const from = { source: row.source, date: row.checkedOn ?? run.today };
    const isNamed = row.contact !== null && !objected.names.has(row.contact.name);

    if (before?.service_id) {
      const service = kept.get(before.service_id);
      let isChanged =
        service?.state === 'closed' &&
        // What a person here closed stays closed.
        (await lastActor(kernel, territory.id, service.id)) === `source:${row.source}` &&
        (await changeState(kernel, territory, {
          subject: 'service',
          id: before.service_id,
          event: 'reopen',
          actor: `source:${row.source}`,
        }));
      let warnings: readonly string[] = row.warnings;
      if (service && before.digest !== digest) {
        const flagged = { ...incoming, isAddressConfidential: incoming.isAddressConfidential || service.facts.isAddressConfidential };
        const merged = mergeFacts(serviceSubject.fields, service, serviceSubject.normal(withoutConfidentialAddress(flagged)), from);
        const facts = withoutConfidentialAddress({ ...merged.facts, isAddressConfidential: flagged.isAddressConfidential });
        conflicts.push({ subject: 'service', subjectId: service.id, source: row.source, conflicts: merged.conflicts });
        warnings = [...warnings, ...merged.conflicts.map(({ field }) => `conflict:${field}`)];
        if (digestOf({ facts, provenance: merged.provenance }) !== digestOf({ facts: service.facts, provenance: service.provenance })) {
          updated.push(
            rewriteOf(
              serviceSubject,
              service,
              { facts, provenance: merged.provenance, source: row.source },
              { place_id: placeId, organisation_id: owner.organisationId },
            ),
          );
          isChanged = true;
        }
      }
      if (before.digest !== digest) contacts.push({ row, owner, serviceId: before.service_id, isNamed });
      records.push({
        ...keyed(row.source, row.externalId),
        digest,
        organisationId: null,
        placeId: null,
        serviceId: before.service_id,
        confirmedOn: from.date,
      });
      say({ outcome: isChanged ? 'updated' : 'unchanged', warnings });
      continue;
    }
    const twin = findTwin(row, owner, twins);
    if (twin) {
      asides.push({
        ...keyed(row.source, row.externalId),
        reason: 'twin',
        organisationId: null,
        placeId: null,
        serviceId: twin.id,
        facts: withoutConfidentialAddress(incoming),
      });
      say({ outcome: 'duplicate', reason: 'twin', serviceId: twin.id, warnings: row.warnings });
      continue;
    }
    const id = newId();
    created.push({
      id,
      facts: incoming,
      provenance: provenanceOf(serviceSubject.fields, incoming, from.source, from.date),
      beside: { organisation_id: owner.organisationId, place_id: placeId },
    });
    remember(twins, {
      id,
      slug: '',
      organisation_id: owner.organisationId,
      name_key: fold(row.service.name),
      description: row.service.description,
      sources: [row.source],
    });
    if (row.contact) contacts.push({ row, owner, serviceId: id, isNamed });
    records.push({
      ...keyed(row.source, row.externalId),
      digest,
      organisationId: null,
      placeId: null,
      serviceId: id,
      confirmedOn: from.date,
    });
    say({
      outcome: 'created',
      serviceId: id,
      warnings: isNamed ? [...row.warnings, 'named-contact'] : row.warnings,
      namesSomeone: isNamed,
    });
  }

  const slugs = await insertSubjects(kernel, territory.id, serviceSubject, created);
  await rewriteSubjects(run, serviceSubject, updated);
  await writeRecords(run, records);
  await writeAsides(run, asides);
  await writeConflicts(run, conflicts);
  await writeContacts(run, contacts);
  await refreshListings(kernel, territory, { serviceIds: [...created, ...updated].map(({ id }) => id) });
  for (const one of kept.values()) slugs.set(one.id, one.slug);
  for (const list of twins.values()) for (const one of list) if (one.slug) slugs.set(one.id, one.slug);
  return outcomes.map(({ serviceId, ...outcome }) => {
    const slug = serviceId === null ? undefined : slugs.get(serviceId);
    return {
      ...outcome,
      conflicts: outcome.warnings.filter((warning) => warning.startsWith('conflict:')).length,
      path: slug === undefined ? null : `/services/${slug}`,
    };
  });
}

function keyed(source: string, externalId: string) {
  return { subject: 'service' as const, source, externalId };
}

function ownerKey(row: ServiceRow): string {
  return JSON.stringify([row.source, row.structureId]);
}

/** Each row's structure: what its id became here, or what that was set aside for. An id that names its source (`dora--1`) may be another's than the row's. */
async function ownersOf(run: Run, rows: readonly ServiceRow[]): Promise<Map<string, Owner>> {
  const wanted = [...new Map(rows.map((row) => [ownerKey(row), row])).values()];
  const { rows: found } = await sql<{ source: string; structure_id: string; organisation_id: string; place_id: string | null }>`
    select distinct on (k.source, k.structure_id) k.source, k.structure_id, c.organisation_id, c.place_id
    from unnest(${wanted.map((row) => row.source)}::text[], ${wanted.map((row) => row.structureId)}::text[]) as k (source, structure_id)
    join (
      select r.source, r.external_id, r.organisation_id, r.place_id, 0 as rank from directory.source_record r
        where r.territory_id = ${run.territory.id} and r.subject = 'organisation'
      union all
      select a.source, a.external_id, a.twin_organisation_id, a.twin_id, 1 from directory.set_aside a
        where a.territory_id = ${run.territory.id} and a.subject = 'organisation' and a.twin_organisation_id is not null
    ) c on c.external_id = k.structure_id and (c.source = k.source or k.structure_id ^@ (c.source || '--'))
    order by k.source, k.structure_id, c.rank, c.source <> k.source`.execute(run.kernel.database.kysely<DB>());
  return new Map(
    found.map((row) => [JSON.stringify([row.source, row.structure_id]), { organisationId: row.organisation_id, placeId: row.place_id }]),
  );
}

/** Of these structures, those with a place whose address is confidential: what they do elsewhere would tell it. */
async function withConfidentialPlace(run: Run, organisationIds: readonly string[]): Promise<Set<string>> {
  if (organisationIds.length === 0) return new Set();
  const rows = await run.kernel.database
    .kysely<DB>()
    .selectFrom('directory.place')
    .select('organisation_id')
    .distinct()
    .where('territory_id', '=', run.territory.id)
    .where('organisation_id', 'in', [...new Set(organisationIds)])
    .where('is_address_confidential', '=', true)
    .execute();
  return new Set(rows.flatMap((row) => row.organisation_id ?? []));
}

/** A house, to be compared; '' where it has no number. */
function houseOf({ street, postcode }: Pick<Address, 'street' | 'postcode'>): string {
  return street === null || !/\d/.test(street) ? '' : fold(`${street} ${postcode ?? ''}`);
}

/** Where others of this town receive in the open: a shelter's desk at the social centre is no secret. */
async function publicHouses(run: Run, rows: readonly ServiceRow[], secret: ReadonlySet<string>): Promise<Set<string>> {
  const postcodes = [...new Set(rows.flatMap(({ service }) => service.postcode ?? []))];
  if (postcodes.length === 0) return new Set();
  const places = await run.kernel.database
    .kysely<DB>()
    .selectFrom('directory.place')
    .select(['street', 'postcode', 'organisation_id'])
    .where('territory_id', '=', run.territory.id)
    .where('postcode', 'in', postcodes)
    .where('street', 'is not', null)
    .execute();
  return new Set(
    places
      .filter((place) => !secret.has(place.organisation_id ?? ''))
      .map(houseOf)
      .filter(Boolean),
  );
}

/** A service at its structure's own address is at that place; any other address is its own. */
function placed(service: ServiceFacts, place: { id: string; facts: PlaceFacts } | null): { facts: ServiceFacts; placeId: string | null } {
  const facts = withoutConfidentialAddress(service);
  if (!place || facts.isAddressConfidential || !hasAddress(facts)) return { facts, placeId: null };
  return isSameAddress(facts, place.facts) ? { facts: { ...facts, ...noAddress }, placeId: place.id } : { facts, placeId: null };
}

function isSameAddress(a: Address, b: Address): boolean {
  const { position: pa, ...textA } = a;
  const { position: pb, ...textB } = b;
  return (
    textA.street === textB.street &&
    textA.addressComplement === textB.addressComplement &&
    textA.postcode === textB.postcode &&
    textA.locality === textB.locality &&
    textA.communeCode === textB.communeCode &&
    pa?.latitude === pb?.latitude &&
    pa?.longitude === pb?.longitude
  );
}

async function twinsOf(run: Run, organisationIds: readonly string[]): Promise<Map<string, Twin[]>> {
  const { rows } = await sql<Twin>`
    select s.id, s.slug, s.organisation_id, s.name_key, s.description,
      array(select r.source from directory.source_record r where r.territory_id = s.territory_id and r.service_id = s.id) as sources
    from directory.service s
    where s.territory_id = ${run.territory.id} and s.organisation_id = any(${organisationIds}::uuid[]) and s.state = 'published'`.execute(
    run.kernel.database.kysely<DB>(),
  );
  const twins = new Map<string, Twin[]>();
  for (const row of rows) remember(twins, row);
  return twins;
}

function twinKey(organisationId: string, nameKey: string): string {
  return `${organisationId}|${nameKey}`;
}

function remember(twins: Map<string, Twin[]>, twin: Twin): void {
  const key = twinKey(twin.organisation_id, twin.name_key);
  const same = twins.get(key);
  if (same) same.push(twin);
  else twins.set(key, [twin]);
}

/** Of the same structure and name, told by another source, or word for word by the same one. */
function findTwin(row: ServiceRow, owner: Owner, twins: ReadonlyMap<string, readonly Twin[]>): Twin | undefined {
  return twins
    .get(twinKey(owner.organisationId, fold(row.service.name)))
    ?.find((twin) => !twin.sources.includes(row.source) || twin.description === row.service.description);
}
