import { translator } from '../../../kernel/i18n/messages.ts';
import { kindByCode } from '../kinds.ts';
import { directoryMessages } from '../messages.ts';
import { themes } from '../themes.ts';
import { accreditationByCode } from '../vocabularies/accreditations.ts';
import {
  networkByCode,
  publicByCode,
  receptionModeByCode,
  serviceTypeByCode,
  topicByCode,
  topicCategories,
} from '../vocabularies/data-inclusion.ts';
import { derivedId } from './derived-id.ts';

/** Of all taxonomies: a random UUID that no other data set has. */
const TAXONOMIES = '5b0c7a52-6f0e-4d7b-9a53-1f1f3f2f8c11';

interface Taxonomy {
  name: string;
  /** Words of a code, in French, with what it belongs to. */
  words(code: string): { name: string; description: string } | undefined;
}

function terms(name: string, description: string, known: ReadonlyMap<string, { fr: string }>): Taxonomy {
  return {
    name,
    words: (code) => {
      const term = known.get(code);
      return term && { name: term.fr, description };
    },
  };
}

const categoryWords = new Map<string, string>(topicCategories.map(({ code, fr }) => [code, fr]));
const themeWords = new Map(
  themes.map(({ code }): [string, { fr: string }] => [code, { fr: translator(directoryMessages, 'fr')(`theme.${code}`) }]),
);

/** The lists that attributes come from: those of data·inclusion v1 under their names there, and our own. */
const taxonomies = {
  topics: {
    name: 'data-inclusion/v1/thematiques',
    words: (code: string) => {
      const term = topicByCode.get(code);
      return term && { name: term.fr, description: categoryWords.get(code.split('--', 1)[0] ?? '') ?? term.fr };
    },
  },
  publics: terms('data-inclusion/v1/publics', 'Public visé', publicByCode),
  type: terms('data-inclusion/v1/types_de_services', 'Type de service', serviceTypeByCode),
  receptionModes: terms('data-inclusion/v1/modes_accueil', 'Mode d’accueil', receptionModeByCode),
  networks: terms('data-inclusion/v1/reseaux_porteurs', 'Réseau porteur', networkByCode),
  accreditations: terms('terreau/agrements', 'Agrément ou label', accreditationByCode),
  kinds: {
    name: 'terreau/activites',
    words: (code: string) => {
      const kind = kindByCode.get(code);
      return kind && { name: kind.label.fr, description: 'Activité' };
    },
  },
  themes: terms('terreau/themes', 'Besoin des habitants', themeWords),
} satisfies Record<string, Taxonomy>;

type TaxonomyName = keyof typeof taxonomies;

export interface Attribute {
  id: string;
  link_id: string;
  link_type: string;
  link_entity: string;
  taxonomy_term_id: string;
  taxonomy_term: { id: string; code: string; name: string; description: string; taxonomy: string; language: 'fr' };
}

/** What a subject is tagged with: one attribute for each code that its list knows. */
export function attributes(
  subject: { id: string; entity: 'organization' | 'location' | 'service' },
  codes: Partial<Record<TaxonomyName, readonly string[]>>,
): Attribute[] {
  return (Object.keys(codes) as TaxonomyName[]).flatMap((taxonomy) =>
    [...new Set(codes[taxonomy])].flatMap((code): Attribute[] => {
      const { name, words } = taxonomies[taxonomy];
      const term = words(code);
      if (!term) return [];
      const termId = derivedId(TAXONOMIES, `${name}/${code}`);
      return [
        {
          id: derivedId(subject.id, `${taxonomy}/${code}`),
          link_id: subject.id,
          link_type: taxonomy,
          link_entity: subject.entity,
          taxonomy_term_id: termId,
          taxonomy_term: { id: termId, code, ...term, taxonomy: name, language: 'fr' },
        },
      ];
    }),
  );
}
