/** `danger`: someone's life or safety, now. `help`: someone who listens and shelters. */
export type Need = 'danger' | 'help';

interface NumberFacts {
  digits: string;
  need: Need;
  /** It takes no voice call. */
  bySms?: true;
  /** Left out where it is not sure. */
  isFree?: true;
  isDayAndNight?: true;
}

/**
 * 112 to 119 and 196: list of emergency numbers of the ARCEP, which operators carry free of charge (décision n° 02-1179 of
 * 19 December 2002 as amended; https://www.arcep.fr, « Je cherche la liste des numéros d’urgence »). 3114: the regional health
 * agencies (https://www.mayotte.ars.sante.fr). 3919: https://solidaritefemmes.org. Stored copies, read in November 2026.
 *
 * 116 117 (a doctor on duty) is on the ARCEP's list but does not answer in every département: left out.
 */
const france = [
  { digits: '112', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '15', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '17', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '18', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '114', need: 'danger', bySms: true, isFree: true, isDayAndNight: true },
  { digits: '196', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '3114', need: 'help', isFree: true, isDayAndNight: true },
  { digits: '3919', need: 'help', isFree: true, isDayAndNight: true },
  { digits: '119', need: 'help', isFree: true, isDayAndNight: true },
  { digits: '115', need: 'help', isFree: true, isDayAndNight: true },
] as const satisfies readonly NumberFacts[];

/**
 * Short numbers of the OFCOM. Emergency services are those of article 28 ORAT (RS 784.104); article 27 OST (RS 784.101.1)
 * makes them free, except 143, which may cost 20 centimes a call. 1414 is none of them: its price is not promised either.
 * 1414, and 144 in its place in Valais: https://www.secoursalpin.ch.
 */
const switzerland = [
  { digits: '112', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '144', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '117', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '118', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '145', need: 'danger', isFree: true, isDayAndNight: true },
  { digits: '1414', need: 'danger', isDayAndNight: true },
  { digits: '143', need: 'help', isDayAndNight: true },
  { digits: '147', need: 'help', isFree: true, isDayAndNight: true },
] as const satisfies readonly NumberFacts[];

/** Where its texts are among the messages: each country says its own words. */
type TextKey = `fr.${(typeof france)[number]['digits']}` | `ch.${(typeof switzerland)[number]['digits']}`;

export interface UsefulNumber extends NumberFacts {
  text: TextKey;
}

/** The numbers that answer in a territory, the most general of each need first. */
export function usefulNumbers({ country, currency }: { country: 'FR' | 'CH'; currency: string }): readonly UsefulNumber[] {
  if (country === 'CH') return switzerland.map((facts) => ({ ...facts, text: `ch.${facts.digits}` as const }));
  // New Caledonia, Polynesia, Wallis and Futuna: the ARCEP does not number their telephones.
  if (currency === 'XPF') return [];
  return france.map((facts) => ({ ...facts, text: `fr.${facts.digits}` as const }));
}

export function numberHref({ digits, bySms }: Pick<UsefulNumber, 'digits' | 'bySms'>): string {
  return `${bySms ? 'sms' : 'tel'}:${digits}`;
}
