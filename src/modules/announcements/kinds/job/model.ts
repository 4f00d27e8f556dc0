import type { ModelTexts } from '../kind.ts';

export const jobModel: ModelTexts = {
  fr: {
    title: '[Métier au féminin et au masculin], [ce qui le rend particulier]',
    body: 'Vous [les trois tâches principales].\n\nVous travaillez avec [l’équipe], [horaires et jours]. Nous cherchons quelqu’un qui [une qualité qui compte vraiment] ; [ce que vous apprendrez sur place].\n\nNous proposons [repas, vélo, formation, logement].\n\nPour postuler, [ce qu’il faut envoyer ou dire], avant le [date]. Nous répondons à tout le monde.',
  },
  en: {
    title: '[Occupation], [what makes this post special]',
    body: 'You [the three main tasks].\n\nYou work with [the team], [hours and days]. We look for somebody who [one quality that really matters]; [what you will learn here].\n\nWe offer [meals, bicycle, training, housing].\n\nTo apply, [what to send or say], before [date]. We answer everybody.',
  },
};
