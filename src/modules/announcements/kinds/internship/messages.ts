import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const internshipMessages = defineMessages({
  fr: {
    'announcements.kind.internship': 'Stage',
    'announcements.kind.internship.invitation': 'Proposer un stage',
  },
  en: {
    'announcements.kind.internship': 'Internship',
    'announcements.kind.internship.invitation': 'Offer an internship',
  },
});
