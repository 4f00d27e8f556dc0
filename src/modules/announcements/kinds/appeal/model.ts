import type { ModelTexts } from '../kind.ts';

export const appealModel: ModelTexts = {
  fr: {
    title: 'Qui veut [faire quoi] avec nous ?',
    body: 'Nous voulons [le projet, en une phrase], parce que [ce que cela changera].\n\nNous avons déjà [ce qui est là]. Il nous manque [ce qui manque] : [une personne, un lieu, une somme].\n\nPremière rencontre : [jour, heure et lieu]. Venez même sans savoir.',
  },
  en: {
    title: 'Who wants to [do what] with us?',
    body: 'We want [the project, in one sentence], because [what it will change].\n\nWe have [what is there]. We lack [what is missing]: [a person, a place, a sum].\n\nFirst meeting: [day, hour and place]. Come even if you do not know.',
  },
};
