import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const apprenticeshipMessages = defineMessages({
  fr: {
    'announcements.kind.apprenticeship': '{country, select, CH {Apprentissage} other {Apprentissage et alternance}}',
    'announcements.kind.apprenticeship.invitation':
      '{country, select, CH {Proposer une place d’apprentissage} other {Proposer un apprentissage ou une alternance}}',
  },
  en: {
    'announcements.kind.apprenticeship': 'Apprenticeship',
    'announcements.kind.apprenticeship.invitation': 'Offer an apprenticeship',
  },
});
