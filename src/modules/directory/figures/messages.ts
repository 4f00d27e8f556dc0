import { defineMessages } from '../../../kernel/i18n/messages.ts';

export const figuresMessages = defineMessages({
  fr: {
    'directory.figures': 'Chiffres',
    'directory.figures.lead':
      'Combien de fois vos pages ont été lues, et ce que l’on cherchait avant. Le portail compte sans suivre personne.',
    'directory.figures.views': 'Lectures des trente derniers jours',
    'directory.figures.summary': '{n, plural, =0 {Aucune lecture} one {# lecture} other {# lectures}} ; {most} au plus en un jour',
    'directory.figures.day': 'Jour',
    'directory.figures.count': 'Lectures',
    'directory.figures.searches': 'Recherches qui mènent à vous',
    'directory.figures.searches.lead': 'Seulement celles que l’on a faites cinq jours différents au moins : rien ne dit qui cherchait.',
    'directory.figures.searches.none': 'Pas encore assez de recherches pour les montrer.',
    'directory.figures.search': 'Recherche',
    'directory.figures.times': 'Fois',
  },
  en: {
    'directory.figures': 'Figures',
    'directory.figures.lead':
      'How often your pages were read, and what people were looking for. The portal counts without following anyone.',
    'directory.figures.views': 'Readings of the last thirty days',
    'directory.figures.summary': '{n, plural, =0 {No reading} one {# reading} other {# readings}}; {most} at most in one day',
    'directory.figures.day': 'Day',
    'directory.figures.count': 'Readings',
    'directory.figures.searches': 'Searches that lead to you',
    'directory.figures.searches.lead': 'Only those made on at least five separate days: nothing tells who was looking.',
    'directory.figures.searches.none': 'Not enough searches yet to show them.',
    'directory.figures.search': 'Search',
    'directory.figures.times': 'Times',
  },
});
