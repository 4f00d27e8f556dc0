/** What a person should look at in a row that was read all the same. */
export type RowWarning =
  | 'swapped-coordinates'
  | 'invalid-position'
  | 'not-a-point'
  | 'unusable-email'
  | 'unusable-website'
  | 'unusable-link'
  | 'unusable-phone'
  | 'unusable-date'
  | 'unusable-value'
  | 'too-many-values'
  | 'unreadable-hours'
  | 'invalid-identifier'
  | 'no-kind'
  | 'ragged-row'
  | 'broken-quote'
  /** A value that the vocabulary of a field does not have. */
  | `unknown-value:${string}`;

/** Notes a warning of the row that is being read. */
export type Warn = (warning: RowWarning) => void;

/** The warnings of one row, each once, in order. */
export function newWarnings(): { warn: Warn; list: RowWarning[] } {
  const list: RowWarning[] = [];
  return {
    warn: (warning) => {
      if (!list.includes(warning)) list.push(warning);
    },
    list,
  };
}

/** The words of the warnings and rejections of these readers, for the command line. */
export const readerWords: Readonly<Record<string, string>> = {
  'swapped-coordinates': 'latitude et longitude inversées, remises à l’endroit',
  'invalid-position': 'position impossible',
  'not-a-point': 'ligne ou surface : placée en un point',
  'unusable-email': 'adresse électronique inutilisable',
  'unusable-website': 'adresse de site inutilisable',
  'unusable-link': 'lien inutilisable',
  'unusable-phone': 'numéro de téléphone inutilisable',
  'unusable-date': 'date illisible',
  'unusable-value': 'valeur illisible',
  'too-many-values': 'trop de valeurs\u202f: seules les cent premières sont gardées',
  'unreadable-hours': 'horaires illisibles',
  'invalid-identifier': 'numéro officiel faux (SIRET, SIREN, RNA…)',
  'no-kind': 'activité inconnue',
  'ragged-row': 'ligne qui n’a pas autant de cases que de colonnes',
  'broken-quote': 'guillemet jamais refermé',
  'unknown-value': 'valeur inconnue',
  'not-an-element': 'ce n’est pas un élément',
  'no-name': 'sans nom',
  'no-description': 'service sans description',
  'no-organisation': 'service sans structure',
  'no-external-id': 'sans identifiant',
  pending: 'en attente de validation à la source',
  refused: 'refusé à la source',
  deleted: 'supprimé à la source',
  'duplicate-at-source': 'doublon à la source',
  'pending-version': 'version en attente à la source',
  'not-public': 'son entreprise ne veut pas être publiée (diffusion partielle)',
  closed: 'fermé définitivement',
};
