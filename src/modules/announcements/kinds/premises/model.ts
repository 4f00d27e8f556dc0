import type { ModelTexts } from '../kind.ts';

export const premisesModel: ModelTexts = {
  fr: {
    title: '[Le lieu] de [surface] mètres carrés',
    body: '[Rez-de-chaussée ou étage], avec [eau, chauffage, vitrine, accès].\n\nLe lieu convient pour [usages] ; il ne convient pas pour [ce qui est exclu]. Vous partagez [cour, cuisine, parking].\n\nVisite [quand], avec [qui].',
  },
  en: {
    title: '[The place], [area] square metres',
    body: '[Ground floor or storey], with [water, heating, window, access].\n\nIt suits [uses]; it does not suit [what is excluded]. You share [yard, kitchen, parking].\n\nVisit [when], with [whom].',
  },
};
