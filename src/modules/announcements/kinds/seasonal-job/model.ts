import type { ModelTexts } from '../kind.ts';

export const seasonalJobModel: ModelTexts = {
  fr: {
    title: '[Le travail] pendant [les vacances ou la saison]',
    body: 'Du [date] au [date], vous [ce que vous ferez].\n\nLes journées commencent à [heure] et finissent à [heure]. [Repas, trajet, logement].\n\nAucune expérience n’est demandée : [qui] vous montre le premier jour. Il faut avoir [âge] ans.',
  },
  en: {
    title: '[The work] during [the holidays or the season]',
    body: 'From [date] to [date] you [what you will do].\n\nDays begin at [hour] and end at [hour]. [Meals, travel, housing].\n\nNo experience is needed: [who] shows you on the first day. You must be [age].',
  },
};
