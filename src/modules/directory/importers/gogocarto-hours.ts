const days: readonly string[] = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const TIMES = /(\d{1,2})\s*[:hH]\s*(\d{2})?\s*(?:-|–|à|to)\s*(\d{1,2})\s*[:hH]\s*(\d{2})?/g;

/**
 * Hours by day (`{"Tu": "09:00-12:00 14:00-18:00"}`) as OpenStreetMap `opening_hours`; null where a day says more than
 * times: then they are words.
 */
export function openingHoursOf(hours: Readonly<Record<string, unknown>>): string | null {
  const byDay = new Map<string, string>();
  for (const [day, value] of Object.entries(hours)) {
    if (value === null || value === '' || value === undefined) continue;
    if (!days.includes(day) || typeof value !== 'string') return null;
    const times = timesOf(value);
    if (times === null) return null;
    byDay.set(day, times);
  }
  const runs: { first: string; last: string; times: string }[] = [];
  for (const [index, day] of days.entries()) {
    const times = byDay.get(day);
    const previous = runs.at(-1);
    if (times === undefined) continue;
    if (previous?.times === times && previous.last === days[index - 1]) previous.last = day;
    else runs.push({ first: day, last: day, times });
  }
  return runs.map(({ first, last, times }) => `${first === last ? first : `${first}-${last}`} ${times}`).join('; ') || null;
}

function timesOf(text: string): string | null {
  const times: string[] = [];
  const rest = text.replace(TIMES, (_whole, fromHour: string, fromMinute = '00', toHour: string, toMinute = '00') => {
    times.push(`${fromHour.padStart(2, '0')}:${fromMinute}-${toHour.padStart(2, '0')}:${toMinute}`);
    return '';
  });
  const isPossible = times.every((slot) => slot.split('-').every((time) => /^(?:[01]\d|2[0-4]):[0-5]\d$/.test(time)));
  return times.length > 0 && isPossible && /^[\s,;&/]*$/.test(rest.replace(/\bet\b/g, '')) ? times.join(',') : null;
}

/** The same in words, for what could not be read. */
export function hoursInWords(hours: Readonly<Record<string, unknown>>): string {
  const names = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
  return Object.entries(hours)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '')
    .map(([day, value]) => `${names[days.indexOf(day)] ?? day} ${value.trim()}`)
    .join('\u202f; ');
}
