import { Temporal } from 'temporal-polyfill';

// Public holidays as the law sets them, since the calendar that comes with `opening_hours` differs: no Jeûne genevois, no
// Good Friday in Alsace-Moselle, 26 December in Geneva and Vaud. Laws as they stood in 2026.

interface Holiday {
  /** In French, as pages say it. */
  name: string;
  /** Null in the years that do not have it. */
  on(year: number): Temporal.PlainDate | null;
}

function fixed(name: string, month: number, day: number): Holiday {
  return { name, on: (year) => Temporal.PlainDate.from({ year, month, day }) };
}

function fromEaster(name: string, days: number): Holiday {
  return { name, on: (year) => easter(year).add({ days }) };
}

/** So many days after a Sunday of September: where fasts are kept. */
function fast(name: string, sunday: number, days: number): Holiday {
  return {
    name,
    on(year) {
      const first = Temporal.PlainDate.from({ year, month: 9, day: 1 });
      return first.add({ days: 7 - first.dayOfWeek + 7 * (sunday - 1) + days });
    },
  };
}

/** Only where the day before, itself a holiday, falls on a Sunday. */
function afterSunday(holiday: Holiday): Holiday {
  return {
    name: holiday.name,
    on(year) {
      const date = holiday.on(year);
      return date?.dayOfWeek === 1 ? date : null;
    },
  };
}

/** Easter Sunday of the Gregorian calendar, as the Church's tables give it (Butcher's algorithm, Meeus, « Astronomical Algorithms », 8). */
export function easter(year: number): Temporal.PlainDate {
  const century = Math.floor(year / 100);
  const epact =
    (19 * (year % 19) + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7;
  const late = Math.floor(((year % 19) + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}

const newYear = fixed('Jour de l’An', 1, 1);
const secondOfJanuary = fixed('2 janvier', 1, 2);
const goodFriday = fromEaster('Vendredi saint', -2);
const easterMonday = fromEaster('Lundi de Pâques', 1);
const labourDay = fixed('Fête du Travail', 5, 1);
const ascension = fromEaster('Ascension', 39);
const whitMonday = fromEaster('Lundi de Pentecôte', 50);
const corpusChristi = fromEaster('Fête-Dieu', 60);
const swissDay = fixed('Fête nationale', 8, 1);
const assumption = fixed('Assomption', 8, 15);
const allSaints = fixed('Toussaint', 11, 1);
const conception = fixed('Immaculée Conception', 12, 8);
const christmas = fixed('Noël', 12, 25);
const boxingDay = fixed('26 décembre', 12, 26);

/** Code du travail, L3133-1. */
const france: readonly Holiday[] = [
  newYear,
  easterMonday,
  labourDay,
  fixed('Victoire de 1945', 5, 8),
  ascension,
  whitMonday,
  fixed('Fête nationale', 7, 14),
  assumption,
  allSaints,
  fixed('Armistice de 1918', 11, 11),
  christmas,
];

const abolition = (month: number, day: number) => [fixed('Abolition de l’esclavage', month, day)];

/** What regions have besides. Elsewhere overseas (Polynésie…) the labour code is another one: not here. */
const frenchRegions: Readonly<Record<string, readonly Holiday[]>> = {
  // L3134-13: Good Friday in communes with a Protestant church or a mixed one, which is nearly all the towns.
  'Alsace-Moselle': [goodFriday, fixed('Saint-Étienne', 12, 26)],
  // L3422-2.
  Mayotte: abolition(4, 27),
  Martinique: abolition(5, 22),
  Guadeloupe: abolition(5, 27),
  'Saint-Martin': abolition(5, 27),
  Guyane: abolition(6, 10),
  'Saint-Barthélemy': abolition(10, 9),
  'La Réunion': abolition(12, 20),
};

const otherLaw: ReadonlySet<string> = new Set(['Polynésie française', 'Nouvelle-Calédonie', 'Wallis-et-Futuna', 'Îles Wallis et Futuna']);

/** Days that a canton's law sets beside Sundays (LTr 20a and the cantons' own laws). */
const cantons: Readonly<Record<string, readonly Holiday[]>> = {
  // Loi sur les jours fériés (LJF, J 1 45), 1.
  GE: [
    ...[newYear, goodFriday, easterMonday, ascension, whitMonday, swissDay, fast('Jeûne genevois', 1, 4), christmas],
    fixed('Restauration de la République', 12, 31),
  ],
  // Loi sur l'emploi (LEmp), 47.
  VD: [
    newYear,
    secondOfJanuary,
    goodFriday,
    easterMonday,
    ascension,
    whitMonday,
    swissDay,
    fast('Lundi du Jeûne fédéral', 3, 1),
    christmas,
  ],
  // Loi sur le dimanche et les jours fériés (LDJF), 3; the Fête-Dieu of two communes is left out.
  NE: [
    ...[newYear, afterSunday(secondOfJanuary), fixed('Instauration de la République', 3, 1), goodFriday, labourDay, ascension, swissDay],
    ...[christmas, afterSunday(boxingDay)],
  ],
  // Loi sur les jours officiels, les jours fériés officiels et le repos dominical (RSJU 555.1).
  JU: [
    ...[newYear, secondOfJanuary, goodFriday, easterMonday, labourDay, ascension, whitMonday, corpusChristi],
    ...[fixed('Commémoration du plébiscite', 6, 23), swissDay, assumption, allSaints, christmas],
  ],
  // LEMT 49: those of the Catholic part, where nearly all the communes are.
  FR: [newYear, goodFriday, ascension, corpusChristi, swissDay, assumption, allSaints, conception, christmas],
  // Loi concernant l'ouverture des magasins, le repos dominical et les jours fériés.
  VS: [newYear, fixed('Saint-Joseph', 3, 19), ascension, corpusChristi, swissDay, assumption, allSaints, conception, christmas],
  // Loi sur le repos pendant les jours de fête officiels (LROS), 2.
  BE: [newYear, secondOfJanuary, goodFriday, easterMonday, ascension, whitMonday, swissDay, christmas, boxingDay],
};

/**
 * Public holidays of a year by the law, ISO date → name in French. Null where it is not known here: German- and
 * Italian-speaking cantons, French territories with a labour code of their own.
 *
 * `region`: name of a French region, `Alsace-Moselle` or code of a Swiss canton; null for what the whole of France shares.
 */
export function legalHolidays(country: 'FR' | 'CH', region: string | null, year: number): ReadonlyMap<string, string> | null {
  const rules =
    country === 'CH' ? cantons[region ?? ''] : otherLaw.has(region ?? '') ? undefined : [...france, ...(frenchRegions[region ?? ''] ?? [])];
  if (!rules) return null;
  const days = rules.flatMap(({ name, on }) => {
    const date = on(year);
    return date ? [[date.toString(), name] as const] : [];
  });
  return new Map(days.sort(([a], [b]) => (a < b ? -1 : 1)));
}
