import OpeningHours from 'opening_hours';
import type { Point } from '../../kernel/http/visit.ts';

/** Where hours are read: their zone and the public holidays they know of. */
export interface Calendar {
  country: 'FR' | 'CH';
  /** Name of a French region, `Alsace-Moselle`, code of a Swiss canton; null: the country's common holidays. */
  holidayRegion: string | null;
  timeZone: string;
}

// `opening_hours` computes in the machine's zone. With the process in UTC its dates are wall-clock times, which we
// place in the territory's zone ourselves.
let isZoneChecked = false;
function checkZone(): void {
  // Asking costs a tenth of reading hours.
  if (isZoneChecked) return;
  if (!/^(Etc\/)?UTC$/.test(new Intl.DateTimeFormat().resolvedOptions().timeZone)) {
    throw new Error('Opening hours need a process in UTC: set TZ=UTC before it starts.');
  }
  isZoneChecked = true;
}

/** Cantons as `opening_hours` names them: in German for its public holidays, in the canton's language for school holidays. */
const cantons: Readonly<Record<string, { publicHolidays: string; schoolHolidays: string }>> = {
  BE: { publicHolidays: 'Bern', schoolHolidays: 'Bern' },
  BS: { publicHolidays: 'Basel-Stadt', schoolHolidays: 'Basel-Stadt' },
  FR: { publicHolidays: 'Freiburg', schoolHolidays: 'Fribourg' },
  GE: { publicHolidays: 'Genf', schoolHolidays: 'Genève' },
  JU: { publicHolidays: 'Jura', schoolHolidays: 'Jura' },
  NE: { publicHolidays: 'Neuenburg', schoolHolidays: 'Neuchâtel' },
  TI: { publicHolidays: 'Tessin', schoolHolidays: 'Ticino' },
  VD: { publicHolidays: 'Waadt', schoolHolidays: 'Vaud' },
  VS: { publicHolidays: 'Wallis', schoolHolidays: 'Valais' },
  ZH: { publicHolidays: 'Zürich', schoolHolidays: 'Zürich' },
};

const NAMES_SCHOOL_HOLIDAYS = /\bSH\b/;

function regionFor(text: string, { country, holidayRegion }: Calendar): string {
  // Its public holidays are its own, its school holidays those of its region.
  if (country === 'FR' && holidayRegion === 'Alsace-Moselle') return 'Grand Est';
  if (country === 'FR' || holidayRegion === null) return holidayRegion ?? '';
  const canton = cantons[holidayRegion];
  return (NAMES_SCHOOL_HOLIDAYS.test(text) ? canton?.schoolHolidays : canton?.publicHolidays) ?? '';
}

/** Reading the text costs the most of all that is done with hours, and many doors keep the same ones. */
const KEPT = 500;
const kept = new Map<string, InstanceType<typeof OpeningHours>>();

/** `position`: only the sun needs it; without one the library has it rise at six and set at eighteen. */
export function evaluator(text: string, calendar: Calendar, position: Point | null): InstanceType<typeof OpeningHours> {
  checkZone();
  if (position) return read(text, calendar, position);
  const key = `${calendar.country}/${calendar.holidayRegion}/${text}`;
  const hours = kept.get(key) ?? read(text, calendar, null);
  // Last of all again: the first is the one that has not been asked for longest.
  kept.delete(key);
  kept.set(key, hours);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return hours;
}

function read(text: string, calendar: Calendar, position: Point | null): InstanceType<typeof OpeningHours> {
  // It has school holidays by region only, and complains on the console where there is none.
  if (NAMES_SCHOOL_HOLIDAYS.test(text) && !regionFor(text, calendar)) throw new Error('No region for school holidays.');
  const nominatim = {
    // As text, like Nominatim's answers: it ignores numbers.
    ...(position && { lat: String(position.latitude), lon: String(position.longitude) }),
    address: { country_code: calendar.country.toLowerCase(), state: regionFor(text, calendar) },
  };
  return new OpeningHours(text, nominatim as never);
}
