import { existsSync } from 'node:fs';
import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { arbitraryDirectory } from '../../../../test/support/arbitrary-directory.ts';
import { dataInclusionRules, seeds } from '../../../../test/support/data-inclusion-schema.ts';
import { addStructures, exported, imported } from '../../../../test/support/exports.ts';
import { type HsdsOrganization, hsdsOrganization } from '../../../../test/support/hsds-schema.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { loadDemonstration } from '../../../main.ts';
import { territoryBySlug, territoryList } from '../../territories/index.ts';
import { noOrganisationFacts, noPlaceFacts, noServiceFacts } from '../facts.ts';
import { agreeToBeNamed } from '../importers/engine/contacts.ts';
import { editPlace } from '../subjects/place.ts';
import { changeState } from '../subjects/state.ts';
import type { DB } from '../tables.generated.ts';
import { exporters } from './index.ts';

let app: TestApplication;
let demonstration: TerritoryContext[];
beforeAll(async () => {
  app = await openTestApplication();
  await loadDemonstration(app.application);
  const list = await territoryList(app.kernel.database, app.kernel.clock);
  demonstration = (await Promise.all(list.map(({ slug }) => territoryBySlug(app.kernel.database, app.kernel.clock, slug)))).filter(
    (found) => found !== null,
  );
}, 120_000);
afterAll(() => app.close());

/** Every file that can be made, as its readers see it: a workbook by its cells. */
async function everyFile(territory: TerritoryContext): Promise<{ name: string; text: string }[]> {
  const files: { name: string; text: string }[] = [];
  for (const { format, extension, rows = [null] } of exporters) {
    for (const kind of rows) {
      const { bytes, text } = await exported(app, territory, format, kind);
      const workbook =
        extension === 'xlsx'
          ? await readXlsxFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
          : null;
      files.push({ name: `${format} ${kind}`, text: workbook ? JSON.stringify(workbook) : text });
    }
  }
  return files;
}

async function organizations(territory: TerritoryContext): Promise<HsdsOrganization[]> {
  const { text } = await exported(app, territory, 'hsds');
  const list = (JSON.parse(text) as { organizations: unknown[] }).organizations;
  return list.map((one) => hsdsOrganization.parse(one));
}

/** Every id once, and every reference to something that is there. */
function expectResolved(list: readonly HsdsOrganization[]): void {
  const defined = new Set<string>();
  const referred: { what: string; id: string }[] = [];
  const terms = new Map<string, string>();
  const walk = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, name);
    else if (typeof value === 'object' && value !== null) {
      const { id } = value as { id?: string };
      // One term is told by each attribute that refers to it, the same each time.
      if (name === 'taxonomy_term' && id !== undefined) {
        expect(terms.get(id) ?? JSON.stringify(value)).toBe(JSON.stringify(value));
        terms.set(id, JSON.stringify(value));
      } else if (id !== undefined) {
        expect(defined, `${name} ${id} twice`).not.toContain(id);
        defined.add(id);
      }
      for (const [key, member] of Object.entries(value)) {
        if (key.endsWith('_id') && typeof member === 'string') referred.push({ what: key, id: member });
        else walk(member, key);
      }
    }
  };
  walk(list, 'organizations');
  expect(referred.filter(({ id }) => !defined.has(id) && !terms.has(id))).toEqual([]);
}

describe.skipIf(!existsSync(seeds))('the rules of data·inclusion v1 (skipped without ../shared/data)', () => {
  it('hold for the whole demonstration', async () => {
    const rules = dataInclusionRules();
    for (const territory of demonstration) {
      const { text, counts } = await exported(app, territory, 'data-inclusion');
      const { structures, services } = rules.parse(JSON.parse(text));
      expect({ structures: structures.length, services: services.length }).toEqual(counts);
    }
    const all = demonstration.find(({ kind }) => kind === 'grouping');
    const { counts } = await exported(app, all as TerritoryContext, 'data-inclusion');
    expect(counts['structures']).toBeGreaterThan(40);
    expect(counts['services']).toBeGreaterThan(60);
  });

  it('hold whatever is in the directory', async () => {
    const rules = dataInclusionRules();
    await fc.assert(
      fc.asyncProperty(arbitraryDirectory, async (structures) => {
        const territory = await freshTerritory(app.kernel);
        await addStructures(app, territory, structures);
        rules.parse(JSON.parse((await exported(app, territory, 'data-inclusion')).text));
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('decide: a rule that is broken is seen', async () => {
    const { text } = await exported(app, demonstration[0] as TerritoryContext, 'data-inclusion');
    const told = JSON.parse(text) as { structures: Record<string, unknown>[]; services: Record<string, unknown>[] };
    const broken = { structures: told.structures.map((one) => ({ ...one, nom: 'ab' })), services: told.services };
    expect(dataInclusionRules().safeParse(broken).success).toBe(false);
  });
});

describe('HSDS', () => {
  it('follows its schemas for the whole demonstration, every reference resolved', async () => {
    for (const territory of demonstration) {
      const list = await organizations(territory);
      expect(list.length).toBeGreaterThan(3);
      expectResolved(list);
    }
  });

  it('follows them whatever is in the directory, with the same ids each time', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDirectory, async (structures) => {
        const territory = await freshTerritory(app.kernel);
        await addStructures(app, territory, structures);
        const list = await organizations(territory);
        expectResolved(list);
        expect(await organizations(territory)).toEqual(list);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('tells hours by weekly rules, zones by name, fees, papers and how to come', async () => {
    const territory = await freshTerritory(app.kernel);
    await addStructures(app, territory, [
      {
        organisation: { ...noOrganisationFacts, name: 'Le Relais', kinds: ['social-centre'] },
        places: [
          {
            ...noPlaceFacts,
            name: 'Le Relais',
            street: '3 rue Haute',
            postcode: '38000',
            locality: 'Grenoble',
            openingHours: 'Mo,We 09:00-12:00; PH off',
            wheelchair: 'yes',
          },
        ],
        services: [
          {
            at: 0,
            facts: {
              ...noServiceFacts,
              name: 'Papiers',
              description: 'On remplit vos papiers avec vous.',
              eligibilityZones: ['38', 'france'],
              price: { amount: 250n, currency: 'EUR' },
              fee: 'payant',
              accessConditions: 'Apportez un justificatif de domicile.',
              referralModes: ['se-presenter', 'telephoner'],
              referrers: ['usagers'],
            },
          },
        ],
      },
    ]);
    const [organization] = await organizations(territory);
    const [location] = organization?.locations ?? [];
    const [service] = organization?.services ?? [];
    expect(organization?.description).toContain('Centre social');
    expect(location?.addresses).toMatchObject([
      { address_1: '3 rue Haute', city: 'Grenoble', state_province: 'Isère', postal_code: '38000', country: 'FR' },
    ]);
    expect(location?.schedules).toMatchObject([
      { freq: 'WEEKLY', byday: 'MO,WE', opens_at: '09:00+01:00', closes_at: '12:00+01:00', timezone: 1, notes: 'Fermé les jours fériés.' },
    ]);
    expect(service?.service_at_locations?.map((at) => at.location_id)).toEqual([location?.id]);
    expect(service?.service_areas?.map(({ name }) => name)).toEqual(['Isère', 'France']);
    expect(service?.cost_options).toMatchObject([{ amount: 2.5, currency: 'EUR', option: 'Payant' }]);
    expect(service?.required_documents).toMatchObject([{ document: 'Apportez un justificatif de domicile.' }]);
    expect(service?.eligibility_description).toContain('justificatif');
    expect(service?.application_process).toBe('Comment y venir : Se présenter sur place, Téléphoner.\nQui peut demander : Vous-même.');
  });
});

describe('no export', () => {
  it('holds what is closed, moved or confidential, nor anybody who did not agree to be named', async () => {
    const territory = await freshTerritory(app.kernel);
    const { kernel } = app;
    const db = kernel.database.kysely<DB>();
    const at = (id: string, secret: string, said: Record<string, unknown> = {}) => ({
      source: 'dora',
      id: `dora--${id}`,
      nom: `Structure ${secret}`,
      date_maj: '2026-10-01',
      adresse: `12 impasse ${secret}`,
      code_postal: '38000',
      commune: `Ville-${secret}`,
      latitude: 45.1 + id.length / 100,
      longitude: 5.7,
      ...said,
    });
    const service = (id: string, of: string, secret: string, said: Record<string, unknown> = {}) => ({
      ...{ source: 'dora', structure_id: `dora--${of}`, id: `dora--s-${id}`, nom: `Service ${secret}`, date_maj: '2026-10-01' },
      description: `Ce que fait ${secret}.`,
      ...said,
    });
    await imported(app, territory, 'data-inclusion', [
      JSON.stringify({
        structures: [
          at('open', 'ouverte'),
          at('closed', 'fermeejadis'),
          at('moved', 'demenagee'),
          at('shelter', 'refugesecret', { nom: 'Le Refuge' }),
        ],
        services: [
          service('a', 'open', 'visible', {
            contact_nom_prenom: 'Zoé Privatov',
            courriel: 'zoe.privatov@exemple.fr',
            telephone: '+33611223344',
          }),
          service('b', 'open', 'agreed', { contact_nom_prenom: 'Anna Daccord' }),
          service('c', 'open', 'arretejadis'),
          service('d', 'closed', 'orphelin'),
          service('e', 'shelter', 'ecoute', { adresse: '12 impasse refugesecret', code_postal: '38000', commune: 'Ville-refugesecret' }),
        ],
      }),
    ]);
    const organisationIds = new Map(
      (await db.selectFrom('directory.source_record').selectAll().where('territory_id', '=', territory.id).execute()).map((row) => [
        row.external_id,
        row,
      ]),
    );
    const id = (externalId: string, of: 'organisation_id' | 'place_id' | 'service_id') =>
      organisationIds.get(`dora--${externalId}`)?.[of] ?? '';
    await kernel.database.unit(async () => {
      const change = { actor: 'system' } as const;
      await changeState(kernel, territory, { subject: 'organisation', id: id('closed', 'organisation_id'), event: 'close', ...change });
      await changeState(kernel, territory, { subject: 'place', id: id('closed', 'place_id'), event: 'close', ...change });
      await changeState(kernel, territory, {
        subject: 'organisation',
        id: id('moved', 'organisation_id'),
        event: 'move',
        to: null,
        ...change,
      });
      await changeState(kernel, territory, { subject: 'place', id: id('moved', 'place_id'), event: 'move', to: null, ...change });
      await changeState(kernel, territory, { subject: 'service', id: id('s-c', 'service_id'), event: 'close', ...change });
    });
    await editPlace(kernel, territory, id('shelter', 'place_id'), { actor: 'system' }, (facts) => ({
      ...facts,
      isAddressConfidential: true,
    }));
    const contact = await kernel.database.unit(
      () => db.selectFrom('directory.contact').select('id').where('service_id', '=', id('s-b', 'service_id')).executeTakeFirstOrThrow(),
      { directory_contacts: territory.id },
    );
    expect(await agreeToBeNamed(kernel, territory, contact.id)).toBe(true);
    await db
      .updateTable('directory.service')
      .set({
        is_address_confidential: true,
        street: null,
        postcode: null,
        locality: null,
        commune_code: null,
        latitude: null,
        longitude: null,
        address_complement: null,
      })
      .where('territory_id', '=', territory.id)
      .where('id', '=', id('s-e', 'service_id'))
      .execute();

    const files = await everyFile(territory);
    expect(files.map(({ name }) => name)).toHaveLength(7);
    for (const { name, text } of files) {
      expect(text.length, name).toBeGreaterThan(50);
      for (const secret of [
        'refugesecret',
        'fermeejadis',
        'demenagee',
        'arretejadis',
        'orphelin',
        'Privatov',
        'privatov',
        '611223344',
        '11 22 33 44',
      ])
        expect(text, `${secret} in ${name}`).not.toContain(secret);
      // What is public is there.
      expect(text, name).toMatch(name === 'csv services' ? /Service visible/ : /Structure ouverte/);
      if (/data-inclusion|services|hsds/.test(name)) expect(text, name).toContain('Anna Daccord');
    }
    const { left } = await exported(app, territory, 'geojson');
    expect(left).toMatchObject({ 'adresses confidentielles': 1 });
  });
});
