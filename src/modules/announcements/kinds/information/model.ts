import type { ModelTexts } from '../kind.ts';

export const informationModel: ModelTexts = {
  fr: {
    title: '[Ce qui change ou ce qui a lieu], [quand]',
    body: '[Ce qui se passe, en une phrase].\n\nC’est pour [qui]. Il faut [s’inscrire, apporter, rien]. [Prix ou gratuit].\n\nDes questions ? Demandez [qui], [comment].',
  },
  en: {
    title: '[What changes or takes place], [when]',
    body: '[What happens, in one sentence].\n\nIt is for [whom]. You need [to sign up, to bring, nothing]. [Price or free].\n\nQuestions? Ask [whom], [how].',
  },
};
