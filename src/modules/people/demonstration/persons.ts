import { Temporal } from 'temporal-polyfill';
import { earlier } from '../../../kernel/earlier.ts';
import { settingsOf } from '../../../kernel/http/page-routes.ts';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { territoryBySlug } from '../../territories/index.ts';
import { addPerson, endMandate, giveCode, type NewMandate, type PersonFacts, prepareMandate, signMandate } from '../persons/commands.ts';
import { readPerson } from '../persons/queries.ts';
import type { Person } from '../persons/view-models.ts';
import { type SampleMandate, type SamplePerson, sampleMaker, samplePersons } from './sample-persons.ts';
import { demonstrationVisit } from './visit.ts';

const DAY = 24;

const noFacts: Omit<PersonFacts, 'givenName' | 'familyName'> = {
  birthDate: null,
  phone: null,
  email: null,
  street: null,
  postcode: null,
  locality: null,
  locale: 'fr',
  channel: 'desk',
  guardianName: null,
  guardianPhone: null,
};

/** People whom the teams of the demonstration know, with what they signed. */
export async function demonstrationPersons(kernel: Kernel): Promise<void> {
  for (const sample of samplePersons) {
    const territory = await territoryBySlug(kernel.database, kernel.clock, sample.territory);
    if (territory) await addSample(kernel, territory, sample);
  }
}

/**
 * Somebody who lets the town hall keep the page of their structure, in the current unit of work.
 *
 * @returns who does it, and for whom, as histories write it.
 */
export async function demonstrationMandate(
  kernel: Kernel,
  territory: TerritoryContext,
  structureId: string,
): Promise<{ actor: `account:${string}`; onBehalfOf: `person:${string}` }> {
  const { visit, person } = await addSample(kernel, territory, sampleMaker);
  const mandate = { purpose: 'structure', purposeWords: null, structureId, guardianName: null } as const;
  await underSettings(visit, kernel, () =>
    sign(kernel, visit, person, mandate, { daysAgo: 45, months: 12, signed: { how: 'paper', words: 'Dossier économie, pochette A' } }),
  );
  return { actor: `account:${visit.viewer?.accountId ?? ''}`, onBehalfOf: `person:${person.id}` };
}

function underSettings<Result>(visit: Visit, kernel: Kernel, work: () => Promise<Result>): Promise<Result> {
  return kernel.database.unit(work, settingsOf(visit));
}

async function addSample(kernel: Kernel, territory: TerritoryContext, sample: SamplePerson): Promise<{ visit: Visit; person: Person }> {
  const visit = await demonstrationVisit(kernel, territory, sample.by);
  const { viewer } = visit;
  const team = viewer?.teams.find(({ name }) => name === sample.team);
  if (!viewer || !team) throw new Error(`${sample.by} is in no team ${sample.team} of ${territory.slug}.`);
  return underSettings(visit, kernel, async () => {
    const { birthDate } = sample.facts;
    const facts = { ...noFacts, ...sample.facts, birthDate: birthDate === undefined ? null : Temporal.PlainDate.from(birthDate) };
    const then = earlier(kernel, sample.daysAgo * DAY);
    const id = await addPerson(then, visit, team.id, facts);
    const person = id && (await readPerson(then, visit, viewer, id));
    if (!person) throw new Error(`${sample.by} does not see whom they wrote down.`);
    for (const { purpose, words = null, ...mandate } of sample.mandates ?? []) {
      const { guardianName } = person;
      await sign(kernel, visit, person, { purpose, purposeWords: words, structureId: null, guardianName }, mandate);
    }
    for (const daysAgo of sample.readDaysAgo ?? []) await readPerson(earlier(kernel, daysAgo * DAY), visit, viewer, id);
    if (sample.hasCode) await giveCode(earlier(kernel, DAY), visit, person);
    return { visit, person };
  });
}

/** Prepares a mandate, and has it signed and ended where its sample says so. */
async function sign(
  kernel: Kernel,
  visit: Visit,
  person: Person,
  mandate: Omit<NewMandate, 'startsOn' | 'endsOn'>,
  { daysAgo, months, signed, endedDaysAgo }: Omit<SampleMandate, 'purpose' | 'words'>,
): Promise<void> {
  const then = earlier(kernel, daysAgo * DAY);
  const startsOn = then.clock.now().toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  const id = await prepareMandate(then, visit, person, { ...mandate, startsOn, endsOn: startsOn.add({ months }) });
  if (signed) await signMandate(then, visit, person.id, id, { ...signed, on: startsOn, drawing: null });
  if (endedDaysAgo !== undefined) await endMandate(earlier(kernel, endedDaysAgo * DAY), visit, id);
}
