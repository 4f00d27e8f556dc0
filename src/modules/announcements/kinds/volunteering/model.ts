import type { ModelTexts } from '../kind.ts';

export const volunteeringModel: ModelTexts = {
  fr: {
    title: '[Ce qu’on fera] avec [qui], [quand]',
    body: 'Vous [ce que vous ferez, en deux phrases].\n\nNous sommes [combien], et nous vous expliquons tout la première fois. Il faut [ce qu’il faut savoir ou aimer] ; il n’est pas nécessaire de [ce qui fait peur pour rien].\n\nAvant de vous décider, venez voir : [jour, heure et lieu].',
  },
  en: {
    title: '[What one does] with [whom], [when]',
    body: 'You [what you will do, in two sentences].\n\nThere are [how many] of us, and we explain everything the first time. You need [what to know or to like]; there is no need for [what people fear for nothing].\n\nCome and see before you decide: [day, hour and place].',
  },
};
