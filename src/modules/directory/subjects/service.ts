import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { type ProvenanceRecord, type ServiceFacts, serviceFields } from '../facts.ts';
import { refreshListings } from '../listings.ts';
import { fold } from '../text.ts';
import { type ThemeCode, themeCodes } from '../themes.ts';
import { themesOfTopics } from '../topic-themes.ts';
import { addressColumns, addressFacts } from './address.ts';
import { type Edited, editSubject } from './editing.ts';
import { renewSlug } from './renaming.ts';
import type { Authorship } from './revision.ts';
import { forgetAddresses } from './secrecy.ts';
import { insertSubjects, type Subject } from './subject.ts';

export const serviceSubject: Subject<ServiceFacts> = {
  name: 'service',
  table: 'directory.service',
  fields: serviceFields,
  fallbackSlug: 'service',
  slugDetail: (facts) => (facts.isAddressConfidential ? '' : (facts.locality ?? '')),
  columns: (facts) => ({
    name: facts.name,
    name_key: fold(facts.name),
    description: facts.description,
    type: facts.type,
    topics: [...facts.topics],
    themes: serviceThemes(facts),
    fee: facts.fee,
    fee_details: facts.feeDetails,
    price_amount: facts.price?.amount ?? null,
    price_currency: facts.price?.currency ?? null,
    publics: [...facts.publics],
    publics_details: facts.publicsDetails,
    access_conditions: facts.accessConditions,
    ...addressColumns(facts),
    email: facts.email,
    phone: facts.phone,
    opening_hours: facts.openingHours,
    languages: [...facts.languages],
    reception_modes: [...facts.receptionModes],
    eligibility_zones: [...facts.eligibilityZones],
    referral_modes: [...facts.referralModes],
    referrers: [...facts.referrers],
    referral_url: facts.referralUrl,
    referral_details: facts.referralDetails,
    weekly_hours: facts.weeklyHours,
    weeks: facts.weeks,
    source_url: facts.sourceUrl,
  }),
  facts: (row) => ({
    name: row['name'] as string,
    description: row['description'] as string,
    type: row['type'] as ServiceFacts['type'],
    topics: row['topics'] as ServiceFacts['topics'],
    themes: otherThemes(row['topics'] as ServiceFacts['topics'], row['themes'] as ThemeCode[]),
    fee: row['fee'] as ServiceFacts['fee'],
    feeDetails: row['fee_details'] as string | null,
    price:
      row['price_amount'] === null ? null : { amount: BigInt(row['price_amount'] as bigint), currency: row['price_currency'] as string },
    publics: row['publics'] as ServiceFacts['publics'],
    publicsDetails: row['publics_details'] as string | null,
    accessConditions: row['access_conditions'] as string | null,
    ...addressFacts(row),
    email: row['email'] as string | null,
    phone: row['phone'] as string | null,
    openingHours: row['opening_hours'] as string | null,
    languages: row['languages'] as string[],
    receptionModes: row['reception_modes'] as ServiceFacts['receptionModes'],
    eligibilityZones: row['eligibility_zones'] as string[],
    referralModes: row['referral_modes'] as ServiceFacts['referralModes'],
    referrers: row['referrers'] as ServiceFacts['referrers'],
    referralUrl: row['referral_url'] as string | null,
    referralDetails: row['referral_details'] as string | null,
    weeklyHours: row['weekly_hours'] as number | null,
    weeks: row['weeks'] as number | null,
    sourceUrl: row['source_url'] as string | null,
  }),
  normal: (facts) => ({ ...facts, themes: otherThemes(facts.topics, facts.themes) }),
  async hide(kernel, territoryId, id, facts) {
    await forgetAddresses(kernel, territoryId, [id]);
    await renewSlug(kernel, territoryId, serviceSubject, id, facts);
  },
};

function serviceThemes({ topics, themes }: Pick<ServiceFacts, 'topics' | 'themes'>): ThemeCode[] {
  const found = new Set([...themesOfTopics(topics), ...themes]);
  return themeCodes.filter((code) => found.has(code));
}

function otherThemes(topics: ServiceFacts['topics'], all: readonly ThemeCode[]): ThemeCode[] {
  const brought = themesOfTopics(topics);
  return all.filter((theme) => !brought.includes(theme));
}

/** Adds a service of an organisation, published, in the current unit of work; `placeId` null: wherever the organisation is. */
export async function addService(
  kernel: Kernel,
  territory: TerritoryContext,
  owner: { organisationId: string; placeId: string | null },
  facts: ServiceFacts,
  provenance: ProvenanceRecord,
): Promise<{ id: string; slug: string }> {
  const id = newId();
  const beside = { organisation_id: owner.organisationId, place_id: owner.placeId };
  const slugs = await insertSubjects(kernel, territory.id, serviceSubject, [{ id, facts, provenance, beside }]);
  await refreshListings(kernel, territory, { serviceIds: [id] });
  return { id, slug: slugs.get(id) ?? id };
}

/** What a person here says of a service: see `editSubject`. */
export function editService(
  kernel: Kernel,
  territory: TerritoryContext,
  id: string,
  by: Authorship,
  change: (facts: ServiceFacts) => ServiceFacts,
): Promise<Edited | null> {
  return editSubject(kernel, territory, serviceSubject, id, by, change);
}
