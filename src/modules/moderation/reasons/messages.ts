import { defineMessages } from '../../../kernel/i18n/messages.ts';

export const reasonMessages = defineMessages({
  fr: {
    'moderation.reasons.title': 'Motifs de refus',
    'moderation.reasons.lead':
      'Ce que vos collègues choisissent quand ils refusent, et que la personne lit. Écrivez un motif par ligne ; une liste vide redonne celle de départ.',
    'moderation.reasons.hint': 'Un motif par ligne, 20 au plus.',
    'moderation.reasons.submit': 'Enregistrer',
    'moderation.reasons.saved': 'Les motifs sont enregistrés.',
    'moderation.reasons.too-many': '20 motifs au plus, de 200 signes chacun.',
  },
  en: {
    'moderation.reasons.title': 'Reasons for refusal',
    'moderation.reasons.lead':
      'What your colleagues choose when they refuse, and what the person reads. One reason a line; an empty list gives back the first one.',
    'moderation.reasons.hint': 'One reason a line, 20 at most.',
    'moderation.reasons.submit': 'Save',
    'moderation.reasons.saved': 'The reasons are saved.',
    'moderation.reasons.too-many': '20 reasons at most, of 200 characters each.',
  },
});
