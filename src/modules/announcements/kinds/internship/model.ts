import type { ModelTexts } from '../kind.ts';

export const internshipModel: ModelTexts = {
  fr: {
    title: 'Stage de découverte : [le métier]',
    body: 'Pendant [durée], vous [ce que vous verrez et ferez].\n\n[Prénom et fonction] vous accompagne chaque jour. Venez avec [ce qu’il faut apporter], à [heure].\n\nLa convention se prépare avec [école, mission locale, service]. Appelez-nous avant le [date].',
  },
  en: {
    title: 'A placement to discover [the occupation]',
    body: 'For [how long] you [what you will see and do].\n\n[First name and post] is with you every day. Bring [what is needed], at [hour].\n\nThe agreement is prepared with [school or service]. Call us before [date].',
  },
};
