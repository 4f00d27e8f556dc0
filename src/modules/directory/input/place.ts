import type { PlaceFacts } from '../facts.ts';
import { names, oneOf } from './fields.ts';
import {
  addressValues,
  description,
  openingValues,
  reachValues,
  readAddress,
  readKinds,
  readLanguages,
  readName,
  readOpening,
  readPage,
  readReach,
} from './parts.ts';
import type { FormPlace, FormValues, Sheet } from './sheet.ts';

export function readPlace(sheet: Sheet, kept: PlaceFacts, where: FormPlace, sent: FormValues): PlaceFacts {
  return {
    ...kept,
    name: readName(sheet, kept.name),
    alternateNames: sheet.read('alternateNames', names, [...kept.alternateNames]),
    description: sheet.read('description', description, kept.description),
    ...readKinds(sheet, kept),
    ...readAddress(sheet, kept, where),
    ...readReach(sheet, kept, where),
    website: readPage(sheet, 'website', kept.website),
    openingHours: readOpening(sheet, kept.openingHours, sent, where),
    wheelchair: sheet.read('wheelchair', oneOf(['yes', 'limited', 'no'] as const), kept.wheelchair),
    accessibilityUrl: readPage(sheet, 'accessibilityUrl', kept.accessibilityUrl),
    languages: readLanguages(sheet, kept.languages),
  };
}

export function placeValues(facts: PlaceFacts, where: FormPlace): FormValues {
  return {
    name: facts.name,
    alternateNames: facts.alternateNames.join('\n'),
    description: facts.description ?? '',
    kinds: facts.kinds,
    themes: facts.themes,
    ...addressValues(facts),
    ...reachValues(facts, where),
    website: facts.website ?? '',
    ...openingValues(facts.openingHours, where),
    wheelchair: facts.wheelchair ?? '',
    accessibilityUrl: facts.accessibilityUrl ?? '',
    languages: facts.languages,
  };
}
