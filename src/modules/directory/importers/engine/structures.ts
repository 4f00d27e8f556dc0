import { sql } from 'kysely';
import { isInside } from '../../../../kernel/geo/geo.ts';
import { newId } from '../../../../kernel/ids.ts';
import {
  digestOf,
  mergeFacts,
  type OrganisationFacts,
  type PlaceFacts,
  type ProvenanceRecord,
  provenanceOf,
  withoutConfidentialAddress,
} from '../../facts.ts';
import { refreshListings } from '../../listings.ts';
import { isOutside } from '../../subjects/address.ts';
import { organisationSubject } from '../../subjects/organisation.ts';
import { placeSubject } from '../../subjects/place.ts';
import { changeState, lastActor } from '../../subjects/state.ts';
import { insertSubjects, type Kept, keptSubjects, type Subject, type SubjectWrite } from '../../subjects/subject.ts';
import type { DB } from '../../tables.generated.ts';
import { beginBatch } from './batch.ts';
import type { Outcome } from './batches.ts';
import {
  type Aside,
  type Known,
  keyOf,
  knownRecords,
  type NewRecord,
  PARENT_DIGEST,
  type SubjectConflicts,
  writeAsides,
  writeConflicts,
  writeRecords,
} from './records.ts';
import { type Rewrite, rewriteOf, rewriteSubjects } from './rewrite.ts';
import { isRejected, nameOf, type OrganisationRow, type PlaceRow, type RejectedRow, type SourceRow } from './row.ts';
import type { Run } from './run.ts';
import { Twins } from './twins.ts';
import { isAside, withdraw } from './withdrawal.ts';

type StructureRow = OrganisationRow | PlaceRow;

/** What a batch is going to write. */
interface Writes {
  newOrganisations: SubjectWrite<OrganisationFacts>[];
  newPlaces: SubjectWrite<PlaceFacts>[];
  organisations: Rewrite<OrganisationFacts>[];
  places: Rewrite<PlaceFacts>[];
  records: NewRecord[];
  asides: Aside[];
  conflicts: SubjectConflicts[];
}

/** What the outcome's link needs: the subject that the row became or is a duplicate of. */
type Pointed = Omit<Outcome, 'path'> & { organisationId: string | null; placeId: string | null };

/** One batch of structures and places, in one unit of work: what is known of its rows in a few reads, then the writes. */
export async function importStructures(run: Run, batch: readonly SourceRow[]): Promise<Outcome[]> {
  const { kernel, territory } = run;
  await beginBatch(kernel, territory.id);
  const rows = batch.filter((row): row is StructureRow | RejectedRow => isRejected(row) || row.subject !== 'service');
  const accepted = rows.filter((row): row is StructureRow => !isRejected(row));
  const known = await knownRecords(
    run,
    rows.flatMap((row) => [
      ...(row.externalId === null ? [] : [{ subject: row.subject, source: row.source, externalId: row.externalId }]),
      ...(!isRejected(row) && row.subject === 'organisation' && row.parentId !== undefined ? [parentKey(row, row.parentId)] : []),
    ]),
  );
  const ids = (pick: (record: Known) => string | null) => [...known.values()].flatMap((record) => pick(record) ?? []);
  const organisations = await keptSubjects(
    kernel,
    territory.id,
    organisationSubject,
    ids((record) => record.organisation_id),
  );
  const places = await keptSubjects(
    kernel,
    territory.id,
    placeSubject,
    ids((record) => record.place_id),
  );
  // What was read before is what it became then.
  const isKnown = ({ subject, source, externalId }: StructureRow) => known.has(keyOf({ subject, source, externalId }));
  const twins = await Twins.among(
    kernel,
    territory.id,
    accepted.filter((row) => !isKnown(row)),
  );

  const writes: Writes = { newOrganisations: [], newPlaces: [], organisations: [], places: [], records: [], asides: [], conflicts: [] };
  const seen = new Map<string, Pointed>();
  const outcomes: Pointed[] = [];
  for (const row of rows) {
    const key = row.externalId === null ? null : keyOf({ subject: row.subject, source: row.source, externalId: row.externalId });
    const before = key === null ? undefined : known.get(key);
    const base = {
      line: row.line,
      externalId: row.externalId,
      name: nameOf(row),
      organisationId: before?.organisation_id ?? null,
      placeId: before?.place_id ?? null,
    };
    const earlier = key === null ? undefined : seen.get(key);
    if (isRejected(row)) {
      const closes = before && !earlier && before.import_run_id !== run.runId && row.rejected === 'closed' && key !== null;
      if (closes) {
        const closed = await close(run, before, row.source);
        writes.records.push(recordOf(before));
        const outcome: Pointed = { ...base, outcome: closed ? 'updated' : 'unchanged', reason: 'closed', warnings: [] };
        seen.set(key, outcome);
        outcomes.push(outcome);
      } else if (row.rejected === 'not-public' && !earlier && row.externalId !== null) {
        const isKnown = before !== undefined || (await isAside(run, row.source, row.externalId));
        const gone = await withdraw(run, row.source, row.externalId, before ?? null);
        for (const id of gone) {
          organisations.delete(id);
          places.delete(id);
        }
        twins.forget(gone);
        for (const [at, record] of known)
          if (gone.includes(record.organisation_id ?? '') || gone.includes(record.place_id ?? '')) known.delete(at);
        const outcome = isKnown ? ('updated' as const) : ('rejected' as const);
        outcomes.push({ ...base, organisationId: null, placeId: null, outcome, reason: 'not-public', name: null, warnings: [] });
      } else {
        // It is still there, if not as data: not gone from its source.
        if (before && !earlier) writes.records.push(recordOf(before));
        outcomes.push({ ...base, organisationId: null, placeId: null, outcome: 'rejected', reason: row.rejected, warnings: [] });
      }
      continue;
    }
    if (key === null) continue;
    const warnings = [...row.warnings, ...outside(run, row)];
    if (run.isWithin && !isHere(run, row)) {
      // It is in the file: not gone from its source.
      if (before && !earlier) writes.records.push(recordOf(before));
      outcomes.push({ ...base, organisationId: null, placeId: null, outcome: 'rejected', reason: 'elsewhere', warnings });
      continue;
    }
    if (earlier || before?.import_run_id === run.runId) {
      const { organisationId, placeId } = earlier ?? base;
      outcomes.push({ ...base, organisationId, placeId, outcome: 'duplicate', reason: 'repeated-id', warnings });
      continue;
    }
    let outcome: Pointed;
    if (before) outcome = { ...base, ...(await readAgain(run, row, before, { organisations, places, writes })), warnings };
    else {
      const twin =
        row.subject === 'organisation' && row.parentId !== undefined && known.has(keyOf(parentKey(row, row.parentId)))
          ? null
          : twins.find(row);
      if (twin) {
        const { organisation_id: organisationId, place_id: placeId } = twin.candidate;
        writes.asides.push({
          subject: row.subject,
          source: row.source,
          externalId: row.externalId,
          reason: twin.reason,
          organisationId,
          placeId,
          serviceId: null,
          facts: asideFacts(row, twin.candidate.is_confidential),
        });
        outcome = { ...base, organisationId, placeId, outcome: 'duplicate', reason: twin.reason, warnings };
      } else {
        const created = create(run, row, known, writes);
        twins.add(row, created);
        outcome = { ...base, ...created, outcome: 'created', reason: null, warnings };
      }
    }
    seen.set(key, outcome);
    outcomes.push({ ...outcome, warnings: [...outcome.warnings, ...conflictWarnings(writes, outcome)] });
  }
  const slugs = await apply(run, writes);
  for (const kept of [...organisations.values(), ...places.values()]) slugs.set(kept.id, kept.slug);
  const unknown = outcomes
    .flatMap(({ organisationId, placeId }) => [organisationId, placeId])
    .filter((id): id is string => id !== null && !slugs.has(id));
  for (const [id, slug] of await slugsOf(run, unknown)) slugs.set(id, slug);
  return outcomes.map(({ organisationId, placeId, ...outcome }) => ({
    ...outcome,
    conflicts: outcome.warnings.filter((warning) => warning.startsWith('conflict:')).length,
    path: pathOf(organisationId, placeId, slugs),
  }));
}

/** What is kept of a row set aside: no address, where it is one that is not to be known. */
function asideFacts(row: StructureRow, isConfidential: boolean): object {
  const place =
    row.place && withoutConfidentialAddress({ ...row.place, isAddressConfidential: row.place.isAddressConfidential || isConfidential });
  return row.subject === 'organisation' ? { organisation: row.organisation, place } : (place ?? {});
}

function parentKey(row: OrganisationRow, parentId: string) {
  return { subject: 'organisation' as const, source: row.source, externalId: parentId };
}

/** The page of the place, where there is one: what a person would go and look at. */
function pathOf(organisationId: string | null, placeId: string | null, slugs: ReadonlyMap<string, string>): string | null {
  const place = placeId === null ? undefined : slugs.get(placeId);
  if (place !== undefined) return `/lieux/${place}`;
  const organisation = organisationId === null ? undefined : slugs.get(organisationId);
  return organisation === undefined ? null : `/annuaire/${organisation}`;
}

async function slugsOf(run: Run, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; slug: string }>`
    select id, slug from directory.place where territory_id = ${run.territory.id} and id = any(${ids}::uuid[])
    union all select id, slug from directory.organisation where territory_id = ${run.territory.id} and id = any(${ids}::uuid[])`.execute(
    run.kernel.database.kysely<DB>(),
  );
  return new Map(rows.map((row) => [row.id, row.slug]));
}

function outside(run: Run, row: StructureRow): string[] {
  return row.place && isOutside(row.place, run.outline) ? ['outside-territory'] : [];
}

/** In the territory's outline; where that or the position is not known, in its commune by code, else by postcode. */
function isHere({ territory, outline }: Run, { place }: StructureRow): boolean {
  if (!place) return false;
  if (outline && place.position) return isInside(outline, place.position);
  if (place.communeCode !== null && territory.kind === 'commune') return place.communeCode === territory.code;
  return place.postcode !== null && territory.postcodes.includes(place.postcode);
}

function recordOf(record: Known): NewRecord {
  return {
    subject: record.subject,
    source: record.source,
    externalId: record.external_id,
    digest: record.digest,
    organisationId: record.organisation_id,
    placeId: record.place_id,
    serviceId: record.service_id,
    confirmedOn: null,
  };
}

async function close(run: Run, record: Known, source: string): Promise<boolean> {
  const change = { event: 'close', actor: `source:${source}` } as const;
  const place =
    record.place_id !== null && (await changeState(run.kernel, run.territory, { subject: 'place', id: record.place_id, ...change }));
  const organisation =
    record.subject === 'organisation' &&
    record.organisation_id !== null &&
    (await hasNoOpenPlace(run, record.organisation_id)) &&
    (await changeState(run.kernel, run.territory, { subject: 'organisation', id: record.organisation_id, ...change }));
  return place || organisation;
}

async function hasNoOpenPlace(run: Run, organisationId: string): Promise<boolean> {
  const open = await run.kernel.database
    .kysely<DB>()
    .selectFrom('directory.place')
    .select('id')
    .where('territory_id', '=', run.territory.id)
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return open === undefined;
}

function digestOfRow(row: StructureRow): string {
  return digestOf(row.subject === 'organisation' ? { organisation: row.organisation, place: row.place } : row.place);
}

/** A row that was read before: reopens what had closed, and merges what it now says. */
async function readAgain(
  run: Run,
  row: StructureRow,
  before: Known,
  {
    organisations,
    places,
    writes,
  }: { organisations: ReadonlyMap<string, Kept<OrganisationFacts>>; places: ReadonlyMap<string, Kept<PlaceFacts>>; writes: Writes },
): Promise<Pick<Pointed, 'outcome' | 'reason' | 'placeId'>> {
  const { kernel, territory } = run;
  const digest = digestOfRow(row);
  const from = { source: row.source, date: row.checkedOn ?? run.today };
  const organisation = before.organisation_id === null ? undefined : organisations.get(before.organisation_id);
  const place = before.place_id === null ? undefined : places.get(before.place_id);
  let isChanged = false;
  for (const [subject, kept] of [
    ['organisation', organisation],
    ['place', place],
  ] as const) {
    // What a person here closed stays closed, whatever the source goes on telling.
    if (kept?.state !== 'closed' || (await lastActor(kernel, territory.id, kept.id)) !== `source:${row.source}`) continue;
    const reopened = await changeState(kernel, territory, { subject, id: kept.id, event: 'reopen', actor: `source:${row.source}` });
    isChanged ||= reopened;
  }
  let placeId = before.place_id;
  if (before.digest !== digest) {
    let isWritten = false;
    if (row.subject === 'organisation' && organisation)
      isWritten = merge(organisationSubject, organisation, row.organisation, from, writes.organisations, writes.conflicts) || isWritten;
    if (row.place && place) {
      const incoming = withoutConfidentialAddress({
        ...row.place,
        isAddressConfidential: row.place.isAddressConfidential || place.facts.isAddressConfidential,
      });
      isWritten =
        merge(placeSubject, place, incoming, from, writes.places, writes.conflicts, (facts) => ({
          is_outside: isOutside(facts, run.outline),
        })) || isWritten;
    } else if (row.place && organisation) {
      placeId = newId();
      writes.newPlaces.push(newPlace(run, placeId, organisation.id, row.place, from));
      isWritten = true;
    }
    isChanged ||= isWritten;
  }
  writes.records.push({ ...recordOf(before), digest, placeId, confirmedOn: from.date });
  return { outcome: isChanged ? 'updated' : 'unchanged', reason: null, placeId };
}

/** @returns whether anything is written. */
function merge<Facts extends { name: string; isAddressConfidential?: boolean }>(
  subject: Subject<Facts>,
  kept: Kept<Facts>,
  incoming: Facts,
  from: { source: string; date: string },
  writes: Rewrite<Facts>[],
  conflicts: SubjectConflicts[],
  beside: (facts: Facts) => Record<string, unknown> = () => ({}),
): boolean {
  const merged = mergeFacts(subject.fields, kept, subject.normal(incoming), from);
  conflicts.push({ subject: subject.name, subjectId: kept.id, source: from.source, conflicts: merged.conflicts });
  const facts = incoming.isAddressConfidential
    ? withoutConfidentialAddress({ ...merged.facts, isAddressConfidential: true })
    : merged.facts;
  if (digestOf({ facts, provenance: merged.provenance }) === digestOf({ facts: kept.facts, provenance: kept.provenance })) return false;
  writes.push(rewriteOf(subject, kept, { facts, provenance: merged.provenance, source: from.source }, beside(facts)));
  return true;
}

function newPlace(
  run: Run,
  id: string,
  organisationId: string | null,
  given: PlaceFacts,
  from: { source: string; date: string },
): SubjectWrite<PlaceFacts> {
  const facts = withoutConfidentialAddress(given);
  const provenance: ProvenanceRecord = provenanceOf(placeSubject.fields, facts, from.source, from.date);
  return { id, facts, provenance, beside: { organisation_id: organisationId, is_outside: isOutside(facts, run.outline) } };
}

function create(
  run: Run,
  row: StructureRow,
  known: Map<string, Known>,
  writes: Writes,
): { organisationId: string | null; placeId: string | null } {
  const from = { source: row.source, date: row.checkedOn ?? run.today };
  let organisationId: string | null = null;
  if (row.subject === 'organisation') {
    const parent = row.parentId === undefined ? undefined : parentKey(row, row.parentId);
    organisationId = (parent && known.get(keyOf(parent))?.organisation_id) ?? null;
    if (organisationId === null) {
      organisationId = newId();
      writes.newOrganisations.push({
        id: organisationId,
        facts: row.organisation,
        provenance: provenanceOf(organisationSubject.fields, row.organisation, row.source, from.date),
      });
      if (parent) {
        // The establishments that follow in this batch are of the same structure.
        const record: NewRecord = { ...parent, digest: PARENT_DIGEST, organisationId, placeId: null, serviceId: null, confirmedOn: null };
        writes.records.push(record);
        known.set(keyOf(parent), {
          subject: 'organisation',
          source: row.source,
          external_id: parent.externalId,
          digest: PARENT_DIGEST,
          import_run_id: run.runId,
          organisation_id: organisationId,
          place_id: null,
          service_id: null,
        });
      }
    }
  }
  let placeId: string | null = null;
  if (row.place) {
    placeId = newId();
    writes.newPlaces.push(newPlace(run, placeId, organisationId, row.place, from));
  }
  writes.records.push({
    subject: row.subject,
    source: row.source,
    externalId: row.externalId,
    digest: digestOfRow(row),
    organisationId,
    placeId,
    serviceId: null,
    confirmedOn: from.date,
  });
  return { organisationId, placeId };
}

function conflictWarnings(writes: Writes, outcome: Pointed): string[] {
  if (outcome.outcome !== 'updated' && outcome.outcome !== 'unchanged') return [];
  return writes.conflicts
    .filter(({ subjectId }) => subjectId === outcome.organisationId || subjectId === outcome.placeId)
    .flatMap(({ conflicts }) => conflicts.map(({ field }) => `conflict:${field}`));
}

async function apply(run: Run, writes: Writes): Promise<Map<string, string>> {
  const { kernel, territory } = run;
  const slugs = await insertSubjects(kernel, territory.id, organisationSubject, writes.newOrganisations);
  for (const [id, slug] of await insertSubjects(kernel, territory.id, placeSubject, writes.newPlaces)) slugs.set(id, slug);
  await rewriteSubjects(run, organisationSubject, writes.organisations);
  await rewriteSubjects(run, placeSubject, writes.places);
  await writeRecords(run, writes.records);
  await writeAsides(run, writes.asides);
  await writeConflicts(run, writes.conflicts);
  const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  await refreshListings(kernel, territory, {
    organisationIds: idsOf([...writes.newOrganisations, ...writes.organisations]),
    placeIds: idsOf([...writes.newPlaces, ...writes.places]),
  });
  return slugs;
}
