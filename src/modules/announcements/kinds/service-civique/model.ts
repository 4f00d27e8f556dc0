import type { ModelTexts } from '../kind.ts';

export const serviceCiviqueModel: ModelTexts = {
  fr: {
    title: '[Le but de la mission]',
    body: 'Pendant [nombre] mois, vous [ce que vous ferez d’utile].\n\nVous n’êtes pas seul : [prénom], votre tuteur ou votre tutrice, vous voit chaque semaine. Vous imaginez aussi [la part qui est à vous].\n\nAucun diplôme n’est demandé. Ce qui compte : [l’envie de quoi].',
  },
  en: {
    title: '[What the mission is for]',
    body: 'For [number] months you [what useful thing you will do].\n\nYou are not alone: [first name], your tutor, sees you every week. You also imagine [the part that is yours].\n\nNo diploma is asked for. What counts is [the wish to do what].',
  },
};
