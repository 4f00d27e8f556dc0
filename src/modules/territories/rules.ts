import { UserError } from '../../kernel/errors.ts';

/** Time zones of French départements that do not live at Paris time. */
const overseas: Readonly<Record<string, { timeZone: string; currency?: string }>> = {
  '971': { timeZone: 'America/Guadeloupe' },
  '972': { timeZone: 'America/Martinique' },
  '973': { timeZone: 'America/Cayenne' },
  '974': { timeZone: 'Indian/Reunion' },
  '975': { timeZone: 'America/Miquelon' },
  '976': { timeZone: 'Indian/Mayotte' },
  '977': { timeZone: 'America/St_Barthelemy' },
  '978': { timeZone: 'America/Marigot' },
  '986': { timeZone: 'Pacific/Wallis', currency: 'XPF' },
  '987': { timeZone: 'Pacific/Tahiti', currency: 'XPF' },
  '988': { timeZone: 'Pacific/Noumea', currency: 'XPF' },
};

export function timeZoneOf(country: 'FR' | 'CH', department: string | null): string {
  return country === 'CH' ? 'Europe/Zurich' : ((department && overseas[department]?.timeZone) ?? 'Europe/Paris');
}

export function currencyOf(country: 'FR' | 'CH', department: string | null): string {
  return country === 'CH' ? 'CHF' : ((department && overseas[department]?.currency) ?? 'EUR');
}

/**
 * School zone of a département (arrêté of the ministry of education on the school calendar; zones A, B, C by académie).
 * Corsica and overseas have calendars of their own: null.
 */
export function schoolZoneOf(department: string): 'A' | 'B' | 'C' | null {
  for (const [zone, departments] of schoolZones) if (departments.includes(department)) return zone;
  return null;
}

const schoolZones: readonly (readonly ['A' | 'B' | 'C', readonly string[]])[] = [
  // Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers
  [
    'A',
    [
      '25',
      '39',
      '70',
      '90',
      '24',
      '33',
      '40',
      '47',
      '64',
      '03',
      '15',
      '43',
      '63',
      '21',
      '58',
      '71',
      '89',
      '07',
      '26',
      '38',
      '73',
      '74',
      '19',
      '23',
      '87',
      '01',
      '42',
      '69',
      '16',
      '17',
      '79',
      '86',
    ],
  ],
  // Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg
  [
    'B',
    [
      '04',
      '05',
      '13',
      '84',
      '02',
      '60',
      '80',
      '59',
      '62',
      '54',
      '55',
      '57',
      '88',
      '44',
      '49',
      '53',
      '72',
      '85',
      '06',
      '83',
      '14',
      '27',
      '50',
      '61',
      '76',
      '18',
      '28',
      '36',
      '37',
      '41',
      '45',
      '08',
      '10',
      '51',
      '52',
      '22',
      '29',
      '35',
      '56',
      '67',
      '68',
    ],
  ],
  // Créteil, Montpellier, Paris, Toulouse, Versailles
  ['C', ['77', '93', '94', '11', '30', '34', '48', '66', '75', '09', '12', '31', '32', '46', '65', '81', '82', '78', '91', '92', '95']],
];

/** Blocks of commune numbers that the Swiss federal statistical office (OFS) gives to each canton. */
const cantonBlocks: readonly (readonly [canton: string, from: number, to: number])[] = [
  ['ZH', 1, 299],
  ['BE', 301, 999],
  ['LU', 1001, 1199],
  ['UR', 1201, 1299],
  ['SZ', 1301, 1399],
  ['OW', 1401, 1499],
  ['NW', 1501, 1599],
  ['GL', 1601, 1699],
  ['ZG', 1701, 1799],
  ['FR', 2000, 2399],
  ['SO', 2400, 2699],
  ['BS', 2701, 2750],
  ['BL', 2751, 2899],
  ['SH', 2901, 2999],
  ['AR', 3001, 3099],
  ['AI', 3101, 3199],
  ['SG', 3201, 3499],
  ['GR', 3501, 3999],
  ['AG', 4001, 4399],
  ['TG', 4400, 4999],
  ['TI', 5001, 5399],
  ['VD', 5401, 5999],
  ['VS', 6001, 6399],
  ['NE', 6401, 6599],
  ['GE', 6601, 6699],
  ['JU', 6700, 6899],
];

export function isCanton(code: string): boolean {
  return cantonBlocks.some(([canton]) => canton === code);
}

/** Canton of a Swiss commune by its OFS number; null where the number belongs to none. */
export function cantonOf(ofsNumber: string): string | null {
  const number = Number(ofsNumber);
  return cantonBlocks.find(([, from, to]) => number >= from && number <= to)?.[0] ?? null;
}

/** `#0a5` or `#00AA55` → `#00aa55`. @throws UserError */
export function hexColour(value: string): string {
  const match = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value.trim());
  if (!match?.[1]) throw new UserError(`« ${value} » n’est pas une couleur. Écrivez-la comme #2f6b3c.`);
  const hex = match[1].toLowerCase();
  return `#${hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex}`;
}

/** @throws UserError */
export function checkSlug(slug: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(slug)) {
    throw new UserError(
      `« ${slug} » ne peut pas servir d’identifiant : des minuscules sans accent, des chiffres et des tirets, par exemple saint-amour.`,
    );
  }
  return slug;
}

/** @throws UserError */
export function checkHost(host: string): string {
  const name = host.trim().toLowerCase();
  if (!/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name)) {
    throw new UserError(`« ${host} » n’est pas un nom de domaine. Écrivez-le sans https:// ni port, par exemple portail.example.fr.`);
  }
  return name;
}

/** @throws UserError where the code is not one of that country and kind. */
export function checkCode(country: 'FR' | 'CH', kind: 'commune' | 'grouping', code: string): string {
  const [pattern, words] =
    country === 'CH'
      ? kind === 'commune'
        ? [/^\d{1,4}$/, 'le numéro OFS d’une commune suisse : quatre chiffres au plus']
        : [/^[\w-]{1,20}$/, 'un code de groupement : lettres, chiffres et tirets']
      : kind === 'commune'
        ? [/^(\d[0-9AB]|\d{2})\w{3}$/, 'un code INSEE de commune : cinq caractères, par exemple 74012']
        : [/^\d{9}$/, 'le numéro SIREN d’un groupement : neuf chiffres'];
  const value = code.trim().toUpperCase();
  if (!(pattern as RegExp).test(value)) throw new UserError(`« ${code} » n’est pas ${words as string}.`);
  return value;
}
