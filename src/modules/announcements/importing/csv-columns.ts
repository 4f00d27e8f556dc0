import { translator } from '../../../kernel/i18n/messages.ts';
import { fold } from '../../directory/index.ts';
import { factMessages } from '../fact-messages.ts';
import { kinds } from '../kinds/index.ts';
import type { FactField } from '../kinds/kind.ts';

/** Names of the columns that every kind has, in the order of a file. Beside them, each fact has its own (`factColumns`). */
export const columns = {
  id: 'Identifiant',
  source: 'Source',
  kind: 'Sorte d’annonce',
  state: 'Où en est l’annonce',
  title: 'Titre',
  body: 'Description',
  publisher: 'Publié par',
  numbers: 'Numéro officiel',
  remote: 'À distance',
  street: 'Adresse',
  postcode: 'Code postal',
  locality: 'Commune',
  latitude: 'Latitude',
  longitude: 'Longitude',
  phone: 'Téléphone',
  onTheSpot: 'Sur place',
  link: 'Lien pour répondre',
  audience: 'Aussi pour les communes voisines',
  publishOn: 'Pas avant le',
  shownUntil: 'À montrer jusqu’au',
} as const;

const t = translator(factMessages, 'fr');
type FactKey = keyof typeof factMessages.fr;

/** Each fact of each kind once, by its column. */
export const factColumns: ReadonlyMap<string, FactField> = new Map(
  kinds.flatMap(({ fields }) => fields.map((field) => [field.column ?? t(`announcements.field.${field.name}` as FactKey), field] as const)),
);

/** A choice as people read it. */
export function optionWords(name: string, value: string): string {
  return t(`announcements.option.${name}.${value}` as FactKey);
}

/** A choice by its words or its code; what is neither stays, to be told as unknown. */
export function optionOf(field: FactField & { values: readonly string[] }, text: string): string {
  const wanted = fold(text);
  return field.values.find((value) => fold(value) === wanted || fold(optionWords(field.name, value)) === wanted) ?? text;
}

/** Between the choices of a cell. */
export const BETWEEN = ' | ';
export const YES = 'oui';
