import type { Refusal } from '../answers/rules.ts';
import type { AnswerEvent } from '../answers/states.ts';

/** What happened to an answer, some days ago; who publishes says it, or does it, unless the event is the answerer's. */
export type SampleStep = { daysAgo: number } & (
  | { says: string }
  | { writesBack: string }
  | { event: AnswerEvent; refusal?: Refusal; reason?: string }
);

/** An answer of the demonstration. All of it is invented. */
export interface SampleAnswer {
  /** The resident who may be tried out, or somebody without an account. */
  who: 'resident' | { name: string; email?: string; phone?: string };
  daysAgo: number;
  body: string;
  steps?: readonly SampleStep[];
  /** With a CV. */
  hasDocument?: true;
}

/** Of the structure that may be tried out. */
const KEPT_MISSION = 'tenir-la-caisse-une-demi-journee-par-semaine';

/** By the address of the announcement. */
export const sampleAnswers: Readonly<Record<string, readonly SampleAnswer[]>> = {
  [KEPT_MISSION]: [
    {
      who: 'resident',
      daysAgo: 9,
      body: 'Bonjour, je suis libre le vendredi. J’ai tenu une buvette, je sais rendre la monnaie !',
      steps: [
        { daysAgo: 8, event: 'open' },
        { daysAgo: 8, says: 'Avec plaisir. Passez vendredi à 9 h, nous ferons la matinée ensemble.' },
        { daysAgo: 8, event: 'discuss' },
        { daysAgo: 7, writesBack: 'Parfait, à vendredi.' },
        { daysAgo: 5, event: 'accept' },
      ],
    },
    {
      who: { name: 'Yvonne Charrier', phone: '+33465719031' },
      daysAgo: 8,
      body: 'Je suis à la retraite depuis septembre et je cherche à rencontrer du monde. Appelez-moi plutôt le soir.',
      steps: [
        { daysAgo: 7, event: 'open' },
        { daysAgo: 7, event: 'accept' },
      ],
    },
    {
      who: { name: 'Noé Bastide', email: 'noe.bastide@boite.example' },
      daysAgo: 6,
      body: 'J’ai 17 ans et je voudrais aider avant mon service civique.',
      steps: [
        { daysAgo: 5, event: 'open' },
        { daysAgo: 4, says: 'Merci Noé ! Es-tu libre dès ce mois-ci ?' },
        { daysAgo: 4, event: 'discuss' },
        { daysAgo: 3, writesBack: 'Oui, sauf le premier mercredi du mois.' },
      ],
    },
    {
      who: { name: 'Samira Cohen', email: 'samira.cohen@boite.example' },
      daysAgo: 5,
      body: 'Je peux venir le dimanche, est-ce que cela vous aide aussi ?',
      steps: [
        { daysAgo: 4, event: 'open' },
        {
          daysAgo: 3,
          event: 'refuse',
          refusal: 'dates',
          reason: 'Le dimanche, l’épicerie est fermée. Revenez vers nous si une autre demi-journée se libère.',
        },
      ],
    },
    {
      who: { name: 'Gaspard Lenoir', email: 'gaspard.lenoir@boite.example' },
      daysAgo: 5,
      body: 'Je m’installe à Montbrillet et j’aimerais donner un coup de main.',
      steps: [
        { daysAgo: 4, event: 'open' },
        { daysAgo: 4, says: 'Bienvenue ! Quand pouvons-nous vous appeler ?' },
        { daysAgo: 2, event: 'withdraw' },
      ],
    },
    {
      who: { name: 'Denise Okoye', email: 'denise.okoye@boite.example' },
      daysAgo: 2,
      body: 'Ma fille me parle souvent de l’épicerie. Comment se passe une matinée ?',
      steps: [{ daysAgo: 1, event: 'open' }],
    },
    {
      who: { name: 'Basile Roux', email: 'basile.roux@boite.example' },
      daysAgo: 0,
      body: 'Bonjour, je suis étudiant et libre tous les mercredis jusqu’en juin.',
    },
    ...['Anaïs Morel', 'Hervé Pons', 'Lila Nguyen', 'Youssef Amrani', 'Sylvie Bonnet', 'Omar Keita'].map(
      (name, index): SampleAnswer => ({
        who: {
          name,
          email: `${name
            .split(' ')[0]
            ?.normalize('NFD')
            .replace(/[^a-z]/gi, '')
            .toLowerCase()}@boite.example`,
        },
        daysAgo: 10 - index,
        body: 'Je viens volontiers un vendredi sur deux.',
        steps: [
          { daysAgo: 9 - index, event: 'open' },
          {
            daysAgo: 8 - index,
            event: 'refuse',
            refusal: 'filled',
            reason: 'Nous gardons votre nom pour le printemps, si vous voulez bien.',
          },
        ],
      }),
    ),
  ],
  'stage-de-troisieme-dans-les-coulisses': [
    {
      who: { name: 'Inès Bonnard', email: 'ines.bonnard@boite.example' },
      daysAgo: 2,
      body: 'Je suis en troisième au collège des Coteaux. La régie son m’attire depuis toujours. Mes parents sont d’accord.',
      hasDocument: true,
    },
  ],
  'boulangere-ou-boulanger-pain-au-levain': [
    {
      who: 'resident',
      daysAgo: 3,
      body: 'Je fais mon pain depuis douze ans et me lève tôt sans peine. Une journée d’essai m’irait très bien.',
      hasDocument: true,
    },
  ],
  'jouer-aux-cartes-le-jeudi': [
    {
      who: { name: 'Colette Arnal', phone: '+33465719044' },
      daysAgo: 39,
      body: 'Je joue à la belote depuis l’enfance.',
      steps: [{ daysAgo: 38, event: 'accept' }],
    },
    {
      who: 'resident',
      daysAgo: 39,
      body: 'Je peux venir un jeudi par mois.',
      steps: [{ daysAgo: 1, event: 'expire' }],
    },
  ],
};
