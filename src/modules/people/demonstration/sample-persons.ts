import type { Purpose } from '../../../kernel/access/viewer.ts';
import type { DemonstrationPerson } from '../accounts/demonstration.ts';
import type { PersonFacts } from '../persons/commands.ts';

/** Somebody whom a team of the demonstration knows, who belongs to nobody. */
export interface SamplePerson {
  /** Slug of the territory. */
  territory: string;
  /** Who wrote them down, in the first of their teams with this name. */
  by: DemonstrationPerson;
  team: string;
  daysAgo: number;
  facts: Partial<Omit<PersonFacts, 'birthDate'>> & { givenName: string; familyName: string; birthDate?: string };
  mandates?: readonly SampleMandate[];
  /** Days ago when their record was opened again. */
  readDaysAgo?: readonly number[];
  /** Was given a code to take over what was done for them. */
  hasCode?: true;
}

export interface SampleMandate {
  purpose: Exclude<Purpose, 'structure'>;
  words?: string;
  daysAgo: number;
  months: number;
  /** Absent: it waits for the signature. */
  signed?: { how: 'paper' | 'screen'; words: string };
  endedDaysAgo?: number;
}

const montbrillet = { postcode: '00741', locality: 'Montbrillet' };

/** In the order in which they came. */
export const samplePersons: readonly SamplePerson[] = [
  {
    territory: 'montbrillet',
    by: 'agent',
    team: 'Action sociale',
    daysAgo: 80,
    facts: {
      givenName: 'Marguerite',
      familyName: 'Tissandier',
      birthDate: '1941-03-02',
      phone: '+33465719001',
      street: '3 impasse du Puits',
      ...montbrillet,
      channel: 'letter',
    },
    mandates: [
      {
        purpose: 'request',
        words: 'Demander le portage des repas et la téléassistance',
        daysAgo: 78,
        months: 6,
        signed: { how: 'paper', words: 'Chemise verte, dossier T-12' },
      },
    ],
    readDaysAgo: [41, 6],
    hasCode: true,
  },
  {
    territory: 'vernolle',
    by: 'agent',
    team: 'Service social',
    daysAgo: 64,
    facts: {
      givenName: 'Fritz',
      familyName: 'Rochat',
      birthDate: '1952-11-19',
      street: 'Route du Rondeau 8',
      postcode: '9991',
      locality: 'Vernolle',
    },
    mandates: [
      {
        purpose: 'request',
        words: 'Prestations complémentaires AVS : réunir les pièces et écrire à l’office',
        daysAgo: 64,
        months: 4,
        signed: { how: 'paper', words: 'Classeur AVS, onglet R' },
      },
    ],
    readDaysAgo: [20],
  },
  {
    territory: 'montbrillet',
    by: 'agent',
    team: 'Action sociale',
    daysAgo: 52,
    facts: {
      givenName: 'Omar',
      familyName: 'Belkacem-Roy',
      birthDate: '1978-08-25',
      phone: '+33465719002',
      ...montbrillet,
      channel: 'phone',
    },
    mandates: [
      {
        purpose: 'answer',
        daysAgo: 52,
        months: 3,
        signed: { how: 'screen', words: 'Omar Belkacem-Roy' },
        endedDaysAgo: 9,
      },
    ],
    readDaysAgo: [30, 9],
  },
  {
    territory: 'montbrillet',
    by: 'youth',
    team: 'Jeunesse',
    daysAgo: 33,
    facts: {
      givenName: 'Inès',
      familyName: 'Valmorin',
      birthDate: '2012-05-14',
      ...montbrillet,
      channel: 'phone',
      guardianName: 'Sylvie Valmorin, sa mère',
      guardianPhone: '+33465719003',
    },
    mandates: [
      {
        purpose: 'suggest',
        words: 'Proposer le skatepark des Tanneries dans l’annuaire',
        daysAgo: 33,
        months: 2,
        signed: { how: 'paper', words: 'Classeur Jeunesse 2026' },
      },
    ],
    readDaysAgo: [12],
  },
  {
    territory: 'montbrillet',
    by: 'district',
    team: 'Antenne de quartier',
    daysAgo: 27,
    facts: { givenName: 'Rosa', familyName: 'Quintal', phone: '+33465719006', ...montbrillet, channel: 'phone' },
    mandates: [
      {
        purpose: 'suggest',
        words: 'Proposer l’atelier couture de l’immeuble dans l’annuaire',
        daysAgo: 27,
        months: 3,
        signed: { how: 'screen', words: 'Rosa Quintal' },
      },
    ],
  },
  {
    territory: 'montbrillet',
    by: 'partner',
    team: 'Mission locale',
    daysAgo: 24,
    facts: {
      givenName: 'Théo',
      familyName: 'Marchandeau',
      birthDate: '2007-04-18',
      phone: '+33465719007',
      ...montbrillet,
      channel: 'text',
    },
    mandates: [
      {
        purpose: 'answer',
        daysAgo: 24,
        months: 4,
        signed: { how: 'paper', words: 'Dossier Mission locale, M-31' },
      },
    ],
    readDaysAgo: [8],
  },
  {
    territory: 'vernolle',
    by: 'youth',
    team: 'Jeunesse',
    daysAgo: 21,
    facts: { givenName: 'Noa', familyName: 'Steiner', birthDate: '2008-01-30', locality: 'Vernolle', postcode: '9991' },
  },
  {
    territory: 'montbrillet',
    by: 'youth',
    team: 'Jeunesse',
    daysAgo: 15,
    facts: {
      givenName: 'Théo',
      familyName: 'Garancière',
      birthDate: '2006-09-08',
      phone: '+33465719004',
      email: 'theo.garanciere@boite.example',
      ...montbrillet,
      channel: 'email',
    },
    mandates: [{ purpose: 'request', words: 'Chercher un apprentissage de menuisier', daysAgo: 2, months: 6 }],
    readDaysAgo: [2],
  },
];

/** Who lets the town hall keep the page of what she makes: a mandate that the directory’s demonstration gives a structure to. */
export const sampleMaker: SamplePerson = {
  territory: 'montbrillet',
  by: 'agent',
  team: 'Économie et emploi',
  daysAgo: 45,
  facts: {
    givenName: 'Rosa',
    familyName: 'Almeida-Combe',
    birthDate: '1967-06-11',
    phone: '+33465719005',
    street: '6 venelle des Couturières',
    ...montbrillet,
    channel: 'desk',
  },
  readDaysAgo: [18],
};
