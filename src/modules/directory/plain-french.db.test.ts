import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService, plainText } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';

let app: TestApplication;
let town: TerritoryContext;

const at = (latitude: number, longitude: number) => ({ latitude, longitude });

beforeAll(async () => {
  app = await openTestApplication();
  town = await freshTerritory(app.kernel, {
    centre: at(46.2, 6.1),
    districts: [{ name: 'Les Tilleuls', ...at(46.21, 6.12) }],
  });
  await addTestPlaces(
    app,
    town,
    { name: 'Le Fournil', kinds: ['bakery'], street: '4 rue Haute', position: at(46.2, 6.1), openingHours: 'Mo-Su 07:00-19:00' },
    { name: 'Aux Bons Épis', kinds: ['bakery'], street: '2 allée des Tilleuls', position: at(46.21, 6.12), openingHours: 'Sa 07:00-12:00' },
    {
      name: 'Pharmacie du Lac',
      kinds: ['pharmacy'],
      street: '1 quai du Lac',
      position: at(46.19, 6.11),
      openingHours: 'Mo-Sa 09:00-19:00',
    },
    { name: 'Café de la Gare', kinds: ['cafe'], street: 'place de la Gare', position: at(46.195, 6.105) },
    { name: 'Bibliothèque Louise-Michel', kinds: ['library'], position: at(46.202, 6.101) },
    { name: 'Cabinet de la Source', kinds: ['doctor'], position: at(46.203, 6.1) },
    { name: 'Garage Perrin', kinds: ['garage'], position: at(46.204, 6.1) },
  );
  const services: [string, Parameters<typeof addTestService>[2]['topics'], string][] = [
    ['Colis alimentaires', ['equipement-et-alimentation--alimentation'], 'Des produits frais et secs, une fois par semaine.'],
    ['Réparer son vélo', ['mobilite--entretenir-reparer-son-vehicule'], 'Des outils, et quelqu’un qui montre.'],
    ['Cours de français pour adultes', ['lecture-ecriture-calcul--maitriser-le-francais'], 'Trois niveaux, sans inscription.'],
    [
      'Aide aux démarches en ligne',
      ['numerique--acceder-a-des-services-en-ligne'],
      'Impôts, retraite, titre de séjour : on fait avec vous.',
    ],
    ['Ordinateurs reconditionnés', ['numerique--acquerir-un-equipement'], 'À partir de 60 €.'],
    [
      'Permanence budget',
      ['difficultes-financieres--situation-dendettement-surendettement'],
      'Dettes, crédits, factures : on regarde ensemble.',
    ],
    ['Garde d’enfants en horaires décalés', ['famille--garde-denfants'], 'Tôt le matin, tard le soir.'],
    [
      'Écrivain public',
      ['difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives'],
      'Lettres et dossiers.',
    ],
    [
      'Mise à l’abri',
      ['logement-hebergement--rechercher-une-solution-dhebergement-temporaire'],
      'Hébergement d’urgence pour quelques nuits.',
    ],
    ['Écoute et protection', ['famille--surmonter-conflits-separation-violence'], 'Pour les victimes de violences.'],
    ['Langue des signes', ['lecture-ecriture-calcul--maitriser-le-francais'], 'Je me présente, tu me réponds : un cours de conversation.'],
    ['Point écoute', ['sante--sante-mentale'], 'Quelqu’un à qui parler, sans rendez-vous.'],
    ['Préparer un entretien d’embauche', ['trouver-un-emploi--convaincre-un-recruteur-en-entretien'], 'Avec quelqu’un qui recrute.'],
  ];
  await addTestPlaces(
    app,
    town,
    { name: 'Brigade du Val', kinds: ['police-station'] },
    { name: 'Caserne du Val', kinds: ['fire-station'] },
    { name: 'Office des dettes', kinds: ['budget-advice'] },
  );
  const { id } = await addTestOrganisation(app, town, { name: 'Maison du Lavoir', kinds: ['social-centre'] });
  for (const [name, topics = [], description] of services)
    await addTestService(app, town, { organisationId: id, name, topics, description });
  const caf = await addTestOrganisation(app, town, { name: 'CAF du Val', kinds: ['social-security-office'] });
  expect(caf.slug).toBe('caf-du-val');
});
afterAll(() => app.close());

async function list(query: Record<string, string>): Promise<{ names: string[]; text: string }> {
  const { statusCode, body } = await app.server.inject({
    url: `/annuaire?${new URLSearchParams(query)}`,
    headers: { host: `${town.slug}.localhost` },
  });
  expect(statusCode).toBe(200);
  const html = plainText(body);
  return {
    names: [...html.matchAll(/class="card-title"><a href="[^"]*">([^<]*)</g)].map(([, name = '']) => name),
    text: html.replace(/<[^>]*>/g, ' '),
  };
}

/** What somebody types, and what they mean, which is among the first three. It is Tuesday, 10.30. */
const searches: [typed: string, why: string, meant: string, query?: Record<string, string>][] = [
  ['manger pas cher', 'what residents say', 'Colis alimentaires'],
  ['j’ai faim', 'what residents say', 'Colis alimentaires'],
  ['un toit pour la nuit', 'what residents say', 'Mise à l’abri'],
  ['vélo cassé', 'what residents say', 'Réparer son vélo'],
  ['docteur', 'a synonym', 'Cabinet de la Source'],
  ['dettes', 'a word of the description', 'Permanence budget'],
  ['ordinateur pas cher', 'what residents say', 'Ordinateurs reconditionnés'],
  ['cours francais', 'no article, no accent', 'Cours de français pour adultes'],
  ['je cherche un cours de français', 'a sentence', 'Cours de français pour adultes'],
  ['remplir des papiers', 'what residents say', 'Écrivain public'],
  ['garder mes enfants', 'another form of the word', 'Garde d’enfants en horaires décalés'],
  ['bibliotheque louise michel', 'no accent, no hyphen', 'Bibliothèque Louise-Michel'],
  ['BOULANGERIES', 'capitals, plural', 'Le Fournil'],
  ['boulengerie', 'a typing mistake', 'Le Fournil'],
  ['farmacie', 'as it sounds', 'Pharmacie du Lac'],
  ['colis alimantère', 'as it sounds', 'Colis alimentaires'],
  ['CAF', 'an acronym, not the cafés', 'CAF du Val'],
  ['pharmacie ouverte maintenant', 'open now, in words', 'Pharmacie du Lac'],
  ['boulangerie', 'open now, ticked', 'Le Fournil', { ouvert: '1' }],
  ['boulangerie près des Tilleuls', 'near, in words', 'Aux Bons Épis'],
  ['boulangerie', 'near, in the field', 'Aux Bons Épis', { pres: 'Les Tilleuls' }],
  ['garagiste', 'the person for the trade', 'Garage Perrin'],
  ['entretien embauche', 'without the little words', 'Préparer un entretien d’embauche'],
  ['je me fais frapper', 'what residents say', 'Écoute et protection'],
  ['mon mari me tape', 'what residents say', 'Écoute et protection'],
  ['ma femme me frappe', 'what residents say', 'Écoute et protection'],
  ['il me bat', 'what residents say', 'Écoute et protection'],
  ['dormir ce soir', 'what residents say', 'Mise à l’abri'],
  ['où dormir ce soir', 'what residents say', 'Mise à l’abri'],
  ['suicide', 'what residents say', 'Point écoute'],
  ['SOS', 'what residents say', 'Brigade du Val'],
  ['police', 'a word of the kind', 'Brigade du Val'],
  ['pompiers', 'a word of the kind', 'Caserne du Val'],
  ['ambulance', 'a word of the kind', 'Caserne du Val'],
  ['couches bébé', 'what residents say', 'Colis alimentaires'],
  ['lait bébé', 'what residents say', 'Colis alimentaires'],
  ['café pas loin de la gare', 'near, in words', 'Café de la Gare'],
  ['pharmacie maintenant', 'a word that says when', 'Pharmacie du Lac'],
  ['impots', 'a word of the description, no accent', 'Aide aux démarches en ligne'],
];

describe('in plain French', () => {
  it.each(searches)('« %s » (%s) finds « %s » among the first three', async (q, _why, meant, query) => {
    expect((await list({ q, ...(query ?? {}) })).names.slice(0, 3)).toContain(meant);
  });

  it('the acronym does not bring the cafés, nor « ouvert » what is closed, nor « près de » what is far before what is near', async () => {
    expect((await list({ q: 'CAF' })).names).not.toContain('Café de la Gare');
    expect((await list({ q: 'boulangerie', ouvert: '1' })).names).toEqual(['Le Fournil']);
    expect((await list({ q: 'boulangerie près des Tilleuls' })).names[0]).toBe('Aux Bons Épis');
    expect((await list({ q: 'boulangerie' })).names).toHaveLength(2);
  });

  it.each(['je me fais frapper', 'mon mari me tape', 'ma femme me frappe', 'il me bat'])(
    '« %s » brings neither the sign language nor the debts',
    async (q) => {
      const { names } = await list({ q });
      for (const name of ['Langue des signes', 'Permanence budget', 'Office des dettes', 'Cours de français pour adultes'])
        expect(names).not.toContain(name);
    },
  );

  it.each(['xqzrtplk', 'zzzz', 'wkrp fjord', '???', '日本語', '0000'])('« %s » finds nothing', async (q) => {
    const { names, text } = await list({ q });
    expect(names).toEqual([]);
    expect(text).toContain('Rien');
  });
});
