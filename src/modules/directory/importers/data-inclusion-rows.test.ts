import { describe, expect, it } from 'vitest';
import type { Calendar } from '../hours.ts';
import { type Fields, readDataInclusionService, readDataInclusionStructure } from './data-inclusion-rows.ts';
import type { OrganisationRow, ServiceRow } from './engine/row.ts';

const calendar: Calendar = { country: 'FR', holidayRegion: null, timeZone: 'Europe/Paris' };
const structure = (fields: Fields) =>
  readDataInclusionStructure({ source: 'dora', id: 'dora--1', nom: 'La Passerelle', ...fields }, 1, calendar) as OrganisationRow;
const service = (fields: Fields) =>
  readDataInclusionService(
    { source: 'dora', id: 'dora--s1', structure_id: 'dora--1', nom: 'Atelier', description: 'Un atelier.', ...fields },
    1,
    calendar,
  ) as ServiceRow;

describe('a list in a row', () => {
  it.each(['publics', 'thematiques', 'zone_eligibilite', 'modes_accueil'])('of 50,000 %s is a hundred of them', (field) => {
    const row = service({ [field]: Array.from({ length: 50_000 }, (_, index) => `valeur-${index}`) });
    expect(row.warnings).toContain('too-many-values');
    for (const value of Object.values(row.service)) if (Array.isArray(value)) expect(value.length).toBeLessThanOrEqual(100);
  });
});

it.each(['constructor', '__proto__', 'toString', 'valueOf'])('a network « %s » says nothing of what a structure is', (network) => {
  const row = structure({ reseaux_porteurs: [network] });
  expect(row.organisation.kinds).toEqual([]);
  expect(row.organisation.networks).toEqual([network]);
});

it('ids that no index could hold are their digests, alike in the structure and its services', () => {
  const id = '語'.repeat(600);
  expect(structure({ id }).externalId).toMatch(/^long\//);
  expect(service({ structure_id: id }).structureId).toBe(structure({ id }).externalId);
});

describe('the contact of a service', () => {
  const points = { courriel: 'accueil@example.org', telephone: '06 11 22 33 44' };

  it.each([
    'Accueil',
    'Secrétariat',
    'Service social',
    'Mairie de Valombre',
    'CCAS',
    'Standard',
    'Direction',
    'Contact',
    'L’équipe',
    'Services',
  ])('« %s » is nobody: its number and address stay the service’s', (name) => {
    const row = service({ contact_nom_prenom: name, ...points });
    expect(row.contact).toBeNull();
    expect(row.service).toMatchObject({ email: 'accueil@example.org', phone: '+33611223344' });
  });

  it.each([
    ['Li Wu', 'li.wu@example.org'],
    ['Jo', 'jo@example.org'],
    ['Jeanne Martin', 'jmartin@example.org'],
  ])('« %s » keeps %s private', (name, courriel) => {
    const row = service({ contact_nom_prenom: name, courriel });
    expect(row.contact).toMatchObject({ name, email: courriel });
    expect(row.service.email).toBeNull();
  });

  it('is no owner of a desk’s address', () => {
    expect(service({ contact_nom_prenom: 'Li Wu', courriel: 'accueil@example.org' }).service.email).toBe('accueil@example.org');
  });
});
