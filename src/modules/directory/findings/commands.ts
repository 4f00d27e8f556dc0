import { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { type OrganisationFacts, type PlaceFacts, provenanceOf, type SubjectName } from '../facts.ts';
import { fromFactsJson } from '../facts-json.ts';
import { refreshListings } from '../listings.ts';
import { editSubject, today } from '../subjects/editing.ts';
import { subjectNamed } from '../subjects/named.ts';
import { organisationSubject } from '../subjects/organisation.ts';
import { placeSubject } from '../subjects/place.ts';
import { type Authorship, recordBeside } from '../subjects/revision.ts';
import { insertSubjects, type Subject } from '../subjects/subject.ts';
import type { AnyFacts } from '../suggestions/plain-fields.ts';
import type { DB } from '../tables.generated.ts';
import type { Aside, Conflict } from './queries.ts';

/** Facts with what a source says of one field. */
function withTheirs<Facts extends AnyFacts>(facts: Facts, { fields }: Subject<Facts>, { field, theirs }: Conflict): Facts {
  const keys: readonly (keyof Facts)[] = fields[field] ?? [];
  const [only] = keys;
  if (only === undefined) return facts;
  const said = keys.length === 1 ? { [only]: theirs } : fromFactsJson<object>(theirs);
  return { ...facts, ...said };
}

/** Takes what sources say where that was chosen, in the current unit of work; the rest stays, and is asked no more. */
export async function settleConflicts(
  kernel: Kernel,
  territory: TerritoryContext,
  { subject: name, id }: { subject: SubjectName; id: string },
  source: string,
  taken: readonly Conflict[],
  by: Authorship,
): Promise<boolean> {
  const subject = subjectNamed(name) as unknown as Subject<AnyFacts>;
  const edited = await editSubject(kernel, territory, subject, id, by, (facts) =>
    taken.reduce((said, conflict) => withTheirs(said, subject, conflict), facts),
  );
  if (!edited) return false;
  await kernel.database
    .kysely<DB>()
    .deleteFrom('directory.conflict')
    .where('territory_id', '=', territory.id)
    .where('subject_id', '=', id)
    .where('source', '=', source)
    .execute();
  return true;
}

interface AsideRow extends Aside {
  source: string;
  externalId: string;
  row: SubjectName;
}

/** The row is of what is here already: at its next reading it fills in what is not told yet. In the current unit of work. */
export async function attachAside(
  kernel: Kernel,
  territory: TerritoryContext,
  aside: AsideRow,
  twin: { organisationId: string | null; placeId: string | null; serviceId: string | null },
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await db
    .insertInto('directory.source_record')
    .values({
      territory_id: territory.id,
      id: newId(),
      subject: aside.row,
      source: aside.source,
      external_id: aside.externalId,
      organisation_id: twin.organisationId,
      place_id: twin.placeId,
      service_id: twin.serviceId,
      digest: '',
      import_run_id: aside.importRunId,
      confirmed_on: Temporal.PlainDate.from(today(kernel, territory)),
    })
    .execute();
  await db.deleteFrom('directory.set_aside').where('territory_id', '=', territory.id).where('id', '=', aside.id).execute();
}

/** The row is of something else: it becomes a page of its own, which its source goes on telling of. In the current unit of work. */
export async function publishAside(
  kernel: Kernel,
  territory: TerritoryContext,
  aside: AsideRow,
  by: Authorship,
): Promise<{ subject: 'organisation' | 'place'; slug: string }> {
  const date = today(kernel, territory);
  const { source } = aside;
  const told = (aside.row === 'organisation' ? aside.facts : { organisation: null, place: aside.facts }) as {
    organisation: OrganisationFacts | null;
    place: PlaceFacts | null;
  };
  let organisationId: string | null = null;
  let slug = '';
  if (told.organisation) {
    organisationId = newId();
    const provenance = provenanceOf(organisationSubject.fields, told.organisation, source, date);
    const slugs = await insertSubjects(kernel, territory.id, organisationSubject, [
      { id: organisationId, facts: told.organisation, provenance },
    ]);
    slug = slugs.get(organisationId) ?? organisationId;
    await recordBeside(kernel, territory.id, { subject: 'organisation', subjectId: organisationId, what: 'created', by, changes: {} });
  }
  let placeId: string | null = null;
  if (told.place) {
    placeId = newId();
    const provenance = provenanceOf(placeSubject.fields, told.place, source, date);
    const beside = { organisation_id: organisationId, ...(await placeSubject.following?.(kernel, territory.id, told.place)) };
    const slugs = await insertSubjects(kernel, territory.id, placeSubject, [{ id: placeId, facts: told.place, provenance, beside }]);
    slug = slugs.get(placeId) ?? placeId;
    await recordBeside(kernel, territory.id, { subject: 'place', subjectId: placeId, what: 'created', by, changes: {} });
  }
  await refreshListings(kernel, territory, {
    organisationIds: organisationId === null ? [] : [organisationId],
    placeIds: placeId === null ? [] : [placeId],
  });
  await attachAside(kernel, territory, aside, { organisationId, placeId, serviceId: null });
  return { subject: placeId === null ? 'organisation' : 'place', slug };
}
