import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { fillQueue, type SampleItem } from '../../moderation/index.ts';
import type { CorrectionPayload, ReportPayload, SuggestionPayload } from '../suggestions/payloads.ts';
import { plainValues } from '../suggestions/plain-fields.ts';
import { subjectBySlug } from '../suggestions/queries/subjects.ts';

const DAY = 24;

/** People who belong to nobody. */
const senders = {
  nadia: { name: 'Nadia Berthelin', email: 'nadia.berthelin@exemple.fr' },
  joel: { name: 'Joël Cartevelle', email: 'joel.cartevelle@exemple.fr' },
  awa: { name: 'Awa Lormier', email: 'awa.lormier@exemple.fr' },
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
        postcode: '73930',
        locality: 'Montbrillet',
        phone: '04 79 00 00 41',
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
      values: { name: 'Chorale Les Voix du quai', description: 'Chante le jeudi soir, sans audition.', email: 'voix-du-quai@exemple.fr' },
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
];

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
      ...corrected({ phone: '04 79 00 00 52' }, { phone }),
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
  await fillQueue(kernel, territory.id, [...suggestions, ...(await aboutPages(about)), ...doubles]);
}
