/** What people call occupations that ROME names otherwise, folded, and words of the titles that they mean. */
export const everydayWords: Readonly<Record<string, string>> = {
  'agent de surface': 'propreté locaux',
  asem: 'agent spécialisé écoles maternelles',
  atsem: 'agent spécialisé écoles maternelles',
  'aide soignante': 'aide-soignant',
  'auxiliaire de puericulture': 'auxiliaire puériculture',
  baby: 'garde enfants domicile',
  'baby sitter': 'garde enfants domicile',
  'chauffeur routier': 'conducteur poids lourd',
  'dame de cantine': 'employé cantine',
  'femme de menage': 'ménage',
  'homme de menage': 'ménage',
  instit: 'professeur écoles',
  manutention: 'manutentionnaire',
  nounou: 'assistant maternel',
  'technicien de surface': 'propreté locaux',
  vigile: 'agent sécurité',
};
