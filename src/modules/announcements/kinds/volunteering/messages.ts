import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const volunteeringMessages = defineMessages({
  fr: {
    'announcements.kind.volunteering': 'Bénévolat',
    'announcements.kind.volunteering.invitation': 'Proposer une mission de bénévolat',
    'announcements.field.rhythm': 'Rythme',
    'announcements.field.skills': 'Ce qu’il faut savoir faire',
    'announcements.option.rhythm.flexible': 'Quand vous pouvez',
    'announcements.option.rhythm.once': 'À une date',
    'announcements.option.rhythm.regular': 'Régulier',
    'announcements.wrong.day-required': 'Dites quel jour.',
  },
  en: {
    'announcements.kind.volunteering': 'Volunteering',
    'announcements.kind.volunteering.invitation': 'Offer a volunteering mission',
    'announcements.field.rhythm': 'Rhythm',
    'announcements.field.skills': 'What one should be able to do',
    'announcements.option.rhythm.flexible': 'When you can',
    'announcements.option.rhythm.once': 'On a date',
    'announcements.option.rhythm.regular': 'Regular',
    'announcements.wrong.day-required': 'Say on which day.',
  },
});
