import type { ModelTexts } from '../kind.ts';

export const materialsModel: ModelTexts = {
  fr: {
    title: '[Combien] [quoi], [à donner, à vendre, à prêter ou recherché]',
    body: '[Matière, taille, âge, ce qui manque ou ce qui a été réparé].\n\nÀ prendre [où], [quand]. Il faut [véhicule, bras, outils].',
  },
  en: {
    title: '[How many] [what], [to give, sell, lend or wanted]',
    body: '[Material, size, age, what is missing or was mended].\n\nTo be fetched [where], [when]. You need [vehicle, hands, tools].',
  },
};
