import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { type OrganisationFacts, organisationFields, type ProvenanceRecord, themesOf } from '../facts.ts';
import { identifierKeys } from '../identifier-keys.ts';
import type { KindCode } from '../kinds.ts';
import { refreshListings } from '../listings.ts';
import { fold } from '../text.ts';
import type { ThemeCode } from '../themes.ts';
import { type Edited, editSubject } from './editing.ts';
import type { Authorship } from './revision.ts';
import { insertSubjects, type Subject } from './subject.ts';

export const organisationSubject: Subject<OrganisationFacts> = {
  name: 'organisation',
  table: 'directory.organisation',
  fields: organisationFields,
  fallbackSlug: 'structure',
  slugDetail: () => '',
  columns: (facts) => ({
    name: facts.name,
    name_key: fold(facts.name),
    alternate_names: [...facts.alternateNames],
    description: facts.description,
    kinds: [...facts.kinds],
    themes: themesOf(facts.kinds, facts.themes),
    legal_form: facts.legalForm,
    activity_code: facts.activityCode,
    networks: [...facts.networks],
    languages: [...facts.languages],
    identifiers: JSON.stringify(facts.identifiers),
    identifier_keys: identifierKeys(facts.identifiers),
    accreditations: JSON.stringify(facts.accreditations),
    email: facts.email,
    phone: facts.phone,
    website: facts.website,
    source_url: facts.sourceUrl,
  }),
  facts: (row) => ({
    name: row['name'] as string,
    alternateNames: row['alternate_names'] as string[],
    description: row['description'] as string | null,
    kinds: row['kinds'] as KindCode[],
    themes: extraThemes(row['kinds'] as KindCode[], row['themes'] as ThemeCode[]),
    legalForm: row['legal_form'] as OrganisationFacts['legalForm'],
    activityCode: row['activity_code'] as string | null,
    networks: row['networks'] as OrganisationFacts['networks'],
    languages: row['languages'] as string[],
    identifiers: row['identifiers'] as OrganisationFacts['identifiers'],
    accreditations: row['accreditations'] as OrganisationFacts['accreditations'],
    email: row['email'] as string | null,
    phone: row['phone'] as string | null,
    website: row['website'] as string | null,
    sourceUrl: row['source_url'] as string | null,
  }),
  normal: (facts) => ({ ...facts, themes: extraThemes(facts.kinds, facts.themes) }),
};

/** The themes that the kinds do not bring. */
export function extraThemes(kinds: readonly KindCode[], all: readonly ThemeCode[]): ThemeCode[] {
  const brought = themesOf(kinds, []);
  return all.filter((theme) => !brought.includes(theme));
}

/** Adds an organisation, published, in the current unit of work. */
export async function addOrganisation(
  kernel: Kernel,
  territory: TerritoryContext,
  facts: OrganisationFacts,
  provenance: ProvenanceRecord,
): Promise<{ id: string; slug: string }> {
  const id = newId();
  const slugs = await insertSubjects(kernel, territory.id, organisationSubject, [{ id, facts, provenance }]);
  await refreshListings(kernel, territory, { organisationIds: [id] });
  return { id, slug: slugs.get(id) ?? id };
}

/** What a person here says of a structure: see `editSubject`. */
export function editOrganisation(
  kernel: Kernel,
  territory: TerritoryContext,
  id: string,
  by: Authorship,
  change: (facts: OrganisationFacts) => OrganisationFacts,
): Promise<Edited | null> {
  return editSubject(kernel, territory, organisationSubject, id, by, change);
}
