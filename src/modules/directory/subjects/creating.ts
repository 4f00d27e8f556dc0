import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { type FactsOf, LOCAL_SOURCE, provenanceOf, type SubjectName, withoutConfidentialAddress } from '../facts.ts';
import { refreshListings } from '../listings.ts';
import { today } from './editing.ts';
import { subjectNamed } from './named.ts';
import { type Authorship, recordBeside } from './revision.ts';
import { insertSubjects } from './subject.ts';

/** Whose a new one is: a service is of a structure; a place may be of nobody known; a structure is its own. */
export interface Owner {
  organisationId: string | null;
  /** Of a service: where it is, if not wherever its structure is. */
  placeId: string | null;
}

/** Adds what a person here tells, published, in the current unit of work, and begins its history. */
export async function createSubject<Name extends SubjectName>(
  kernel: Kernel,
  territory: TerritoryContext,
  { subject: name, id = newId(), facts: given, owner }: { subject: Name; id?: string; facts: FactsOf[Name]; owner: Owner },
  by: Authorship,
): Promise<{ id: string; slug: string }> {
  const subject = subjectNamed(name);
  const facts = withoutConfidentialAddress(subject.normal(given));
  const beside = {
    ...(name !== 'organisation' && { organisation_id: owner.organisationId }),
    ...(name === 'service' && { place_id: owner.placeId }),
    ...(await subject.following?.(kernel, territory.id, facts)),
  };
  const provenance = provenanceOf(subject.fields, facts, LOCAL_SOURCE, today(kernel, territory));
  const slugs = await insertSubjects(kernel, territory.id, subject, [{ id, facts, provenance, beside }]);
  await recordBeside(kernel, territory.id, { subject: name, subjectId: id, what: 'created', by, changes: {} });
  await refreshListings(kernel, territory, { [`${name}Ids`]: [id] });
  return { id, slug: slugs.get(id) ?? id };
}
