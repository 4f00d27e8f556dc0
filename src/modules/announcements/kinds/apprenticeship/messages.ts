import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const apprenticeshipMessages = defineMessages({
  fr: {
    'announcements.kind.apprenticeship': 'Apprentissage et alternance',
    'announcements.kind.apprenticeship.invitation': 'Proposer un apprentissage ou une alternance',
  },
  en: {
    'announcements.kind.apprenticeship': 'Apprenticeship',
    'announcements.kind.apprenticeship.invitation': 'Offer an apprenticeship',
  },
});
