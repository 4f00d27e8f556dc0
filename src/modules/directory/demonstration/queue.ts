import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { fillQueue, type SampleItem } from '../../moderation/index.ts';
import { findingKinds } from '../findings/review-kinds.tsx';
import type { CorrectionPayload, ReportPayload, SuggestionPayload } from '../suggestions/payloads.ts';
import { plainValues } from '../suggestions/plain-fields.ts';
import { subjectBySlug } from '../suggestions/queries/subjects.ts';
import { suggestionKinds } from '../suggestions/review-kinds.tsx';

const DAY = 24;

const reviewKinds = [...suggestionKinds, ...findingKinds];

/** People who belong to nobody, beside the resident who has a trial account. */
const senders = {
  nadia: { name: 'Nadia Berthelin', email: 'nadia.berthelin@boite.example' },
  joel: { name: 'Joël Cartevelle', email: 'joel.cartevelle@boite.example' },
  awa: { name: 'Awa Lormier', email: 'awa.lormier@boite.example' },
} as const;

function suggestion(payload: Omit<SuggestionPayload, 'values'> & { values: SuggestionPayload['values'] & { name: string } }) {
  return { kind: 'suggestion', title: payload.values.name, payload } as const;
}

const suggestions: readonly SampleItem[] = [
  {
    ...suggestion({
      subject: 'place',
      theme: 'repair-reuse',
      values: {
        name: 'L’Établi partagé',
        description: 'Un atelier où chacun apporte ce qui ne marche plus, et repart avec.',
        street: '14 rue des Tanneurs',
        postcode: '00741',
        locality: 'Montbrillet',
        phone: '04 65 71 90 41',
      },
      hours: 'le mercredi après-midi, de 14 h à 18 h',
    }),
    hoursAgo: 3,
    sender: senders.nadia,
  },
  {
    ...suggestion({
      subject: 'organisation',
      theme: 'leisure',
      values: {
        name: 'Chorale Les Voix du quai',
        description: 'Chante le jeudi soir, sans audition.',
        email: 'voix-du-quai@boite.example',
      },
      hours: null,
    }),
    hoursAgo: 30,
    sender: senders.awa,
    note: 'Nous cherchons des basses !',
  },
  {
    ...suggestion({
      subject: 'place',
      theme: 'food',
      values: { name: 'L’Épicerie du lavoir', description: 'Épicerie solidaire', locality: 'Montbrillet' },
      hours: null,
    }),
    hoursAgo: 9 * DAY,
    sender: null,
  },
  {
    ...suggestion({
      subject: 'place',
      theme: 'mobility',
      values: {
        name: 'Garage des Deux-Ponts',
        description: 'Loue des voitures à petit prix aux personnes en insertion.',
        locality: 'Montbrillet',
      },
      hours: null,
    }),
    hoursAgo: 4 * DAY,
    sender: senders.joel,
    question: 'À quel numéro de la route des Ponts se trouve-t-il ?',
    isTaken: true,
  },
  {
    ...suggestion({
      subject: 'place',
      theme: 'leisure',
      values: {
        name: 'Skatepark des Tanneries',
        description: 'Trois rampes et un banc, en accès libre.',
        street: 'Quai des Tanneries',
        postcode: '00741',
        locality: 'Montbrillet',
      },
      hours: null,
    }),
    hoursAgo: 26 * DAY,
    sender: 'resident',
    isApproved: true,
  },
  {
    ...suggestion({
      subject: 'organisation',
      theme: 'work',
      values: { name: 'Gagnez 5 000 € par mois', description: 'Depuis chez vous, sans diplôme.', email: 'promo@gains.example' },
      hours: null,
    }),
    hoursAgo: 19 * DAY,
    sender: null,
    refused: { reason: 'L’annuaire n’est pas fait pour cela.', message: null },
  },
  {
    ...suggestion({
      subject: 'place',
      theme: 'food',
      values: { name: 'Marché de Grandvaux', description: 'Le samedi matin, place du Pont.', locality: 'Grandvaux' },
      hours: null,
    }),
    hoursAgo: 15 * DAY,
    sender: 'resident',
    refused: {
      reason: 'C’est en dehors du territoire.',
      message: 'Grandvaux a son propre annuaire : proposez-y ce marché, il y sera bien reçu.',
    },
  },
  {
    ...suggestion({
      subject: 'organisation',
      theme: 'repair-reuse',
      values: { name: 'Les Doigts de fée', description: 'Retouches et couture à petit prix, sur rendez-vous.', phone: '04 65 71 90 43' },
      hours: null,
    }),
    hoursAgo: 12 * DAY,
    sender: 'resident',
    question: 'Où reçoit cette personne, et est-elle d’accord pour figurer dans l’annuaire ?',
    answer: 'Chez elle, rue du Lavoir. Je lui ai demandé : elle est d’accord.',
  },
  {
    ...suggestion({
      subject: 'place',
      theme: 'mobility',
      values: { name: 'Parking à vélos de la gare', description: 'Quarante places couvertes.', locality: 'Montbrillet' },
      hours: null,
    }),
    hoursAgo: 2 * DAY,
    sender: 'resident',
    question: 'Faut-il une carte pour y entrer ?',
  },
];

/** What is sent on the other side of the river, and to the valley’s own portal. */
const elsewhere: Readonly<Record<string, readonly SampleItem[]>> = {
  vernolle: [
    {
      ...suggestion({
        subject: 'organisation',
        theme: 'work',
        values: {
          name: 'Coup de pouce emploi',
          description: 'Relit votre dossier avant le rendez-vous à l’ORP, le mercredi soir.',
          locality: 'Vernolle',
        },
        hours: null,
      }),
      hoursAgo: 20,
      sender: senders.nadia,
      note: 'L’association attend encore son numéro IDE.',
    },
    {
      ...suggestion({
        subject: 'place',
        theme: 'food',
        values: { name: 'Frigo solidaire du Rondeau', description: 'On y dépose, on y prend.', locality: 'Vernolle' },
        hours: null,
      }),
      hoursAgo: 5 * DAY,
      sender: senders.awa,
    },
  ],
  'val-d-arvenne': [
    {
      ...suggestion({
        subject: 'organisation',
        theme: 'mobility',
        values: { name: 'Autopartage des Deux-Rives', description: 'Six voitures pour toute la vallée, des deux côtés de la rivière.' },
        hours: null,
      }),
      hoursAgo: 7,
      sender: senders.joel,
    },
  ],
};

type About = (
  slug: string,
  say: (now: Readonly<Record<string, string | null>>) => Omit<SampleItem, 'about' | 'title'>,
) => Promise<SampleItem[]>;

function corrected(values: CorrectionPayload['values'], from: CorrectionPayload['from'] = {}, hours: string | null = null) {
  return { kind: 'correction', payload: { what: 'facts', from, values, hours } satisfies CorrectionPayload };
}

/** What residents said of pages that are there. */
async function aboutPages(place: About): Promise<SampleItem[]> {
  const reported: ReportPayload = { why: 'misleading' };
  return [
    ...(await place('l-epicerie-du-lavoir', ({ phone = null }) => ({
      ...corrected({ phone: '04 65 71 90 52' }, { phone }),
      hoursAgo: 26,
      sender: senders.joel,
      note: 'L’ancien numéro ne répond plus depuis lundi.',
    }))),
    ...(await place('le-fournil-des-tanneurs', () => ({
      ...corrected({}, {}, 'fermé le dimanche depuis la rentrée'),
      hoursAgo: 6 * DAY,
      sender: null,
    }))),
    ...(await place('boulangerie-de-la-halle', () => ({
      kind: 'correction',
      payload: { what: 'closed', from: {}, values: {}, hours: null } satisfies CorrectionPayload,
      hoursAgo: 11 * DAY,
      sender: senders.awa,
      note: 'Le rideau est baissé depuis un mois, un mot sur la porte dit que c’est définitif.',
      isTaken: true,
    }))),
    ...(await place('mediatheque-de-la-halle', ({ description = null }) => ({
      ...corrected({ description: 'Livres, films, jeux, et une salle au calme pour travailler.' }, { description }),
      hoursAgo: 2 * DAY,
      sender: senders.nadia,
      question: 'La salle au calme est-elle ouverte à tous, ou aux abonnés ?',
    }))),
    ...(await place('pharmacie-de-la-halle', ({ phone = null }) => ({
      ...corrected({ phone: '04 65 71 90 99' }, { phone }),
      hoursAgo: 22 * DAY,
      sender: senders.joel,
      refused: { reason: 'L’information affichée est juste.', message: 'Nous avons appelé ce matin : c’est bien le numéro affiché.' },
    }))),
    ...(await place('maison-de-sante-du-vieux-puits', () => ({
      kind: 'report',
      payload: reported,
      isUrgent: true,
      hoursAgo: 5,
      sender: null,
      note: 'Le site internet indiqué mène à une page de publicité.',
    }))),
  ];
}

/** A queue worth trying, with items of every kind and age. */
export async function demonstrationQueue(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const about: About = async (slug, say) => {
    const found =
      (await subjectBySlug(kernel, territory.id, 'place', slug)) ?? (await subjectBySlug(kernel, territory.id, 'organisation', slug));
    if (!found) return [];
    const { subject, kept } = found;
    return [{ ...say(plainValues(subject, kept.facts, territory.country)), about: { subject, id: kept.id }, title: kept.facts.name }];
  };
  const halle = await subjectBySlug(kernel, territory.id, 'organisation', 'boulangerie-de-la-halle');
  const fournil = await subjectBySlug(kernel, territory.id, 'organisation', 'le-fournil-des-tanneurs');
  const doubles: SampleItem[] =
    halle && fournil
      ? [
          {
            kind: 'duplicate',
            about: { subject: 'organisation', id: halle.kept.id },
            title: halle.kept.facts.name,
            payload: { otherId: fournil.kept.id },
            hoursAgo: 8 * DAY,
            sender: senders.joel,
            note: 'Il me semble que c’est la même boulangerie, avec deux noms.',
          },
        ]
      : [];
  await fillQueue(kernel, territory, [...suggestions, ...(await aboutPages(about)), ...doubles], reviewKinds);
}

/** Shorter ones, so that no portal of the demonstration is without anything to decide. */
export async function demonstrationQueueElsewhere(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  await fillQueue(kernel, territory, elsewhere[territory.slug] ?? [], reviewKinds);
}
