import { expect, it } from 'vitest';
import { usualHours } from './usual-hours.ts';

const calendar = { country: 'FR', holidayRegion: null, timeZone: 'Europe/Paris' } as const;
const words = (text: string) => usualHours(text, calendar, 'fr').replace(/[\u00a0\u202f]/g, ' ');

it.each([
  ['Mo-Fr 09:00-12:00', 'lundi à vendredi 9 h – 12 h'],
  ['Mo-Fr 09:00-12:00,14:00-17:30; PH off', 'lundi à vendredi 9 h – 12 h, 14 h – 17 h 30'],
  ['Tu,We 09:00-12:00; Sa 10:00-12:00', 'mardi et mercredi 9 h – 12 h ; samedi 10 h – 12 h'],
  ['Mo-We,Fr 14:00-18:00', 'lundi à mercredi et vendredi 14 h – 18 h'],
  ['Fr 20:00-02:00', 'vendredi 20 h – 2 h'],
])('the usual week of %s is told in words', (text, told) => {
  expect(words(text)).toBe(told);
});

it('hours that are of no usual week are told as they are written', () => {
  expect(words('Jul-Aug Mo-Fr 09:00-12:00')).toBe('Jul-Aug Mo-Fr 09:00-12:00');
  expect(words('sur demande')).toBe('sur demande');
});
