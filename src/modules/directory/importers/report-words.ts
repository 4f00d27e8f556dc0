import type { ImportOutcome } from '../../../kernel/module.ts';
import { readerWords } from './files/warnings.ts';

const words: Readonly<Record<string, string>> = {
  ...readerWords,
  'not-a-service': 'ce n’est pas un service ni un commerce',
  'unknown-structure': 'service d’une structure inconnue ici',
  elsewhere: 'hors du territoire',
  'named-contact': 'nomme une personne, à informer',
  'not-only-tous-publics': '« tous publics » avec d’autres publics : seul « tous publics » est gardé',
  private: 'accès privé',
  'unknown-kind': 'genre inconnu',
  'not-a-feature': 'ce n’est pas un objet GeoJSON',
  'no-position': 'sans position',
  'outside-territory': 'hors du contour du territoire',
  'reserved-source': 'nom de source réservé à ce qui est écrit ici',
  'closed-here': 'ressemble à une fiche fermée ou déplacée ici',
  'not-storable': 'ligne que la base de données refuse',
  twin: 'ressemble à une fiche qui est déjà là',
  'same-identifier': 'même numéro officiel qu’une fiche qui est déjà là',
  'repeated-id': 'identifiant déjà lu',
  missing: 'absent cette fois de sa source, gardé',
};

/** What a code of an import's report means, in French; a code that it does not know stays as it is. */
export function importWords(code: string): string {
  const [kind = '', field] = code.split(':', 2);
  if (kind === 'conflict') return `la source dit autre chose que ce qui est gardé ici (${field})`;
  if (kind === 'unknown-value') return `valeur inconnue, gardée telle quelle (${field})`;
  return (Object.hasOwn(words, kind) ? words[kind] : undefined) ?? code;
}

export const outcomeWords: Readonly<Record<ImportOutcome, string>> = {
  created: 'Fiche créée',
  updated: 'Fiche mise à jour',
  unchanged: 'Rien de nouveau',
  duplicate: 'Doublon, gardé de côté',
  rejected: 'Rejetée',
  missing: 'Absente de la source',
};

/** What became of a row, in one sentence that an agent can read. */
export function importExplanation(row: { outcome: ImportOutcome; reason: string | null; warnings: readonly string[] }): string {
  const reason = row.reason === null || row.outcome === 'missing' ? '' : `\u202f: ${importWords(row.reason)}`;
  const warnings = row.warnings.length === 0 ? '' : ` À vérifier\u202f: ${row.warnings.map(importWords).join('\u202f; ')}.`;
  return `${outcomeWords[row.outcome]}${reason}.${warnings}`;
}
