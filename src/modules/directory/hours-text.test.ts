import { expect, it } from 'vitest';
import { readHoursText } from './hours-text.ts';

const calendar = { country: 'FR', holidayRegion: 'Auvergne-Rhône-Alpes', timeZone: 'Europe/Paris' } as const;

it.each([
  ['Mo-Fr 09:00-12:00; PH off', 'Mo-Fr 09:00-12:00; PH off'],
  ['Mo-Fr 09:00-12:00 "sur rendez-vous"', 'Mo-Fr 09:00-12:00 "sur rendez-vous"'],
  ['  24/7 ', '24/7'],
  ['lundi 9h à 12h', 'Mo 09:00-12:00'],
  ['Lun-Ven 9h-12h, 14h-18h; samedi 9h-12h', 'Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00'],
  ['du lundi au vendredi de 9h30 à 12h et de 14h à 18h', 'Mo-Fr 09:30-12:00,14:00-18:00'],
  ['tous les jours de 8h à 20h', 'Mo-Su 08:00-20:00'],
  ['Mo-Fr 9:00-12:00; dimanche fermé', 'Mo-Fr 09:00-12:00; Su off'],
])('« %s » is understood', (typed, text) => {
  expect(readHoursText(typed, calendar)).toEqual({ text });
});

it.each([
  ['Mo-Fr 09:00-12:00; Sa 25:00-26:00', '25:00-26:00'],
  ['Mo-Fr 09:00-12:00 foo', 'foo'],
  ['Mo-Xx 09:00', 'Mo-Xx'],
  ['selon la saison', 'selon'],
])('of « %s », « %s » is not', (typed, unknown) => {
  expect(readHoursText(typed, calendar)).toEqual({ unknown });
});
